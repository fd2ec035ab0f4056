package io.segmenta.pipeline.report;

import io.segmenta.pipeline.plot.SearchCard;
import io.segmenta.pipeline.search.EvaluatedCandidate;
import io.segmenta.pipeline.search.SearchResult;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The candidates of a search as a card; a column that no candidate has is left out. */
final class SearchTable {
    private static final int MOST_ROWS = 60;

    private SearchTable() {}

    private record Figure(String head, ToDoubleFunction<EvaluatedCandidate> value, int decimals) {
        String of(EvaluatedCandidate tried) {
            double figure = value.applyAsDouble(tried);
            if (Double.isNaN(figure)) {
                return "–";
            }
            return decimals < 0 ? Numbers.figure(figure) : Numbers.fixed(figure, decimals);
        }
    }

    private static final List<Figure> FIGURES = List.of(
            new Figure("k", one -> one.candidate().k(), 0),
            new Figure("silhouette ↑", one -> one.candidate().silhouette(), 2),
            new Figure("Calinski-H. ↑", one -> one.candidate().calinskiHarabasz(), -1),
            new Figure("Davies-B. ↓", one -> one.candidate().daviesBouldin(), 2),
            new Figure("inertia ↓", one -> one.candidate().inertia(), -1),
            new Figure("gap ↑", EvaluatedCandidate::gap, 2),
            new Figure("smallest, %", one -> 100 * one.candidate().smallestShare(), 1),
            new Figure("outside, %", one -> Double.isNaN(one.validity()) ? Double.NaN : 100 * one.outside(), 1),
            new Figure("conductance ↓", EvaluatedCandidate::conductance, 3),
            new Figure("validity ↑", EvaluatedCandidate::validity, 2),
            new Figure("stability ↑", one -> one.candidate().stability(), 2));

    static String draw(SearchResult searched) {
        List<Figure> figures = FIGURES.stream().filter(figure -> searched.tried().stream()
                .anyMatch(one -> !Double.isNaN(figure.value().applyAsDouble(one)))).toList();
        List<String> heads = new ArrayList<>(List.of("algorithm"));
        figures.forEach(figure -> heads.add(figure.head()));
        int taken = IntStream.range(0, searched.tried().size()).filter(i -> searched.tried().get(i).taken())
                .findFirst().orElseThrow();
        List<EvaluatedCandidate> shown = new ArrayList<>(
                searched.tried().subList(0, Math.min(MOST_ROWS, searched.tried().size())));
        if (taken >= shown.size()) {
            shown.add(searched.tried().get(taken));
        }
        List<List<String>> rows = new ArrayList<>();
        for (EvaluatedCandidate one : shown) {
            List<String> row = new ArrayList<>();
            row.add(one.parameters().isEmpty() ? one.algorithm() : one.algorithm() + ": " + one.parameters());
            figures.forEach(figure -> row.add(figure.of(one)));
            rows.add(row);
        }
        List<String> told = new ArrayList<>(List.of(searched.decision()));
        told.addAll(searched.notes());
        told.add(
                "Stability is that of the least sure segment, from 0 to 1. Conductance is the share of near "
                        + "neighbours in"
                        + " another segment, mean over segments.");
        return SearchCard.draw(heads, rows, Math.min(taken, shown.size() - 1), told,
                searched.tried().size() - shown.size());
    }
}
