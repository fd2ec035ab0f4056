package io.segmenta.platform.catalogue;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Connections to Aurora DSQL: TLS with a verified host, and a token signed for each connection instead of a password.
 * Signed here because the SDK's module for DSQL, a whole client, would be shipped for this one signature.
 */
final class DsqlConnectionSource implements ConnectionSource {
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String USER = "admin";

    private final String endpoint;
    private final String region;
    private final AwsCredentialsProvider credentials;

    DsqlConnectionSource(String endpoint, String region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    @Override
    public boolean indexesAsync() {
        return true;
    }

    @Override
    public Connection open() throws SQLException {
        Properties properties = ConnectionSource.properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", token(endpoint, region, credentials, Clock.systemUTC()));
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        return DriverManager.getConnection("jdbc:postgresql://" + endpoint + ":5432/postgres", properties);
    }

    /** The address of a signed request to connect, without its scheme. */
    static String token(String endpoint, String region, AwsCredentialsProvider credentials, Clock clock) {
        SdkHttpRequest request = SdkHttpRequest.builder().method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + endpoint + "/")).putRawQueryParameter("Action", "DbConnectAdmin").build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(builder -> builder.request(request).identity(credentials.resolveCredentials())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dsql")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, VALID)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
        return signed.getUri().toString().substring("https://".length());
    }
}
