package io.segmenta.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Log log = Log.of("training", Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC),
            new PrintStream(bytes, true, StandardCharsets.UTF_8)).withRequest("r-1");

    @Test
    void line_isOneJsonObject() {
        log.info("run \"claimed\"\n", "attempt", 2, "progress", 0.5, "dataset", "mall");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{\"time\":\"2026-11-21T12:00:00Z\","
                + "\"level\":\"INFO\",\"function\":\"training\",\"request_id\":\"r-1\","
                + "\"message\":\"run \\\"claimed\\\"\\n\",\"attempt\":2,\"progress\":0.5,\"dataset\":\"mall\"}"
                + System.lineSeparator());
    }

    @Test
    void metric_isInTheEmbeddedFormat() {
        log.metric("RunsSucceeded", "Count", 1, "mall");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\"CloudWatchMetrics\":[{\"Namespace\":\"Segmenta\","
                        + "\"Dimensions\":[[\"function\",\"dataset\"]],"
                        + "\"Metrics\":[{\"Name\":\"RunsSucceeded\",\"Unit\":\"Count\"}]}]")
                .contains("\"RunsSucceeded\":1.0");
    }
}
