package io.segmenta.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Features of rows that follow one another.
 *
 * @param first the number of its first row among all rows, from 0
 * @param rows how many there are
 * @param columns by feature the values of the rows; shared, never written to
 * @param fault why reading ended here; null where it did not
 */
record Block(long first, int rows, float[][] columns, @Nullable Fault fault) implements Serializable {

    /** The most rows of a block. */
    static final int ROWS = 4096;

    /** Copies the features of a row. */
    float[] row(int at) {
        float[] row = new float[columns.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = columns[j][at];
        }
        return row;
    }
}
