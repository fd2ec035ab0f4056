package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.aws.Credentials;
import io.segmenta.platform.aws.ServiceAddresses;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DsqlConnectionSourceTest {
    private static final String ENDPOINT = "abc.dsql.us-east-1.on.aws";

    /** The token that botocore's own tests expect of {@code dsql_generate_db_connect_admin_auth_token}. */
    @Test
    void token_isASignedRequestToConnect() throws SQLException {
        Aws aws = new Aws(new ServiceAddresses(new Environment(Map.of("AWS_REGION", "us-east-1"))),
                () -> new Credentials("ACCESS_KEY", "SECRET_KEY", Optional.of("SESSION_TOKEN")),
                InstantSource.fixed(Instant.parse("2024-11-07T17:39:33Z")));
        String token = new DsqlConnectionSource("test.dsql.us-east-1.on.aws", aws).token();
        assertThat(token.split("[?&]")).containsExactlyInAnyOrder("test.dsql.us-east-1.on.aws/",
                "Action=DbConnectAdmin", "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=ACCESS_KEY%2F20241107%2Fus-east-1%2Fdsql%2Faws4_request",
                "X-Amz-Date=20241107T173933Z", "X-Amz-Expires=900", "X-Amz-SignedHeaders=host",
                "X-Amz-Security-Token=SESSION_TOKEN",
                "X-Amz-Signature=5ac084bc7cabccc19a52a5d1b5c24b50d3ce143f43b659bd484c91aaf555e190");
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
