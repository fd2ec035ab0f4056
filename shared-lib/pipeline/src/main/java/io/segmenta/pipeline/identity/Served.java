package io.segmenta.pipeline.identity;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.steps.FeaturePipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a model answers for the rows of a table: what it serves, and not what its algorithm learned. */
final class Served {
    private Served() {}

    /** The cluster of each row, -1 for those outside of all. */
    static int[] of(SegmentationModel model, Table rows) {
        return model.assigner().assign(features(model, rows));
    }

    /** The cluster of each row, or the nearest one for those outside of all. */
    static int[] nearest(SegmentationModel model, Table rows) {
        Assigner assigner = model.assigner();
        Matrix x = features(model, rows);
        int[] labels = assigner.assign(x);
        float[] row = new float[x.columns()];
        double[] squared = new double[assigner.clusters()];
        int[] points = new int[assigner.clusters()];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                x.row(i, row);
                assigner.locate(row, squared, points);
                labels[i] = least(squared);
            }
        }
        return labels;
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

    private static Matrix features(SegmentationModel model, Table rows) {
        FeaturePipeline pipeline = model.pipeline();
        List<Column> columns = new ArrayList<>(rows.columns());
        for (int s = 0; s < pipeline.sources().size(); s++) {
            String name = pipeline.sources().get(s);
            if (rows.column(name).isEmpty() && !pipeline.isDerived(s)) {
                columns.add(pipeline.isText(s) ? withoutText(name, rows.rows()) : withoutNumbers(name, rows.rows()));
            }
        }
        return pipeline.transform(columns.size() == rows.columns().size() ? rows : new Table(rows.source(), columns));
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
