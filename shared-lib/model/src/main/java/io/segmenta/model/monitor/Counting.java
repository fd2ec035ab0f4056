package io.segmenta.model.monitor;

import io.segmenta.model.assign.Assignment;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.Flag;
import io.segmenta.model.steps.RowEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a record is counted: names resolved and cells numbered, so that counting one is a handful of increments.
 * Immutable and safe for use by several threads. Time per record O(columns).
 *
 * <p>
 * The cells lie one after the other: those of each column as {@link Counts#column} has them, then the segments and
 * none, then the bins of distance of each segment, then outside and between.
 */
public final class Counting {

    private final MonitorBaseline baseline;
    private final RowEncoder encoder;
    private final Numbers[] numbers;
    private final Texts[] texts;
    private final int segments;
    private final int[] distances;
    private final double[][] distanceEdges;
    private final int outside;
    private final int cells;

    /** A column of numbers: its first cell and its bins. */
    private record Numbers(int source, int first, double[] edges, double low, double high) {
        int below() {
            return first + edges.length + 1;
        }
    }

    /** A column of text: its first cell, and which one a level has by its text and by its code. */
    private record Texts(int source, int first, int levels, Map<String, Integer> byText, int[] byCode) {
        int other() {
            return first + levels;
        }
    }

    /**
     * @param encoder of the model
     * @param sources the columns that the encoder reads, in its order
     */
    public Counting(MonitorBaseline baseline, RowEncoder encoder, List<String> sources) {
        this.baseline = baseline;
        this.encoder = encoder;
        List<Numbers> counted = new ArrayList<>();
        List<Texts> named = new ArrayList<>();
        int next = 0;
        for (WatchedNumber column : baseline.numbers()) {
            int source = sources.indexOf(column.column());
            Check.argument(source >= 0 && !encoder.isText(source), "the model reads no numbers from \"%s\"",
                    column.column());
            counted.add(new Numbers(source, next, array(column.edges()), column.low(), column.high()));
            next += column.bins().size() + 3;
        }
        for (WatchedText column : baseline.texts()) {
            int source = sources.indexOf(column.column());
            Check.argument(source >= 0 && encoder.isText(source), "the model reads no text from \"%s\"",
                    column.column());
            named.add(text(source, next, column.levels()));
            next += column.levels().size() + 3;
        }
        this.numbers = counted.toArray(new Numbers[0]);
        this.texts = named.toArray(new Texts[0]);
        this.segments = next;
        int k = baseline.segments().size();
        next += k + 1;
        this.distances = new int[k];
        this.distanceEdges = new double[k][];
        for (int c = 0; c < k; c++) {
            distances[c] = next;
            distanceEdges[c] = array(baseline.segments().get(c).edges());
            next += distanceEdges[c].length + 1;
        }
        this.outside = next;
        this.cells = next + 2;
    }

    private Texts text(int source, int first, List<String> levels) {
        Map<String, Integer> byText = new HashMap<>();
        int most = -1;
        for (String level : levels) {
            byText.put(level, first + byText.size());
            most = Math.max(most, encoder.code(source, level));
        }
        int[] byCode = new int[most + 1];
        Arrays.fill(byCode, -1);
        for (int i = levels.size() - 1; i >= 0; i--) {
            int code = encoder.code(source, levels.get(i));
            if (code >= 0) {
                byCode[code] = first + i;
            }
        }
        return new Texts(source, first, levels.size(), byText, byCode);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    /** How many cells there are. */
    int cells() {
        return cells;
    }

    /** How many cells a record is counted in, at most. */
    int width() {
        return 2 * numbers.length + texts.length + 4;
    }

    /**
     * Finds the cells of one record.
     *
     * @param row filled by the encoder with the record
     * @param into written to from {@code at} on
     * @return the place after the last one written
     */
    int find(InputRecord record, FeatureRow row, Assignment answer, boolean isOutside, boolean isBetween, int[] into,
            int at) {
        int next = at;
        for (Numbers column : numbers) {
            double value = encoder.number(record, column.source);
            if (Double.isNaN(value)) {
                into[next++] = column.below() + 2;
                continue;
            }
            into[next++] = column.first + Cells.bin(column.edges, value);
            if (value < column.low) {
                into[next++] = column.below();
            } else if (value > column.high) {
                into[next++] = column.below() + 1;
            }
        }
        for (Texts column : texts) {
            into[next++] = cell(column, record, row);
        }
        int cluster = answer.cluster();
        into[next++] = segments + (cluster < 0 ? distances.length : cluster);
        if (cluster >= 0) {
            into[next++] = distances[cluster] + Cells.bin(distanceEdges[cluster], answer.distance());
        }
        if (isOutside) {
            into[next++] = outside;
        }
        if (isBetween) {
            into[next++] = outside + 1;
        }
        return next;
    }

    private int cell(Texts column, InputRecord record, FeatureRow row) {
        int code = encoder.code(record, column.source);
        if (code == -1) {
            return column.other() + 2;
        }
        Integer named = record.given(encoder.column(column.source)) == InputRecord.Given.TEXT
                ? column.byText.get(record.text(encoder.column(column.source)))
                : null;
        if (named != null) {
            return named;
        }
        if (code >= 0 && code < column.byCode.length && column.byCode[code] >= 0) {
            return column.byCode[code];
        }
        return row.has(Flag.UNSEEN, column.source) ? column.other() + 1 : column.other();
    }

    /** Returns what was counted. */
    Counts counts(Counts.Scope scope, long records, long[] counted, Map<String, Long> refused) {
        Map<String, long[]> columns = new LinkedHashMap<>();
        int at = 0;
        for (WatchedNumber column : baseline.numbers()) {
            columns.put(column.column(), Arrays.copyOfRange(counted, at, at += column.bins().size() + 3));
        }
        for (WatchedText column : baseline.texts()) {
            columns.put(column.column(), Arrays.copyOfRange(counted, at, at += column.levels().size() + 3));
        }
        long[][] apart = new long[distances.length][];
        for (int c = 0; c < apart.length; c++) {
            apart[c] = Arrays.copyOfRange(counted, distances[c], distances[c] + distanceEdges[c].length + 1);
        }
        return new Counts(scope, records, columns,
                Arrays.copyOfRange(counted, segments, segments + distances.length + 1), apart, counted[outside],
                counted[outside + 1], refused);
    }
}
