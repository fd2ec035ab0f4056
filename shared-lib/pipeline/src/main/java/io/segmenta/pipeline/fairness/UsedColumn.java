package io.segmenta.pipeline.fairness;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import io.segmenta.pipeline.text.Numbers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column that shapes segments, in a few bins: tenths of numbers, the most frequent levels of text. Missing values are
 * a bin of their own, before all others.
 *
 * @param bins for each row that is looked at, in [-1, names.size())
 * @param ordered whether bins follow one another
 * @param names what a value of each bin is: of an ordered column, of that bin or of an earlier one
 */
record UsedColumn(String name, int[] bins, boolean ordered, List<String> names) {
    private static final int TENTHS = 10;
    private static final int MOST_LEVELS = 10;

    /** @param rows those that are looked at */
    static UsedColumn of(Column column, int[] rows) {
        return switch (column) {
            case TextColumn text -> levels(text, rows);
            case NumericColumn numeric -> numbers(numeric, rows);
        };
    }

    private static UsedColumn levels(TextColumn column, int[] rows) {
        long[] counts = new long[column.levels().size()];
        for (int row : rows) {
            if (!column.isMissing(row)) {
                counts[column.code(row)]++;
            }
        }
        List<Integer> kept = IntStream.range(0, counts.length).boxed()
                .filter(level -> counts[level] >= Grouping.LEAST_ROWS)
                .sorted(Comparator.comparingLong((Integer level) -> -counts[level]).thenComparing(column.levels()::get))
                .limit(MOST_LEVELS).toList();
        int[] places = new int[counts.length];
        Arrays.fill(places, kept.size());
        for (int place = 0; place < kept.size(); place++) {
            places[kept.get(place)] = place;
        }
        List<String> names = IntStream.rangeClosed(0, kept.size())
                .mapToObj(place -> place == kept.size() ? "another" : column.levels().get(kept.get(place))).toList();
        return new UsedColumn(column.name(),
                Arrays.stream(rows).map(row -> column.isMissing(row) ? -1 : places[column.code(row)]).toArray(), false,
                names);
    }

    private static UsedColumn numbers(NumericColumn column, int[] rows) {
        double[] sorted = Arrays.stream(rows).filter(row -> !column.isMissing(row)).mapToDouble(column::value).sorted()
                .toArray();
        double[] edges = sorted.length == 0 ? new double[0]
                : IntStream.range(1, TENTHS).mapToDouble(i -> sorted[(int) ((sorted.length - 1L) * i / TENTHS)])
                        .distinct().filter(edge -> edge < sorted[sorted.length - 1]).toArray();
        List<String> names = IntStream.rangeClosed(0, edges.length)
                .mapToObj(i -> i == edges.length ? "any" : "at most " + Numbers.figure(edges[i])).toList();
        return new UsedColumn(column.name(),
                Arrays.stream(rows)
                        .map(row -> column.isMissing(row) ? -1 : Groupings.place(edges, column.value(row))).toArray(),
                true, names);
    }

    /** Counts rows by bin, the missing ones first, and group. */
    long[][] counts(int[] groups, int count) {
        long[][] counts = new long[names.size() + 1][count];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] >= 0) {
                counts[bins[i] + 1][groups[i]]++;
            }
        }
        return counts;
    }
}
