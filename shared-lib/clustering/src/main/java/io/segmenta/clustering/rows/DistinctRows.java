package io.segmenta.clustering.rows;

import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts rows that differ, bit for bit but for the sign of zero, and stops once enough were seen.
 */
public final class DistinctRows {
    private DistinctRows() {}

    /**
     * Counts them.
     *
     * @param x n x d
     * @param enough at which the count stops
     * @return the number of distinct rows, or {@code enough} when there are at least as many
     */
    public static int count(Matrix x, int enough) {
        Set<Row> seen = new HashSet<>();
        for (int i = 0; i < x.rows() && seen.size() < enough; i++) {
            float[] row = new float[x.columns()];
            x.row(i, row);
            for (int j = 0; j < row.length; j++) {
                row[j] += 0f;
            }
            seen.add(new Row(row));
        }
        return seen.size();
    }

    private record Row(float[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && Arrays.equals(values, row.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
