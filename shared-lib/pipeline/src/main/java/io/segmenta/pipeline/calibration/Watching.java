package io.segmenta.pipeline.calibration;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Baseline;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.monitor.WatchedText;
import io.segmenta.model.steps.RowEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts how the columns that a model reads, its segments and its distances were in training: the columns and segments
 * of every row of the file, as the model answers it; distances, outside and between of rows as if each had not been
 * there, as a fit lies nearer to its own rows than to new ones.
 */
public final class Watching {
    private static final double[] ORDERS = Baseline.QUANTILES.stream().mapToDouble(order -> order).toArray();

    private final SegmentationModel model;
    private final RowEncoder encoder;
    private Watching(SegmentationModel model) {
        this.model = model;
        this.encoder = model.pipeline().encoder(model.schema());
    }

    /**
     * Counts. Time O(n) per column, shared out by columns; the same at any number of threads.
     *
     * @param table every row of the file
     * @param served the cluster that the model answers for each row, -1 for none
     * @param heldOut what it answers for some rows as if each had not been there
     */
    public static MonitorBaseline of(Table table, SegmentationModel model, int[] served, Assignment[] heldOut,
            Workers workers) {
        Watching watching = new Watching(model);
        int sources = model.pipeline().sources().size();
        List<List<WatchedNumber>> numbers = new ArrayList<>(Collections.nCopies(sources, List.of()));
        List<List<WatchedText>> texts = new ArrayList<>(Collections.nCopies(sources, List.of()));
        workers.forEachBlock(sources, s -> {
            if (model.pipeline().isDerived(s)) {
                return;
            }
            Optional<Column> column = table.column(model.pipeline().sources().get(s));
            if (watching.encoder.isText(s)) {
                texts.set(s, column.stream().map(Watching::texts).toList());
            } else {
                numbers.set(s, column.flatMap(found -> watching.numbers(found, s)).stream().toList());
            }
        });
        return watching.with(served, heldOut, numbers.stream().flatMap(List::stream).toList(),
                texts.stream().flatMap(List::stream).toList());
    }

    private Optional<WatchedNumber> numbers(Column column, int source) {
        double[] values = column instanceof NumericColumn number ? number.values()
                : numbers((TextColumn) column, source);
        double[] present = present(values);
        return present.length == 0 ? Optional.empty()
                : Optional.of(WatchedNumber.of(column.name(), present, ORDERS, column.rows() - present.length));
    }

    private static double[] present(double[] values) {
        double[] present = new double[values.length];
        int count = 0;
        for (double value : values) {
            present[count] = value;
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count == values.length ? values : Arrays.copyOf(present, count);
    }

    /** The numbers that texts stand for, NaN for none. */
    private double[] numbers(TextColumn column, int source) {
        InputRecord record = new InputRecord(model.schema());
        double[] byCode = column.levels().stream().mapToDouble(level -> {
            record.setText(encoder.column(source), level);
            return encoder.number(record, source);
        }).toArray();
        return Arrays.stream(column.codes()).mapToDouble(code -> code < 0 ? Double.NaN : byCode[code]).toArray();
    }

    private static WatchedText texts(Column column) {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (column instanceof TextColumn text) {
            long[] rows = new long[text.levels().size()];
            Arrays.stream(text.codes()).filter(code -> code >= 0).forEach(code -> rows[code]++);
            for (int code = 0; code < rows.length; code++) {
                if (rows[code] > 0) {
                    counts.put(text.levels().get(code), rows[code]);
                }
            }
        } else {
            Arrays.stream(((NumericColumn) column).values()).filter(value -> !Double.isNaN(value))
                    .forEach(value -> counts.merge(Values.text(value), 1L, Long::sum));
        }
        return WatchedText.of(column.name(), counts, column.missing());
    }

    private MonitorBaseline with(int[] served, Assignment[] heldOut, List<WatchedNumber> numbers,
            List<WatchedText> texts) {
        Calibration calibration = model.calibration().orElseThrow();
        int k = model.assigner().clusters();
        long[] sizes = new long[k + 1];
        for (int label : served) {
            sizes[label < 0 ? k : label]++;
        }
        List<WatchedSegment> segments = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            int segment = c;
            Assignment[] own = Arrays.stream(heldOut).filter(one -> one.cluster() == segment)
                    .toArray(Assignment[]::new);
            long outside = Arrays.stream(own).filter(one -> calibration.isOutside(one, calibration.fit(one))).count();
            long between = Arrays.stream(own).filter(one -> calibration.between(one) >= 0).count();
            segments.add(WatchedSegment.of(sizes[c],
                    Arrays.stream(own).mapToDouble(Assignment::distance).toArray(), outside, between));
        }
        return new MonitorBaseline(served.length, numbers, texts, segments, sizes[k],
                Arrays.stream(heldOut).filter(one -> one.cluster() < 0).count());
    }
}
