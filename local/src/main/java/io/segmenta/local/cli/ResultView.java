package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.MetricNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the results of a run to a person. */
final class ResultView {
    private static final int TRAITS_SHOWN = 4;
    /** A longer name of a column is cut. */
    private static final int NAME = 40;

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
        if (results.lasted().isLater()) {
            screen.blank();
            lasted(indent);
        }
    }

    /** What became of the segments before, and who moved. */
    void lasted(String indent) {
        for (String line : results.lasted().lines()) {
            screen.wrap(line, indent.length()).forEach(part -> screen.line(indent + part));
        }
    }

    /** The columns with their roles, and what was done with each and why. */
    void understood(String indent) {
        JsonNode report = results.report();
        Findings findings = new Findings(report);
        paragraph(indent, report.path("summary").asText(""));
        List<String> read = findings.ofTable(Findings.READ);
        if (read.isEmpty()) {
            report.path("notes").forEach(note -> paragraph(indent, note.asText()));
        }
        read.forEach(text -> paragraph(indent, text));
        results.changes().stream().flatMap(changes -> changes.differences().stream())
                .forEach(change -> paragraph(indent, "since the upload before: " + change));
        columns(indent, report, findings);
        findings.otherKinds().forEach(kind -> findings.ofTable(kind).forEach(text -> paragraph(indent, text)));
    }

    private void columns(String indent, JsonNode report, Findings findings) {
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        report.path("columns").forEach(column -> columns.put(column.path("name").asText(), column));
        List<String> shown = findings.shown(List.copyOf(columns.keySet()));
        List<String> names = Texts.distinct(shown, NAME);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Optional<JsonNode> column = Optional.ofNullable(columns.get(shown.get(i)));
            List<String> texts = new ArrayList<>();
            column.map(one -> one.path("description").asText("")).filter(text -> !text.isEmpty())
                    .ifPresent(texts::add);
            texts.addAll(saidOnce(findings.of(shown.get(i))));
            if (findings.of(shown.get(i)).isEmpty()) {
                column.map(one -> one.path("reason").asText()).ifPresent(texts::add);
            }
            boolean used = column.map(one -> one.path("used").asBoolean(true)).orElse(true);
            rows.add(List.of(used ? screen.green("+") : screen.dim("-"), names.get(i),
                    column.map(one -> one.path("role").asText().replace('_', ' ')).orElse("made of others"),
                    String.join("; ", texts)));
        }
        long left = columns.keySet().stream().filter(name -> !shown.contains(name)).count();
        if (left > 0) {
            rows.add(List.of("", "...", "", "and " + Texts.count(left, "more column") + ", all in report.json"));
        }
        screen.table(indent, List.of("", "column", "read as", "what was done, and why"), rows);
    }

    /** Without what another of the texts says as well: why a column is kept out is often what it was taken for. */
    static List<String> saidOnce(List<String> texts) {
        return texts.stream().distinct()
                .filter(text -> texts.stream().noneMatch(other -> !other.equals(text) && other.contains(text)))
                .toList();
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
        Findings findings = new Findings(results.report());
        List<String> told = new ArrayList<>(findings.ofTable(Findings.SEARCH));
        told.addAll(findings.ofTable(Findings.SEGMENTS));
        if (told.isEmpty()) {
            told.add(metrics.path(MetricNames.SEARCH).path(MetricNames.DECISION).asText(""));
            metrics.path(MetricNames.SEARCH).path(MetricNames.NOTES).forEach(note -> told.add(note.asText()));
            metrics.path(MetricNames.NOTES).forEach(note -> told.add(note.asText()));
        }
        told.forEach(text -> paragraph(indent, text));
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
            typical(segment).ifPresent(text -> paragraph(indent + "  ", text));
            String action = segment.path("action").asText("");
            if (!action.isEmpty()) {
                screen.wrap("-> " + action, indent.length() + 2).forEach(line -> screen.line(indent + "  " + line));
            }
        }
    }

    /** The row nearest the middle of a segment, with its values in the columns that set the segment apart most. */
    private static Optional<String> typical(JsonNode segment) {
        JsonNode row = segment.path("representatives").path(0);
        List<JsonNode> columns = new ArrayList<>();
        segment.path("columns").forEach(columns::add);
        columns.removeIf(column -> row.path("values").path(column.path("name").asText()).isMissingNode());
        columns.sort(Comparator.comparingDouble(column -> -Math.abs(column.path("strength").asDouble())));
        List<String> told = columns.stream().limit(TRAITS_SHOWN).map(column -> column.path("name").asText()).toList();
        List<String> names = Texts.distinct(told, NAME);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            JsonNode value = row.path("values").path(told.get(i));
            values.add(names.get(i) + " " + (value.isNull() ? "missing"
                    : value.isNumber() ? Texts.plain(value.asDouble()) : value.asText()));
        }
        return values.isEmpty() ? Optional.empty()
                : Optional.of("typical: row " + row.path("row").asText() + " with " + String.join("; ", values));
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
