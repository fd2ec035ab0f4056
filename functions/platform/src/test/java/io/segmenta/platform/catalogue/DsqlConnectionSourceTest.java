package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.Environment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class DsqlConnectionSourceTest {
    private static final String ENDPOINT = "abc.dsql.us-east-1.on.aws";

    @Test
    void token_isASignedRequestToConnect() {
        String token = DsqlConnectionSource.token(ENDPOINT, "us-east-1",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
                Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));
        assertThat(token).startsWith(ENDPOINT + "/?").contains("Action=DbConnectAdmin")
                .contains("X-Amz-Algorithm=AWS4-HMAC-SHA256").contains("X-Amz-Date=20261121T120000Z")
                .contains("X-Amz-Expires=900").contains("X-Amz-SignedHeaders=host")
                .contains("X-Amz-Credential=AKIDEXAMPLE%2F20261121%2Fus-east-1%2Fdsql%2Faws4_request")
                .containsPattern("X-Amz-Signature=[0-9a-f]{64}");
    }

    @Test
    void source_isChosenByTheEnvironment() {
        assertThat(ConnectionSource
                .of(new Environment(Map.of("SEGMENTA_DSQL_ENDPOINT", ENDPOINT, "AWS_REGION", "eu-west-1",
                        "SEGMENTA_DATABASE_URL", "")))
                .indexesAsync()).isTrue();
        assertThat(ConnectionSource.of(new Environment(Map.of("SEGMENTA_DATABASE_URL", "jdbc:postgresql://h/d")))
                .indexesAsync()).isFalse();
    }
}
