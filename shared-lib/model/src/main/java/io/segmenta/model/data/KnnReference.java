package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * Fills the missing values of a row from the nearest of a few reference rows.
 *
 * <p>
 * The distance of two rows is that of Smile's {@code KNNImputer}: over the m of d columns that both have, the root of d
 * / m times the sum of squared differences, each in the column's scale; rows that have no column in common are not
 * neighbours. Of rows at equal distance, the earlier is nearer. A missing value becomes the mean of the values that the
 * k nearest rows have in the column, or the column's fallback where none of them has one. Values are exact in double
 * precision until the mean is rounded to single precision.
 *
 * <p>
 * The reference rows are numbers of customers. They carry no name and no identifier, and nothing else of the customer.
 *
 * <p>
 * Time O(r d + r log k) per row of r reference rows. Immutable and safe for use by several threads. Whoever makes it
 * gives its arrays away, and may take those it hands out, but not write to them. Equal when all numbers are.
 *
 * @param k neighbours, >= 1; all rows when there are fewer
 * @param rows r x d, NaN where missing, none infinite
 * @param scale d positive numbers that differences are divided by
 * @param fallback d finite values
 */
public record KnnReference(int k, float[][] rows, float[] scale, float[] fallback) {

    public KnnReference {
        Check.range("k", k, 1, Integer.MAX_VALUE);
        Check.argument(scale.length == fallback.length, "%d scales for %d columns; there must be as many", scale.length,
                fallback.length);
        for (float[] row : rows) {
            Check.argument(row.length == fallback.length, "reference row has %d values, expected %d", row.length,
                    fallback.length);
            for (float value : row) {
                Check.argument(!Float.isInfinite(value), "a value of a reference row must be finite or missing, got %s",
                        value);
            }
        }
        for (float value : scale) {
            Check.argument(value > 0 && value < Float.POSITIVE_INFINITY, "scale must be positive and finite, got %s",
                    value);
        }
        for (float value : fallback) {
            Check.finite("fallback", value);
        }
    }

    /**
     * Returns a copy of the row without missing values.
     *
     * @param row d values, NaN where missing
     */
    public float[] impute(float[] row) {
        float[] filled = estimate(row);
        for (int j = 0; j < filled.length; j++) {
            filled[j] = Float.isNaN(filled[j]) ? fallback[j] : filled[j];
        }
        return filled;
    }

    /**
     * Returns a copy of the row with what its neighbours tell: a value that none of them has stays missing.
     *
     * @param row d values, NaN where missing
     */
    public float[] estimate(float[] row) {
        Check.argument(row.length == fallback.length, "row has %d values, expected %d", row.length, fallback.length);
        float[] filled = row.clone();
        int[] nearest = null;
        for (int j = 0; j < row.length; j++) {
            if (Float.isNaN(row[j])) {
                nearest = nearest == null ? nearest(row) : nearest;
                filled[j] = mean(nearest, j);
            }
        }
        return filled;
    }

    /**
     * Returns the mean of a column over neighbours, added up from the farthest as Smile does; NaN if none has a value.
     */
    private float mean(int[] nearest, int column) {
        double sum = 0;
        int count = 0;
        for (int place = nearest.length - 1; place >= 0; place--) {
            float value = rows[nearest[place]][column];
            if (!Float.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? Float.NaN : (float) (sum / count);
    }

    /** Returns the numbers of the nearest reference rows, nearest first. */
    private int[] nearest(float[] row) {
        int most = Math.min(k, rows.length);
        int[] nearest = new int[most];
        double[] distances = new double[most];
        int found = 0;
        for (int i = 0; i < rows.length; i++) {
            double distance = distance(row, rows[i]);
            if (distance < Double.MAX_VALUE && (found < most || distance < distances[most - 1])) {
                int at = found < most ? found++ : most - 1;
                for (; at > 0 && distance < distances[at - 1]; at--) {
                    distances[at] = distances[at - 1];
                    nearest[at] = nearest[at - 1];
                }
                distances[at] = distance;
                nearest[at] = i;
            }
        }
        return Arrays.copyOf(nearest, found);
    }

    /** Returns the distance of two rows of d values, or {@link Double#MAX_VALUE} of rows without a column in common. */
    public double distance(float[] a, float[] b) {
        double sum = 0;
        int both = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = ((double) a[j] - b[j]) / scale[j];
            if (!Double.isNaN(difference)) {
                both++;
                sum += difference * difference;
            }
        }
        return both == 0 ? Double.MAX_VALUE : Math.sqrt(a.length * sum / both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnnReference that && k == that.k && Arrays.deepEquals(rows, that.rows)
                && Arrays.equals(scale, that.scale) && Arrays.equals(fallback, that.fallback);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(rows) + k;
    }

    @Override
    public String toString() {
        return k + " neighbors of " + rows.length + " rows of " + fallback.length + " values";
    }
}
