package io.segmenta.pipeline.report;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.plot.SomPlot;
import io.segmenta.pipeline.text.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns values of a feature back into values of its column, by way of the rows: between two rows whose feature lies
 * below and above, on the straight line between their values in the file. That holds for every step that keeps the
 * order, such as scales and logarithms. A feature of zeros and ones becomes a share, one of ordered levels the nearest
 * level. The arrays and tables are shared.
 *
 * @param dates the columns that hold days since 1970
 */
record OriginalUnits(Matrix features, Table table, FeaturePipeline pipeline, int[] keptRows, Set<String> dates) {
    private static final int MOST_ROWS = 20_000;

    /** The plane of a feature; in the feature's own units, and saying so, where its column has no order like it. */
    SomPlot.Plane plane(int feature, float[] scaled) {
        String name = features.names().get(feature);
        double[] values = new double[scaled.length];
        Optional<Column> source = table.column(pipeline.sourceOf(feature));
        Optional<double[][]> line = source.filter(NumericColumn.class::isInstance).map(NumericColumn.class::cast)
                .flatMap(column -> line(feature, column));
        if (line.isPresent()) {
            Arrays.setAll(values, u -> between(line.get(), scaled[u]));
            return new SomPlot.Plane(name, values, dates.contains(source.orElseThrow().name())
                    ? value -> LocalDate.ofEpochDay(Math.round(value)).toString()
                    : Numbers::figure);
        }
        TreeMap<Float, String> levels = source.filter(TextColumn.class::isInstance).map(TextColumn.class::cast)
                .map(column -> levels(feature, column)).orElse(new TreeMap<>());
        if (levels.size() > 2) {
            Arrays.setAll(values, u -> scaled[u]);
            return new SomPlot.Plane(name, values, value -> nearest(levels, (float) value));
        }
        double[] ends = ends(feature);
        if (ends.length == 2) {
            Arrays.setAll(values, u -> Math.clamp((scaled[u] - ends[0]) / (ends[1] - ends[0]), 0, 1));
            return new SomPlot.Plane(name, values, Numbers::percent);
        }
        Arrays.setAll(values, u -> scaled[u]);
        return new SomPlot.Plane(name, values, value -> Numbers.figure(value) + " scaled");
    }

    /**
     * Feature and column of the rows by rising feature; empty where the column does not rise or fall with it. Of rows
     * that a feature holds for equal at its ends, such as those whose tails were cut, it is the one nearest the others.
     */
    private Optional<double[][]> line(int feature, NumericColumn column) {
        float[] x = features.column(feature);
        int every = Math.ceilDiv(x.length, MOST_ROWS);
        TreeMap<Float, double[]> ranges = new TreeMap<>();
        for (int i = 0; i < x.length; i += every) {
            double value = column.value(keptRows[i]);
            if (!Double.isNaN(value)) {
                double[] range = ranges.computeIfAbsent(x[i], _ -> new double[] {value, value});
                range[0] = Math.min(range[0], value);
                range[1] = Math.max(range[1], value);
            }
        }
        if (ranges.size() < 2) {
            return Optional.empty();
        }
        int up = ranges.lastEntry().getValue()[1] > ranges.firstEntry().getValue()[0] ? 1 : 0;
        List<double[]> line = new ArrayList<>();
        for (Map.Entry<Float, double[]> one : ranges.entrySet()) {
            double[] range = one.getValue();
            double value = line.isEmpty() ? range[up]
                    : line.size() == ranges.size() - 1 ? range[1 - up] : (range[0] + range[1]) / 2;
            if (!line.isEmpty() && (up == 1 ? value < line.getLast()[1] : value > line.getLast()[1])) {
                return Optional.empty();
            }
            line.add(new double[] {one.getKey(), value});
        }
        return Optional.of(line.toArray(double[][]::new));
    }

    /** The level that each value of a feature stands for; empty where one stands for several. */
    private TreeMap<Float, String> levels(int feature, TextColumn column) {
        float[] x = features.column(feature);
        TreeMap<Float, String> levels = new TreeMap<>();
        for (int i = 0; i < x.length; i++) {
            int code = column.code(keptRows[i]);
            if (code >= 0) {
                String level = column.levels().get(code);
                String other = levels.putIfAbsent(x[i], level);
                if (other != null && !other.equals(level)) {
                    return new TreeMap<>();
                }
            }
        }
        return levels;
    }

    private static String nearest(TreeMap<Float, String> levels, float value) {
        Map.Entry<Float, String> below = levels.floorEntry(value);
        Map.Entry<Float, String> above = levels.ceilingEntry(value);
        if (below == null || above == null) {
            return (below == null ? levels.firstEntry() : levels.lastEntry()).getValue();
        }
        return (value - below.getKey() <= above.getKey() - value ? below : above).getValue();
    }

    private static double between(double[][] line, double x) {
        int low = 0;
        int high = line.length - 1;
        if (x <= line[0][0]) {
            return line[0][1];
        }
        if (x >= line[high][0]) {
            return line[high][1];
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (line[middle][0] <= x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double wide = line[high][0] - line[low][0];
        return wide == 0 ? line[low][1]
                : line[low][1] + (x - line[low][0]) / wide * (line[high][1] - line[low][1]);
    }

    /** The two values of a feature that has no others, rising; empty otherwise. */
    private double[] ends(int feature) {
        float[] x = features.column(feature);
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : x) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        for (float value : x) {
            if (value != low && value != high) {
                return new double[0];
            }
        }
        return high > low ? new double[] {low, high} : new double[0];
    }
}
