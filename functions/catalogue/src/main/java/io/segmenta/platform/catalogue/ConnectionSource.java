package io.segmenta.platform.catalogue;

import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Opens connections to the catalogue's database. */
public interface ConnectionSource {
    /** Opens a connection, which the caller closes. */
    Connection open() throws SQLException;

    /** Whether indexes must be made in the background, as on Aurora DSQL. */
    default boolean indexesAsync() {
        return false;
    }

    /**
     * As the functions sign in, which may read and write rows: to Aurora DSQL when {@code SEGMENTA_DSQL_ENDPOINT} is
     * set, else to the PostgreSQL of {@code SEGMENTA_DATABASE_URL} by the secret {@code SEGMENTA_DATABASE_SECRET}.
     *
     * @throws IllegalStateException when neither is set, or the address is refused
     */
    static ConnectionSource of(Environment environment) {
        Optional<String> dsql = environment.optional("SEGMENTA_DSQL_ENDPOINT");
        return dsql.isPresent()
                ? new DsqlConnectionSource(dsql.get(), FunctionsRole.NAME, Aws.of(environment))
                : ofSecret(environment, "SEGMENTA_DATABASE_SECRET");
    }

    /**
     * As the owner of the tables signs in, who makes and changes them: to Aurora DSQL as its administrator, else by the
     * secret {@code SEGMENTA_MIGRATION_SECRET}.
     *
     * @throws IllegalStateException when neither is set, or the address is refused
     */
    static ConnectionSource ofOwner(Environment environment) {
        Optional<String> dsql = environment.optional("SEGMENTA_DSQL_ENDPOINT");
        return dsql.isPresent()
                ? new DsqlConnectionSource(dsql.get(), DsqlConnectionSource.ADMINISTRATOR, Aws.of(environment))
                : ofSecret(environment, "SEGMENTA_MIGRATION_SECRET");
    }

    /**
     * The user in a secret of Secrets Manager.
     *
     * @param secret its ARN or name
     */
    static String userIn(Environment environment, String secret) {
        return new Secrets(Aws.of(environment)).login(secret).user();
    }

    private static ConnectionSource ofSecret(Environment environment, String variable) {
        String url = environment.required("SEGMENTA_DATABASE_URL");
        String secret = environment.required(variable);
        Secrets secrets = new Secrets(Aws.of(environment));
        return new SecretConnectionSource(url, () -> secrets.login(secret));
    }

    /** A PostgreSQL of this machine. */
    static ConnectionSource url(String url, Optional<String> user, Optional<String> password) {
        Properties properties = properties();
        user.ifPresent(value -> properties.setProperty("user", value));
        password.ifPresent(value -> properties.setProperty("password", value));
        return () -> DriverManager.getConnection(url, properties);
    }

    /** No wait without an end, in seconds; no savepoints. */
    static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "segmenta");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "15");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }
}
