package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DsqlConnectionSourceTest {
    private static final String ENDPOINT = "abc.dsql.us-east-1.on.aws";

    @Test
    void token_isASignedRequestToConnectAsAdministrator() throws SQLException {
        String token = new DsqlConnectionSource(ENDPOINT, Aws.of(new Environment(Map.of("AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "SECRET_KEY", "AWS_SESSION_TOKEN",
                "SESSION_TOKEN")))).token();
        assertThat(token).startsWith(ENDPOINT + "/?");
        assertThat(token.split("[?&]")).contains("Action=DbConnectAdmin", "X-Amz-Expires=900",
                "X-Amz-Security-Token=SESSION_TOKEN").anyMatch(
                        part -> part
                                .matches("X-Amz-Credential=ACCESS_KEY%2F[0-9]{8}%2Fus-east-1%2Fdsql%2Faws4_request"))
                .anyMatch(part -> part.matches("X-Amz-Signature=[0-9a-f]{64}"));
    }

    @Test
    void token_withoutCredentials_saysForWhatTheyAreMissing() {
        DsqlConnectionSource source = new DsqlConnectionSource(ENDPOINT,
                Aws.of(new Environment(Map.of("AWS_REGION", "us-east-1"))));
        assertThatThrownBy(source::token).isInstanceOf(SQLException.class)
                .hasMessage("no credentials to sign in to " + ENDPOINT + " with");
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
