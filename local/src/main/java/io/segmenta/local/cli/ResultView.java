package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.MetricNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the results of a run to a person. */
final class ResultView {
    private static final int COLUMNS_SHOWN = 40;
    private static final int TRAITS_SHOWN = 4;

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

    /** The columns with their roles, and what was done with each and why. */
    void understood(String indent) {
        JsonNode report = results.report();
        paragraph(indent, report.path("summary").asText(""));
        report.path("notes").forEach(note -> paragraph(indent, note.asText()));
        results.changes().stream().flatMap(changes -> changes.differences().stream())
                .forEach(change -> paragraph(indent, "since the upload before: " + change));
        Map<String, List<String>> done = new LinkedHashMap<>();
        List<String> aboutRows = new ArrayList<>();
        for (JsonNode finding : report.path("findings")) {
            String text = finding.path("text").asText();
            if (finding.has("column")) {
                done.computeIfAbsent(finding.path("column").asText(), name -> new ArrayList<>()).add(text);
            } else {
                aboutRows.add(text);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode column : report.path("columns")) {
            String name = column.path("name").asText();
            List<String> texts = new ArrayList<>(done.getOrDefault(name, List.of(column.path("reason").asText())));
            if (column.has("description")) {
                texts.add(0, column.path("description").asText());
            }
            boolean used = column.path("used").asBoolean(true);
            rows.add(List.of(used ? screen.green("+") : screen.dim("-"), name,
                    column.path("role").asText().replace('_', ' '), String.join("; ", texts)));
        }
        if (rows.size() > COLUMNS_SHOWN) {
            int more = rows.size() - COLUMNS_SHOWN;
            rows = new ArrayList<>(rows.subList(0, COLUMNS_SHOWN));
            rows.add(List.of("", "...", "", Texts.count(more, "more column")));
        }
        screen.table(indent, List.of("", "column", "read as", "what was done, and why"), rows);
        aboutRows.forEach(text -> paragraph(indent, text));
    }

    /** How the number of segments was chosen, and how good the result is. */
    void quality(String indent) {
        JsonNode metrics = results.metrics();
        screen.line("%s%s with k = %s on %s rows and %s features", indent,
                screen.bold(metrics.path(MetricNames.ALGORITHM).asText()),
                metrics.path(MetricNames.CLUSTERS).asText("-"),
                Texts.count(metrics.path(MetricNames.SAMPLES).asLong()),
                Texts.count(metrics.path(MetricNames.FEATURES).asLong()));
        new CandidateTable(screen, metrics).show(indent);
        screen.line("%ssilhouette %s   Calinski-Harabasz %s   Davies-Bouldin %s   inertia %s", indent,
                measure(metrics, MetricNames.SILHOUETTE_SCORE), measure(metrics, MetricNames.CALINSKI_HARABASZ),
                measure(metrics, MetricNames.DAVIES_BOULDIN), measure(metrics, MetricNames.INERTIA));
        if (metrics.path(MetricNames.HELD_OUT_AGREEMENT).isNumber()) {
            screen.line("%snew rows get the segment they belong to: %s of rows held out, %s of training rows", indent,
                    Texts.percent(metrics.path(MetricNames.HELD_OUT_AGREEMENT).asDouble()),
                    Texts.percent(metrics.path(MetricNames.TRAINING_AGREEMENT).asDouble()));
        }
        String verdict = metrics.path(MetricNames.VERDICT).asText("");
        if (!verdict.isEmpty()) {
            screen.wrap(verdict, indent.length()).forEach(line -> screen.line(indent + line));
        }
        paragraph(indent, metrics.path(MetricNames.SEARCH).path(MetricNames.DECISION).asText(""));
        metrics.path(MetricNames.SEARCH).path(MetricNames.NOTES).forEach(note -> paragraph(indent, note.asText()));
        metrics.path(MetricNames.NOTES).forEach(note -> paragraph(indent, note.asText()));
    }

    /** What the verdict rests on. */
    void reasons(String indent) {
        results.metrics().path("reasons").forEach(reason -> paragraph(indent, "- " + reason.asText()));
    }

    /** The segments with size, share, what sets them apart and what to do about it. */
    void segments(String indent) {
        JsonNode outside = results.metrics().path(MetricNames.OUTSIDE_ROWS);
        if (outside.asLong() > 0) {
            paragraph(indent,
                    "Shares and averages are of the "
                            + Texts.count(results.metrics().path(MetricNames.SAMPLES).asLong())
                            + " rows in segments; " + Texts.count(outside.asLong()) + " are outside every segment.");
        }
        for (JsonNode segment : results.segments()) {
            String share = Texts.percent(segment.path("share").asDouble());
            screen.line("%s%s %s  %s %s", indent, screen.paint(segment.path("color").asText(""), "●"),
                    screen.bold(segment.path("name").asText()), share,
                    screen.dim("(" + Texts.count(segment.path("size").asLong()) + ")"));
            List<String> traits = new ArrayList<>();
            for (JsonNode trait : segment.path("traits")) {
                if (traits.size() < TRAITS_SHOWN) {
                    traits.add(trait.asText());
                }
            }
            paragraph(indent + "  ", String.join("; ", traits));
            String action = segment.path("action").asText("");
            if (!action.isEmpty()) {
                screen.wrap("-> " + action, indent.length() + 2).forEach(line -> screen.line(indent + "  " + line));
            }
        }
    }

    private void paragraph(String indent, String text) {
        if (!text.isEmpty()) {
            screen.wrap(text, indent.length()).forEach(line -> screen.line(indent + screen.dim(line)));
        }
    }

    private static String measure(JsonNode metrics, String name) {
        JsonNode value = metrics.path(name);
        return value.isNumber() ? Texts.measure(value.asDouble()) : "-";
    }
}
