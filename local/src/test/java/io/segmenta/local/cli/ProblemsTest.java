package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void runWithOneMistake_isOneLine() {
        assertThat(Problems.describe(CliException.failedRun("run 1a", "a.csv: the file is empty", "empty-file")))
                .isEqualTo("run 1a failed: a.csv: the file is empty (empty-file)");
    }

    @Test
    void stackThatEndedMeanwhile_isToldWithWhatToDo() {
        assertThat(Problems.describe(new UncheckedIOException(new ConnectException("Connection refused"))))
                .isEqualTo("no answer from the stack: connection refused; if it has ended, segmenta start goes on with "
                        + "what was uploaded");
    }

    @Test
    void runWithSeveralMistakesInItsSettings_tellsEach() {
        assertThat(Problems.describe(CliException.failedRun("run 1a",
                "--set: seed: must be a whole number, got \"x\"\n--set: k: unknown key", "configuration")))
                .isEqualTo("run 1a failed (configuration):\n  --set: seed: must be a whole number, got \"x\"\n"
                        + "  --set: k: unknown key");
    }
}
