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

    /** Aurora DSQL when {@code SEGMENTA_DSQL_ENDPOINT} is set, else the PostgreSQL of {@code SEGMENTA_DATABASE_URL}. */
    static ConnectionSource of(Environment environment) {
        Optional<String> dsql = environment.optional("SEGMENTA_DSQL_ENDPOINT");
        if (dsql.isPresent()) {
            return new DsqlConnectionSource(dsql.get(), Aws.of(environment));
        }
        return url(environment.required("SEGMENTA_DATABASE_URL"), environment.optional("SEGMENTA_DATABASE_USER"),
                environment.optional("SEGMENTA_DATABASE_PASSWORD"));
    }

    /** Any PostgreSQL. */
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
