package io.segmenta.pipeline.report;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.features.FittedFeatures;

/** The features of every row of the file, those that took no part in the fit included, and what the model answers. */
public final class EveryRow {
    private static final int BLOCK = 1 << 12;

    private final Matrix features;
    private final int[] served;

    private EveryRow(Matrix features, int[] served) {
        this.features = features;
        this.served = served;
    }

    /** Asks the model about every row. */
    public static EveryRow of(Table table, FittedFeatures fitted, SegmentationModel model, Workers workers) {
        Matrix features = fitted.keptRows().length == table.rows() ? fitted.matrix()
                : fitted.pipeline().withoutRefusals().transform(table);
        Assigner assigner = model.assigner();
        int[] served = new int[features.rows()];
        workers.forEachBlock(Math.ceilDiv(served.length, BLOCK), block -> {
            float[] row = new float[features.columns()];
            for (int i = block * BLOCK, end = Math.min(served.length, i + BLOCK); i < end; i++) {
                features.row(i, row);
                served[i] = assigner.assign(row);
            }
        });
        return new EveryRow(features, served);
    }

    /** Returns n rows of d features. */
    Matrix features() {
        return features;
    }

    /** Returns the cluster that the model answers for each row, -1 for none: the array itself, not to be changed. */
    public int[] served() {
        return served;
    }
}
