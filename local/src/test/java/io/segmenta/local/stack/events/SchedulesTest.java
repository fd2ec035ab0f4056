package io.segmenta.local.stack.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.template.SystemPlan;
import io.segmenta.local.stack.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    private static final Path ROOT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> sent = new HashMap<>();

    private Schedules schedules() {
        return new Schedules("123456789012", "us-east-1", sent::put,
                Clock.fixed(Instant.parse("2026-11-21T11:00:00.5Z"), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({"rate(1 hour), PT1H", "rate(5 minutes), PT5M", "rate(1 day), PT24H"})
    void period_isThatOfTheRate(String expression, Duration period) {
        assertThat(Schedules.period(expression)).isEqualTo(period);
    }

    @Test
    void period_ofAnotherSchedule_isRefused() {
        assertThatThrownBy(() -> Schedules.period("cron(0 12 * * ? *)")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rate(1 hour)");
    }

    @ParameterizedTest
    @CsvSource({"RegistrationFunction, registration-hourly", "DeploymentFunction, deployment-hourly",
            "InferenceFunction, inference-daily", "ApiFunction, api-daily"})
    void template_sendsWhatTheSampleEventsShow(String function, String sample) throws IOException {
        SystemPlan plan = TemplateReader.read(ROOT.resolve("template.yaml"), Map.of(), "us-east-1");
        SystemPlan.Schedule schedule = plan.schedules().stream().filter(one -> one.function().equals(function))
                .findFirst().orElseThrow();
        try (Schedules schedules = schedules()) {
            schedules.fire(schedule);
        }
        JsonNode expected = JSON.readTree(Files.readString(ROOT.resolve("events").resolve(sample + ".json")));
        JsonNode event = sent.get(function);
        if (event.has("id")) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) event).set("id", expected.path("id"));
        }
        assertThat(event).isEqualTo(expected);
    }
}
