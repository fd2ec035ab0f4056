package io.segmenta.pipeline.identity;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.steps.FeaturePipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model answers for the rows of a table: what it serves, and not what its algorithm learned.
 *
 * @param labels the cluster of each row, -1 for those outside of all
 * @param nearest the cluster of each row, the nearest one of those outside of all
 */
record Served(int[] labels, int[] nearest) {
    private static final int BLOCK = 1 << 14;

    /**
     * Asks for all rows. Columns that the table lacks are taken as missing in every row.
     *
     * @param workers who share the rows; the answers do not depend on how many they are
     */
    static Served of(SegmentationModel model, Table table, Workers workers) {
        FeaturePipeline pipeline = model.pipeline().withoutRefusals();
        List<Column> columns = sources(pipeline, table);
        int rows = table.rows();
        int[] labels = new int[rows];
        int[] nearest = new int[rows];
        workers.forEachBlock((rows + BLOCK - 1) / BLOCK, block -> {
            int from = block * BLOCK;
            int[] taken = IntStream.range(from, Math.min(rows, from + BLOCK)).toArray();
            Table part = new Table(table.source(), columns.stream().map(column -> column.selectRows(taken)).toList());
            Matrix x = pipeline.transform(part);
            int[] some = model.assigner().assign(x);
            System.arraycopy(some, 0, labels, from, some.length);
            System.arraycopy(inside(model.assigner(), x, some), 0, nearest, from, some.length);
        });
        return new Served(labels, nearest);
    }

    /** How many rows of a table fit no segment, as a model judges by its calibration. */
    static int outside(SegmentationModel model, Calibration calibration, Table table) {
        FeaturePipeline pipeline = model.pipeline().withoutRefusals();
        Matrix x = pipeline.transform(new Table(table.source(), sources(pipeline, table)));
        float[] row = new float[x.columns()];
        int outside = 0;
        for (int i = 0; i < x.rows(); i++) {
            x.row(i, row);
            Assignment answer = model.assigner().explain(row);
            outside += calibration.isOutside(answer, calibration.fit(answer)) ? 1 : 0;
        }
        return outside;
    }

    private static int[] inside(Assigner assigner, Matrix x, int[] labels) {
        int[] nearest = labels.clone();
        float[] row = new float[x.columns()];
        double[] squared = new double[assigner.clusters()];
        int[] points = new int[assigner.clusters()];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                x.row(i, row);
                assigner.locate(row, squared, points);
                nearest[i] = least(squared);
            }
        }
        return nearest;
    }

    private static int least(double[] squared) {
        int least = 0;
        for (int c = 1; c < squared.length; c++) {
            if (squared[c] < squared[least]) {
                least = c;
            }
        }
        return least;
    }

    /** The columns that a model uses and a table lacks, or holds as text in place of numbers or the other way round. */
    static List<String> lacking(SegmentationModel model, Table table) {
        FeaturePipeline pipeline = model.pipeline();
        return IntStream.range(0, pipeline.sources().size())
                .filter(s -> !pipeline.isDerived(s) && usable(pipeline, s, table).isEmpty())
                .mapToObj(pipeline.sources()::get).toList();
    }

    private static List<Column> sources(FeaturePipeline pipeline, Table table) {
        List<Column> columns = new ArrayList<>();
        for (int s = 0; s < pipeline.sources().size(); s++) {
            Optional<Column> usable = usable(pipeline, s, table);
            if (usable.isPresent()) {
                columns.add(usable.get());
            } else if (!pipeline.isDerived(s)) {
                String name = pipeline.sources().get(s);
                columns.add(pipeline.isText(s) ? withoutText(name, table.rows()) : withoutNumbers(name, table.rows()));
            }
        }
        return columns;
    }

    private static Optional<Column> usable(FeaturePipeline pipeline, int source, Table table) {
        return table.column(pipeline.sources().get(source))
                .filter(column -> column instanceof TextColumn == pipeline.isText(source));
    }

    private static Column withoutText(String name, int rows) {
        int[] codes = new int[rows];
        Arrays.fill(codes, TextColumn.MISSING);
        return new TextColumn(name, codes, List.of());
    }

    private static Column withoutNumbers(String name, int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return new NumericColumn(name, values);
    }
}
