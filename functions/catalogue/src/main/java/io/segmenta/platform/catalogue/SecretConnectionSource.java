package io.segmenta.platform.catalogue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Connections to a PostgreSQL of one's own, whose user and password a secret holds. They are read when the first
 * connection is opened and kept; when the server refuses them, because they have been rotated, they are read once
 * again.
 */
final class SecretConnectionSource implements ConnectionSource {
    /** SQLSTATE's class of refused users and passwords. */
    private static final String REFUSED = "28";

    private final String url;
    private final Properties properties;
    private final Supplier<Login> secret;
    private @Nullable Login kept;

    /**
     * @param secret reads the secret anew at each call
     * @throws IllegalStateException when the address is refused (see {@link DatabaseAddress})
     */
    SecretConnectionSource(String url, Supplier<Login> secret) {
        this.url = url;
        this.properties = DatabaseAddress.check(url);
        this.secret = secret;
    }

    @Override
    public synchronized Connection open() throws SQLException {
        Login known = kept;
        if (known != null) {
            try {
                return open(known);
            } catch (SQLException e) {
                if (!Database.state(e).startsWith(REFUSED)) {
                    throw e;
                }
            }
        }
        Login fresh = read();
        kept = fresh;
        return open(fresh);
    }

    private Connection open(Login login) throws SQLException {
        Properties all = new Properties();
        all.putAll(properties);
        all.setProperty("user", login.user());
        all.setProperty("password", login.password());
        return DriverManager.getConnection(url, all);
    }

    private Login read() throws SQLException {
        try {
            return secret.get();
        } catch (SdkException e) {
            throw new SQLException("the secret of the database cannot be read: " + e.getMessage(), e);
        }
    }
}
