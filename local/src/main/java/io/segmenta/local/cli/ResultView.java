package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the results of a run to a person. */
final class ResultView {
    private static final int COLUMNS_SHOWN = 40;

    private final Screen screen;
    private final Results results;

    ResultView(Screen screen, Results results) {
        this.screen = screen;
        this.results = results;
    }

    void showAll(String indent) {
        understood(indent);
        screen.blank();
        quality(indent);
        screen.blank();
        segments(indent);
    }

    /** The columns with their roles and reasons, and what was done to them. */
    void understood(String indent) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode column : results.report().path("columns")) {
            rows.add(List.of(column.path("name").asText(), role(column), column.path("reason").asText()));
        }
        if (rows.size() > COLUMNS_SHOWN) {
            int more = rows.size() - COLUMNS_SHOWN;
            rows = new ArrayList<>(rows.subList(0, COLUMNS_SHOWN));
            rows.add(List.of("...", "", Texts.count(more, "more column")));
        }
        screen.table(indent, List.of("column", "read as", "because"), rows);
    }

    private String role(JsonNode column) {
        String role = column.path("role").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
        return column.path("used").asBoolean(true) ? role : screen.dim(role);
    }

    /** How the number of segments was chosen, and how good the result is. */
    void quality(String indent) {
        JsonNode metrics = results.metrics();
        screen.line("%s%s, k = %d%s", indent, metrics.path("algorithm").asText(),
                metrics.path("n_clusters").asInt(), "");
        screen.line("%ssilhouette %s   Calinski-Harabasz %s   Davies-Bouldin %s   inertia %s", indent,
                measure(metrics, "silhouette_score"), measure(metrics, "calinski_harabasz"),
                measure(metrics, "davies_bouldin"), measure(metrics, "inertia"));
        String verdict = metrics.path("verdict").asText("");
        if (!verdict.isEmpty()) {
            screen.wrap(verdict, indent.length()).forEach(line -> screen.line(indent + line));
        }
    }

    /** The segments, largest first as they come. */
    void segments(String indent) {
        for (JsonNode segment : results.segments()) {
            String color = segment.path("color").asText("");
            screen.line("%s%s %s  %s  %s", indent, screen.paint(color, "●"),
                    screen.bold(segment.path("name").asText()),
                    Texts.percent(segment.path("share").asDouble()),
                    screen.dim("(" + Texts.count(segment.path("size").asLong()) + ")"));
            List<String> traits = new ArrayList<>();
            segment.path("traits").forEach(trait -> traits.add(trait.asText()));
            paragraph(indent + "  ", String.join("; ", traits));
            String action = segment.path("action").asText("");
            if (!action.isEmpty()) {
                paragraph(indent + "  ", "-> " + action);
            }
        }
    }

    private void paragraph(String indent, String text) {
        screen.wrap(text, indent.length()).forEach(line -> screen.line(indent + screen.dim(line)));
    }

    private static String measure(JsonNode metrics, String name) {
        JsonNode value = metrics.path(name);
        return value.isNumber() ? Texts.measure(value.asDouble()) : "-";
    }
}
