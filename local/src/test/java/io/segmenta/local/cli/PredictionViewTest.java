package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionViewTest {
    @Test
    void recordFartherThanAnyOfTraining_isToldSo() throws JsonProcessingException {
        assertThat(shown("""
                {"segment_id": "s-1", "cluster": 2, "cluster_name": "Young", "confidence": 1, "model_version": "v1",
                 "outside": true}""")).isEqualTo("""
                Young  (s-1, model v1)
                confidence 1.00
                note       unlike the rows this segment was learned from
                """);
    }

    @Test
    void recordOutsideEverySegment_isToldOnce() throws JsonProcessingException {
        assertThat(shown("""
                {"segment_id": "none", "cluster": -1, "cluster_name": "Outside every segment", "confidence": 0,
                 "model_version": "v1", "outside": true}""")).isEqualTo("""
                Outside every segment  (none, model v1)
                confidence 0.00
                """);
    }

    @Test
    void reasonWithoutValue_isCalledMissing() throws JsonProcessingException {
        assertThat(shown("""
                {"segment_id": "s-1", "cluster": 2, "cluster_name": "Young", "confidence": 0.5, "model_version": "v1",
                 "outside": false, "why": [{"column": "age", "value": 20}, {"column": "spend", "value": null}]}"""))
                .contains("because of age 20, spend (missing)\n");
    }

    @Test
    void whatSpeaksForTheRunnerUp_standsBelowTheReasons() throws JsonProcessingException {
        assertThat(shown("""
                {"segment_id": "s-1", "cluster": 2, "cluster_name": "Young", "confidence": 0.5, "model_version": "v1",
                 "outside": false, "runner_up": "s-2", "runner_up_name": "Frequent",
                 "why": [{"column": "age", "value": 20}], "against": [{"column": "visits", "value": 9}]}"""))
                .contains("because of age 20\nagainst it visits 9\nrunner-up  Frequent\n");
    }

    private static String shown(String answer) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PredictionView.show(
                new Screen(new Environment(stream, stream, Path.of(""), Path.of(""), Map.of(), false, 100)), "",
                new ObjectMapper().readTree(answer));
        return out.toString(StandardCharsets.UTF_8);
    }
}
