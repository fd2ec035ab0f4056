package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.StackState;
import org.junit.jupiter.api.Test;

class StartCommandTest {
    @Test
    void variables_nameTheRegionForBothVersionsOfTheAwsCli() {
        StackState state = new StackState(1, "", "http://127.0.0.1:4566", "http://127.0.0.1:8080", "bucket",
                "jdbc:postgresql://127.0.0.1:1/postgres", "user", "password", "us-east-1", "test", "secret",
                "NONE");
        assertThat(String.join("\n", StartCommand.variables(state))).isEqualTo("""
                export AWS_ENDPOINT_URL=http://127.0.0.1:4566 \\
                       AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 \\
                       AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=secret""".indent(2).stripTrailing());
    }
}
