package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Every candidate of a search with what was measured of it, the one taken marked. Figures that none has are left out.
 */
final class CandidateTable {
    private static final int MOST_ROWS = 60;

    private final Screen screen;
    private final JsonNode metrics;

    CandidateTable(Screen screen, JsonNode metrics) {
        this.screen = screen;
        this.metrics = metrics;
    }

    /** A figure, its heading and how it is written. */
    private record Figure(String field, String heading, Function<Double, String> written) {
        String of(JsonNode candidate) {
            JsonNode value = candidate.path(field);
            return value.isNumber() ? written.apply(value.asDouble()) : "-";
        }
    }

    private static final List<Figure> FIGURES = List.of(new Figure(MetricNames.SILHOUETTE, "silhouette", places(2)),
            new Figure(MetricNames.CALINSKI_HARABASZ, "Calinski-H.", Texts::measure),
            new Figure(MetricNames.DAVIES_BOULDIN, "Davies-B.", places(2)),
            new Figure(MetricNames.INERTIA, "inertia", Texts::measure),
            new Figure(MetricNames.GAP, "gap", places(2)),
            new Figure(MetricNames.SMALLEST_SHARE, "smallest", Texts::percent),
            new Figure(MetricNames.OUTSIDE_SHARE, "outside", Texts::percent),
            new Figure(MetricNames.CONDUCTANCE, "conductance", places(3)),
            new Figure(MetricNames.DENSITY_VALIDITY, "validity", places(2)),
            new Figure(MetricNames.LEAST_STABILITY, "stability", places(2)));

    private static Function<Double, String> places(int places) {
        return value -> String.format(Locale.ROOT, "%." + places + "f", value);
    }

    /** Nothing when there was only one candidate. */
    void show(String indent) {
        JsonNode search = metrics.path(MetricNames.SEARCH);
        boolean several = search.path(MetricNames.CANDIDATES).size() > 1;
        List<JsonNode> candidates = new ArrayList<>();
        (several ? search : metrics).path(MetricNames.CANDIDATES).forEach(candidates::add);
        if (candidates.size() < 2) {
            return;
        }
        List<Figure> figures = FIGURES.stream().filter(figure -> candidates.stream().map(figure::of)
                .anyMatch(text -> !text.equals("-")
                        && !(figure.field.equals(MetricNames.OUTSIDE_SHARE) && text.equals("0.0 %"))))
                .toList();
        boolean parameters = candidates.stream()
                .anyMatch(one -> !one.path(MetricNames.PARAMETERS).asText("").isEmpty());
        List<String> header = new ArrayList<>(List.of(""));
        if (several) {
            header.add("algorithm");
        }
        if (parameters) {
            header.add("with");
        }
        header.add("k");
        figures.forEach(figure -> header.add(figure.heading()));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode candidate : candidates) {
            boolean taken = several ? candidate.path(MetricNames.TAKEN).asBoolean()
                    : candidate.path(MetricNames.K).asInt() == metrics.path(MetricNames.CLUSTERS).asInt();
            if (rows.size() < MOST_ROWS || taken) {
                List<String> row = new ArrayList<>(List.of(taken ? ">" : ""));
                if (several) {
                    row.add(candidate.path(MetricNames.ALGORITHM).asText());
                }
                if (parameters) {
                    row.add(candidate.path(MetricNames.PARAMETERS).asText());
                }
                row.add(candidate.path(MetricNames.K).asText());
                figures.forEach(figure -> row.add(figure.of(candidate)));
                rows.add(taken ? row.stream().map(screen::green).toList() : row);
            }
        }
        screen.table(indent, header, rows);
        if (rows.size() < candidates.size()) {
            screen.line("%s... %s in %s", indent, Texts.count(candidates.size() - rows.size(), "more candidate"),
                    RunFile.METRICS.path());
        }
        screen.line(indent + screen.dim("stability: how surely the least sure segment is found again, from 0 to 1"
                + (several ? "; conductance: share of near neighbours in another segment" : "")));
    }
}
