package io.segmenta.pipeline.segments;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Columns of numbers that say the same thing again: a tax beside the total it is part of, the same amount in another
 * unit. They go up and down together within each segment, so that no segment differs in one and not in the other; two
 * columns that differ between segments for a common cause do not.
 */
final class Doubles {
    /** Of a correlation within segments: what lies below differs for at least a tenth of its variance. */
    private static final double SAME = 0.95;
    private static final int MOST_COLUMNS = 60;
    private static final int MOST_ROWS = 20_000;
    private static final int LEAST_ROWS = 10;
    private static final Pattern WHOLE = Pattern.compile("(?i)(grand ?)?(total|sum|amount)\\b.*|.*\\b(total|sum)");

    private Doubles() {}

    /**
     * Finds the columns to be left unsaid. Of columns that say the same the one that is a total is told, else the one
     * that shaped the segments, else that which differs most between them.
     *
     * @param rows the profiled rows
     * @param labels the segment of each
     * @param segments per segment its columns
     * @return names of columns
     */
    static Set<String> of(Table rows, int[] labels, List<List<ColumnProfile>> segments) {
        List<ColumnProfile> candidates = new ArrayList<>();
        for (int j = 0; j < segments.getFirst().size(); j++) {
            int at = j;
            segments.stream().map(segment -> segment.get(at)).filter(NumericProfile.class::isInstance)
                    .max(Comparator.comparingDouble(column -> Math.abs(column.strength())))
                    .filter(column -> numbers(rows, column).isPresent()).ifPresent(candidates::add);
        }
        candidates.sort(Comparator.comparing((ColumnProfile column) -> !WHOLE.matcher(column.name()).matches())
                .thenComparing(column -> !column.used())
                .thenComparingDouble(column -> -Math.abs(column.strength())));
        List<double[]> told = new ArrayList<>();
        Set<String> unsaid = new HashSet<>();
        for (ColumnProfile column : candidates.subList(0, Math.min(MOST_COLUMNS, candidates.size()))) {
            double[] within = within(numbers(rows, column).orElseThrow(), labels, segments.size());
            if (told.stream().anyMatch(other -> Math.abs(product(within, other)) >= SAME)) {
                unsaid.add(column.name());
            } else {
                told.add(within);
            }
        }
        return unsaid;
    }

    private static Optional<NumericColumn> numbers(Table rows, ColumnProfile column) {
        return rows.column(column.name()).filter(NumericColumn.class::isInstance).map(NumericColumn.class::cast);
    }

    /** Differences from the mean of the segment, 0 where missing, of length 1 in all; empty where too few differ. */
    private static double[] within(NumericColumn column, int[] labels, int k) {
        int every = (labels.length + MOST_ROWS - 1) / MOST_ROWS;
        double[] sums = new double[k];
        long[] known = new long[k];
        for (int i = 0; i < labels.length; i += every) {
            if (!column.isMissing(i)) {
                sums[labels[i]] += column.value(i);
                known[labels[i]]++;
            }
        }
        double[] differences = new double[(labels.length + every - 1) / every];
        int different = 0;
        double squares = 0;
        for (int i = 0; i < labels.length; i += every) {
            if (!column.isMissing(i)) {
                double mean = sums[labels[i]] / known[labels[i]];
                double difference = column.value(i) - mean;
                different += Math.abs(difference) > 1e-9 * Math.abs(mean) ? 1 : 0;
                differences[i / every] = difference;
                squares += difference * difference;
            }
        }
        if (different < LEAST_ROWS) {
            return new double[0];
        }
        double length = Math.sqrt(squares);
        return Arrays.stream(differences).map(difference -> difference / length).toArray();
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
