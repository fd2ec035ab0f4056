package io.segmenta.platform.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The address of a PostgreSQL of one's own. What goes over a network is encrypted, and the server proves that it is the
 * one that is named: {@code sslmode=verify-full}. Only a server of the same machine needs none of it.
 */
final class DatabaseAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final String JAVAS_OWN = "org.postgresql.ssl.DefaultJavaSSLFactory";
    private static final Set<String> VERIFYING = Set.of(JAVAS_OWN, "org.postgresql.ssl.LibPQFactory",
            "org.postgresql.ssl.SingleCertValidatingFactory");

    private DatabaseAddress() {}

    /**
     * What to connect with beside the address.
     *
     * @throws IllegalStateException when the address is none, has a password in it, or lets the connection be read or
     * the server be another
     */
    static Properties check(String url) {
        Properties parsed = Optional.ofNullable(Driver.parseURL(url, new Properties())).orElseThrow(
                () -> new IllegalStateException("SEGMENTA_DATABASE_URL is no address of PostgreSQL for JDBC"));
        if (PGProperty.PASSWORD.getOrNull(parsed) != null || PGProperty.USER.getOrNull(parsed) != null) {
            throw new IllegalStateException(
                    "SEGMENTA_DATABASE_URL holds a user or a password; they belong into the secret");
        }
        Properties properties = ConnectionSource.properties();
        if (!isLoopback(parsed)) {
            checkTls(parsed);
            if (PGProperty.SSL_FACTORY.getOrNull(parsed) == null
                    && PGProperty.SSL_ROOT_CERT.getOrNull(parsed) == null) {
                PGProperty.SSL_FACTORY.set(properties, JAVAS_OWN);
            }
        }
        return properties;
    }

    private static boolean isLoopback(Properties parsed) {
        String hosts = Optional.ofNullable(PGProperty.PG_HOST.getOrNull(parsed)).orElse("localhost");
        return Stream.of(hosts.toLowerCase(Locale.ROOT).split(",")).allMatch(LOOPBACK::contains);
    }

    private static void checkTls(Properties parsed) {
        String mode = PGProperty.SSL_MODE.getOrNull(parsed);
        if (!"verify-full".equals(mode)) {
            throw new IllegalStateException("SEGMENTA_DATABASE_URL needs sslmode=verify-full, got "
                    + (mode == null ? "no sslmode" : "sslmode=" + mode));
        }
        String factory = PGProperty.SSL_FACTORY.getOrNull(parsed);
        if (factory != null && !VERIFYING.contains(factory)) {
            throw new IllegalStateException(
                    "SEGMENTA_DATABASE_URL names sslfactory=" + factory + ", which may verify nothing");
        }
        if (PGProperty.SSL_HOSTNAME_VERIFIER.getOrNull(parsed) != null) {
            throw new IllegalStateException(
                    "SEGMENTA_DATABASE_URL names an sslhostnameverifier; the server's name is verified by the driver");
        }
    }
}
