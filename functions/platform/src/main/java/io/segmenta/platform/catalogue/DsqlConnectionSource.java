package io.segmenta.platform.catalogue;

import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.SigV4;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Connections to Aurora DSQL: TLS with a verified host, and a token signed for each connection instead of a password.
 */
final class DsqlConnectionSource implements ConnectionSource {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String USER = "admin";

    private final String endpoint;
    private final Aws aws;

    DsqlConnectionSource(String endpoint, Aws aws) {
        this.endpoint = endpoint;
        this.aws = aws;
    }

    @Override
    public boolean indexesAsync() {
        return true;
    }

    @Override
    public Connection open() throws SQLException {
        Properties properties = ConnectionSource.properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", token());
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        return DriverManager.getConnection("jdbc:postgresql://" + endpoint + ":5432/postgres", properties);
    }

    /** The address of a signed request to connect, without its scheme. */
    String token() throws SQLException {
        URI connect = URI.create("https://" + endpoint + "/?Action=DbConnectAdmin");
        try {
            return new SigV4(aws.addresses().region(), "dsql").presign("GET", connect, VALID,
                    aws.credentials().current(), aws.clock().instant()).toString().substring("https://".length());
        } catch (IOException e) {
            throw new SQLException("no credentials to sign in to " + endpoint + " with", e);
        }
    }
}
