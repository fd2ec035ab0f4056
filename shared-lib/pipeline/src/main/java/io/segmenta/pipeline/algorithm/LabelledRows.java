package io.segmenta.pipeline.algorithm;

import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Some of the rows with the segments they are in. The arrays are shared, never to be written to.
 *
 * @param rows their numbers, rising
 * @param x those rows, m x d
 * @param labels m numbers in [0, k), -1 for rows in no segment
 */
public record LabelledRows(int[] rows, Matrix x, int[] labels) {
    /**
     * Takes some of all rows.
     *
     * @param x n x d
     * @param labels n numbers
     * @param rows which rows, rising
     */
    public static LabelledRows of(Matrix x, int[] labels, int[] rows) {
        return new LabelledRows(rows, x.selectRows(rows), Arrays.stream(rows).map(row -> labels[row]).toArray());
    }
}
