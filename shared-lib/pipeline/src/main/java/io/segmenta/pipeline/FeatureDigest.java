package io.segmenta.pipeline;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.RowsDigest;

/** The hash of the features that are learned from, by which a model knows its rows again. */
final class FeatureDigest {
    private static final int ROWS = 16_384;

    private FeatureDigest() {}

    /** Returns 64 digits in lower-case hexadecimal, the same at any number of threads. Time O(n d). */
    static String of(Matrix x, Workers workers) {
        RowsDigest[] parts = new RowsDigest[(x.rows() + ROWS - 1) / ROWS];
        workers.forEachBlock(parts.length, part -> {
            RowsDigest digest = new RowsDigest();
            float[] row = new float[x.columns()];
            for (int i = part * ROWS, end = Math.min(x.rows(), i + ROWS); i < end; i++) {
                x.row(i, row);
                digest.add(i, row);
            }
            parts[part] = digest;
        });
        RowsDigest all = new RowsDigest();
        for (RowsDigest part : parts) {
            all.add(part);
        }
        return all.value(x.names());
    }
}
