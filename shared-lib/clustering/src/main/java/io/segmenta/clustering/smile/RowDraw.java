package io.segmenta.clustering.smile;

import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Seeded draws of rows without repetition, and rows as Smile takes them. */
final class RowDraw {

    private RowDraw() {}

    /**
     * Returns rows of which at least k are distinct: a draw and, where that has fewer, the first k distinct rows of
     * all.
     *
     * @throws DataException when x has fewer than k distinct rows
     */
    static int[] withDistinct(Matrix x, int most, int k, long seed) {
        int distinct = DistinctRows.count(x, k);
        if (distinct < k) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "k must not exceed the number of distinct rows: k=%d, distinct rows=%d", k, distinct);
        }
        int[] drawn = RowSample.of(x.rows(), most, new SplittableRandom(seed));
        if (drawn.length == x.rows() || DistinctRows.count(x.selectRows(drawn), k) == k) {
            return drawn;
        }
        return IntStream.concat(Arrays.stream(drawn), firstDistinct(x, k)).sorted().distinct().toArray();
    }

    private static IntStream firstDistinct(Matrix x, int k) {
        Set<String> seen = new HashSet<>();
        float[] row = new float[x.columns()];
        return IntStream.range(0, x.rows()).filter(i -> {
            x.row(i, row);
            for (int j = 0; j < row.length; j++) {
                row[j] += 0f;
            }
            return seen.size() < k && seen.add(Arrays.toString(row));
        });
    }

    /** Returns the rows in single precision, each an array of its own. */
    static float[][] floats(Matrix x) {
        float[][] rows = new float[x.rows()][x.columns()];
        for (int i = 0; i < rows.length; i++) {
            x.row(i, rows[i]);
        }
        return rows;
    }

    /** Returns the rows in double precision, each an array of its own. */
    static double[][] doubles(Matrix x) {
        double[][] rows = new double[x.rows()][x.columns()];
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = column[i];
            }
        }
        return rows;
    }

    /** Returns the squared Euclidean distance in double precision. */
    static double square(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }
}
