package io.segmenta.pipeline.fairness;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Finds the groups of protected columns: levels of text and of few numbers, fifths of many numbers, and pairs of
 * columns where nearly everybody is in a pair of enough people. Time O(n) for each grouping, memory of one column at
 * most.
 */
final class Groupings {
    /** More numbers than these are cut into fifths. */
    private static final int MOST_NUMBERS = 10;
    private static final int FIFTHS = 5;
    /** Rarer groups of one column count among the others. */
    private static final int MOST_GROUPS = 20;
    private static final int MOST_PAIRS = 10;
    /** How many of the people must be in large enough cells of a pair. */
    private static final double IN_PAIRS = 0.9;
    /** Values that fifths are cut by. */
    private static final int MOST_SORTED = 100_000;

    private final int[] rows;

    private record Raw(List<String> labels, boolean ordered, IntUnaryOperator code) {}

    private Groupings(int[] rows) {
        this.rows = rows;
    }

    /**
     * Returns the groupings, single columns first.
     *
     * @param names of the protected columns
     * @param rows those that have a segment
     */
    static List<Grouping> of(Table table, List<String> names, int[] rows) {
        Groupings groupings = new Groupings(rows);
        List<Grouping> found = new ArrayList<>();
        for (String name : names) {
            table.column(name).map(groupings::raw).flatMap(raw -> groupings.chosen(name, List.of(name), raw, 0))
                    .ifPresent(found::add);
        }
        List<Grouping> pairs = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            for (int j = i + 1; j < found.size() && pairs.size() < MOST_PAIRS; j++) {
                groupings.pair(found.get(i), found.get(j)).ifPresent(pairs::add);
            }
        }
        found.addAll(pairs);
        return found;
    }

    private Optional<Grouping> pair(Grouping a, Grouping b) {
        List<String> labels = new ArrayList<>();
        a.groups().forEach(one -> b.groups().forEach(other -> labels.add(one + ", " + other)));
        int across = b.groups().size();
        IntUnaryOperator code = row -> {
            int one = a.of().applyAsInt(row);
            int other = b.of().applyAsInt(row);
            if (one < 0 || other < 0) {
                return -1;
            }
            return one == a.groups().size() || other == across ? labels.size() : one * across + other;
        };
        return chosen(a.name() + " and " + b.name(), List.of(a.name(), b.name()), new Raw(labels, true, code),
                IN_PAIRS);
    }

    /** Keeps the groups of enough people; empty where there are no two, or where they hold too few of all. */
    private Optional<Grouping> chosen(String name, List<String> columns, Raw raw, double leastPart) {
        long[] counts = new long[raw.labels().size() + 1];
        long known = 0;
        for (int row : rows) {
            int code = raw.code().applyAsInt(row);
            if (code >= 0) {
                counts[code]++;
                known++;
            }
        }
        Comparator<Integer> largest = Comparator.comparingLong((Integer code) -> -counts[code])
                .thenComparing(code -> raw.labels().get(code));
        List<Integer> kept = new ArrayList<>(IntStream.range(0, raw.labels().size()).boxed()
                .filter(code -> counts[code] >= Grouping.LEAST_ROWS).sorted(largest).limit(MOST_GROUPS).toList());
        long held = kept.stream().mapToLong(code -> counts[code]).sum();
        if (kept.size() < 2 || held < leastPart * known) {
            return Optional.empty();
        }
        if (raw.ordered()) {
            kept.sort(null);
        }
        int[] places = new int[counts.length];
        Arrays.fill(places, kept.size());
        for (int place = 0; place < kept.size(); place++) {
            places[kept.get(place)] = place;
        }
        IntUnaryOperator code = raw.code();
        return Optional.of(new Grouping(name, columns, kept.stream().map(raw.labels()::get).toList(), row -> {
            int group = code.applyAsInt(row);
            return group < 0 ? -1 : places[group];
        }));
    }

    private Raw raw(Column column) {
        return switch (column) {
            case TextColumn text -> new Raw(text.levels(), false, text::code);
            case NumericColumn numeric -> numbers(numeric);
        };
    }

    private Raw numbers(NumericColumn column) {
        TreeSet<Double> few = new TreeSet<>();
        for (int i = 0; i < rows.length && few.size() <= MOST_NUMBERS; i++) {
            if (!column.isMissing(rows[i])) {
                few.add(column.value(rows[i]) + 0.0);
            }
        }
        if (few.size() <= MOST_NUMBERS) {
            double[] values = few.stream().mapToDouble(Double::doubleValue).toArray();
            return new Raw(Arrays.stream(values).mapToObj(Values::text).toList(), true,
                    row -> column.isMissing(row) ? -1 : Arrays.binarySearch(values, column.value(row) + 0.0));
        }
        double[] edges = edges(column);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i <= edges.length; i++) {
            labels.add(i == 0 ? "up to " + Numbers.figure(edges[0])
                    : i == edges.length ? "above " + Numbers.figure(edges[i - 1])
                            : "above " + Numbers.figure(edges[i - 1]) + " to " + Numbers.figure(edges[i]));
        }
        return new Raw(labels, true, row -> column.isMissing(row) ? -1 : place(edges, column.value(row)));
    }

    /** Returns the inner ends of fifths, each a value of the column; equal ones once, and not the greatest value. */
    private double[] edges(NumericColumn column) {
        int every = Math.ceilDiv(rows.length, MOST_SORTED);
        double[] sorted = IntStream.range(0, rows.length).filter(i -> i % every == 0).map(i -> rows[i])
                .filter(row -> !column.isMissing(row)).mapToDouble(column::value).sorted().toArray();
        return IntStream.range(1, FIFTHS).mapToDouble(i -> sorted[(sorted.length - 1) * i / FIFTHS]).distinct()
                .filter(edge -> edge < sorted[sorted.length - 1]).toArray();
    }

    /** Returns how many edges lie below a value. */
    static int place(double[] edges, double value) {
        int place = 0;
        while (place < edges.length && value > edges[place]) {
            place++;
        }
        return place;
    }
}
