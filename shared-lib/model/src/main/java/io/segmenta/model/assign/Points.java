package io.segmenta.model.assign;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Rows of features that clusters are known by. */
public final class Points {

    private Points() {}

    /** Returns the squared Euclidean distance, summed in double precision. */
    public static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** Takes from a vector its part along a direction of length 1. */
    static void removePart(double[] from, double[] direction) {
        double along = product(from, direction);
        for (int j = 0; j < from.length; j++) {
            from[j] -= along * direction[j];
        }
    }

    /** Returns the scalar product of two vectors of one length. */
    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Returns for each cluster the squared distance, of what is known, to its nearest reference row. */
    static double[] nearest(float[] row, float[][] rows, int[] labels, int clusters, double[][] unknown) {
        double[] squared = new double[clusters];
        Unknown directions = Unknown.of(unknown, row.length);
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        for (int i = 0; i < rows.length; i++) {
            if (labels[i] >= 0) {
                squared[labels[i]] = Math.min(squared[labels[i]], directions.squaredDistance(row, rows[i]));
            }
        }
        return squared;
    }

    /** Copies a vector of finite values of a component. */
    static double[] finite(double[] values, String what, int component) {
        for (double value : values) {
            Check.argument(Double.isFinite(value), "%s %d must hold finite numbers, got %s", what, component, value);
        }
        return values.clone();
    }

    /**
     * Copies rows of one length of finite values.
     *
     * @param what what a row is, for messages
     * @param number its number in messages, by its index: clusters count from 0, rows from 1
     */
    static float[][] copy(float[][] rows, String what, IntUnaryOperator number) {
        Check.argument(rows.length >= 1, "at least one %s is needed, got none", what);
        float[][] copy = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            Check.argument(rows[i].length == rows[0].length && rows[i].length > 0,
                    "%s %d has %d features, the first has %d", what, number.applyAsInt(i), rows[i].length,
                    rows[0].length);
            for (float value : rows[i]) {
                Check.argument(Float.isFinite(value), "%s %d must hold finite numbers, got %s", what,
                        number.applyAsInt(i),
                        value);
            }
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    /**
     * Checks the labels of reference rows and copies them.
     *
     * @param rows how many labels there must be
     * @param clusters k: each cluster must have a row
     * @param least the least label allowed: 0, or -1 where a row may be of no cluster
     */
    static int[] labels(int[] labels, int rows, int clusters, int least) {
        Check.argument(labels.length == rows, "%d labels for %d reference rows; there must be as many", labels.length,
                rows);
        boolean[] seen = new boolean[clusters];
        for (int label : labels) {
            Check.argument(label >= least && label < clusters, "label must be in [%d, %d), got %d", least, clusters,
                    label);
            if (label >= 0) {
                seen[label] = true;
            }
        }
        for (int k = 0; k < clusters; k++) {
            Check.argument(seen[k], "cluster %d has no reference row", k);
        }
        return labels.clone();
    }
}
