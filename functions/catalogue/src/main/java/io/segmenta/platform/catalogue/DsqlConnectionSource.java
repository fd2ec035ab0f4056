package io.segmenta.platform.catalogue;

import io.segmenta.platform.aws.Aws;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dsql.DsqlUtilities;

/**
 * Connections to Aurora DSQL: TLS with a verified host, and a token signed for each connection instead of a password.
 */
final class DsqlConnectionSource implements ConnectionSource {
    private static final Duration VALID = Duration.ofMinutes(15);
    /** The role that Aurora DSQL makes itself and whose rights are all. */
    static final String ADMINISTRATOR = "admin";

    private final String endpoint;
    private final String role;
    private final Aws aws;

    /** @param role of the database, {@link #ADMINISTRATOR} or one that the caller's IAM role is mapped to */
    DsqlConnectionSource(String endpoint, String role, Aws aws) {
        this.endpoint = endpoint;
        this.role = role;
        this.aws = aws;
    }

    @Override
    public boolean indexesAsync() {
        return true;
    }

    @Override
    public Connection open() throws SQLException {
        Properties properties = ConnectionSource.properties();
        properties.setProperty("user", role);
        properties.setProperty("password", token());
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        return DriverManager.getConnection("jdbc:postgresql://" + endpoint + ":5432/postgres", properties);
    }

    /** The address of a signed request to connect, without its scheme. */
    String token() throws SQLException {
        try {
            DsqlUtilities utilities = DsqlUtilities.builder().region(aws.region())
                    .credentialsProvider(aws.credentials()).build();
            return role.equals(ADMINISTRATOR)
                    ? utilities.generateDbConnectAdminAuthToken(
                            request -> request.hostname(endpoint).expiresIn(VALID))
                    : utilities.generateDbConnectAuthToken(request -> request.hostname(endpoint).expiresIn(VALID));
        } catch (SdkClientException e) {
            throw new SQLException("no credentials to sign in to " + endpoint + " with", e);
        }
    }
}
