package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsqlConnectionSourceTest {
    private static final String ENDPOINT = "abc.dsql.us-east-1.on.aws";

    @ParameterizedTest
    @CsvSource({"admin, DbConnectAdmin", "segmenta_functions, DbConnect"})
    void token_isASignedRequestToConnectAsTheRole(String role, String action) throws SQLException {
        String token = new DsqlConnectionSource(ENDPOINT, role, Aws.of(new Environment(Map.of("AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "SECRET_KEY", "AWS_SESSION_TOKEN",
                "SESSION_TOKEN")))).token();
        assertThat(token).startsWith(ENDPOINT + "/?");
        assertThat(token.split("[?&]")).contains("Action=" + action, "X-Amz-Security-Token=SESSION_TOKEN")
                .as("a quarter of an hour, less what passed since it was asked for")
                .anyMatch(part -> part.matches("X-Amz-Expires=(900|8[0-9]{2})"))
                .anyMatch(part -> part
                        .matches("X-Amz-Credential=ACCESS_KEY%2F[0-9]{8}%2Fus-east-1%2Fdsql%2Faws4_request"))
                .anyMatch(part -> part.matches("X-Amz-Signature=[0-9a-f]{64}"));
    }

    @Test
    void token_withoutCredentials_saysForWhatTheyAreMissing() {
        DsqlConnectionSource source = new DsqlConnectionSource(ENDPOINT, "admin",
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
        assertThat(ConnectionSource.of(new Environment(Map.of("SEGMENTA_DATABASE_URL",
                "jdbc:postgresql://h/d?sslmode=verify-full", "SEGMENTA_DATABASE_SECRET", "s", "AWS_REGION",
                "eu-west-1"))).indexesAsync()).isFalse();
    }
}
