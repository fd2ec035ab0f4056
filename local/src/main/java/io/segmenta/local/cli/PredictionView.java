package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows predictions to a person. */
final class PredictionView {
    private static final int REASONS = 3;

    private PredictionView() {}

    static void show(Screen screen, String indent, JsonNode answer) {
        screen.line(indent + screen.bold(answer.path("cluster_name").asText("?")) + screen.dim("  ("
                + answer.path("segment_id").asText("?") + ", model " + answer.path("model_version").asText("?") + ")"));
        line(screen, indent, "confidence", String.format(Locale.ROOT, "%.2f", answer.path("confidence").asDouble()));
        String why = values(answer.path("why"));
        if (!why.isEmpty()) {
            line(screen, indent, "because of", why);
        }
        String against = values(answer.path("against"));
        if (!against.isEmpty()) {
            line(screen, indent, "against it", against);
        }
        String runnerUp = answer.path("runner_up_name").asText("");
        if (!runnerUp.isEmpty()) {
            line(screen, indent, "runner-up", runnerUp);
        }
        String action = answer.path("recommendation").asText("");
        if (!action.isEmpty()) {
            line(screen, indent, "advice", action);
        }
        if (answer.path("outside").asBoolean() && answer.path("cluster").asInt() >= 0) {
            line(screen, indent, "note", "unlike the rows this segment was learned from");
        }
        if (answer.path("between").isTextual()) {
            line(screen, indent, "note", "lies between this segment and the runner-up");
        }
        String flags = flags(answer.path("flags"));
        if (!flags.isEmpty()) {
            line(screen, indent, "note", flags);
        }
    }

    static void showMany(Screen screen, JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        int row = 0;
        for (JsonNode one : answer.path("predictions")) {
            row++;
            JsonNode error = one.path("error");
            rows.add(error.isMissingNode()
                    ? List.of(Integer.toString(row), one.path("segment_id").asText(),
                            one.path("cluster_name").asText(),
                            String.format(Locale.ROOT, "%.2f", one.path("confidence").asDouble()))
                    : List.of(Integer.toString(row), screen.red("error"),
                            error.path("detail").asText(error.path("title").asText()), "-"));
        }
        screen.table("", List.of("ROW", "SEGMENT", "NAME", "CONFIDENCE"), rows);
        int errors = answer.path("errors").asInt();
        screen.line("%s, %s", Texts.count(rows.size(), "record"), Texts.count(errors, "error"));
    }

    /** The columns that decided most, strongest first. */
    private static String values(JsonNode reasons) {
        List<String> parts = new ArrayList<>();
        for (JsonNode part : reasons) {
            if (parts.size() < REASONS) {
                JsonNode value = part.path("value");
                parts.add(part.path("column").asText() + " " + (value.isNull() ? "(missing)" : value.asText()));
            }
        }
        return String.join(", ", parts);
    }

    private static String flags(JsonNode flags) {
        List<String> parts = new ArrayList<>();
        flags.properties().forEach(flag -> {
            if (!flag.getValue().isEmpty()) {
                List<String> fields = new ArrayList<>();
                if (flag.getValue().isObject()) {
                    flag.getValue().properties()
                            .forEach(name -> fields.add(name.getKey() + " as " + name.getValue().asText()));
                } else {
                    flag.getValue().forEach(field -> fields.add(field.asText()));
                }
                parts.add(flag.getKey() + " " + String.join(", ", fields));
            }
        });
        return String.join("; ", parts);
    }

    private static void line(Screen screen, String indent, String label, String text) {
        screen.line(indent + screen.dim(String.format(Locale.ROOT, "%-11s", label)) + text);
    }
}
