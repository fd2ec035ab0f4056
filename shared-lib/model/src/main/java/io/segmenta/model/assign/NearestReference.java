package io.segmenta.model.assign;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Assigns a row to the cluster of the nearest of n labelled reference rows, as fits complete, average and single
 * linkage, whose clusters need not be round. Time O(n d) per row.
 *
 * <p>
 * The distance to a cluster is that to its nearest reference row. The variance is that of the reference rows about the
 * mean of their cluster; the reach of a cluster is the greatest distance from one of its rows to the nearest other one.
 *
 * <p>
 * The units of a self-organising map are such reference rows too: then variance and reach are those of the training
 * rows about their units.
 *
 * <p>
 * Immutable: arrays are copied in and out, but for {@link #point}.
 */
public final class NearestReference implements Assigner {

    private final float[][] rows;
    private final int[] labels;
    private final Spread spread;

    /**
     * @param rows n rows of d features
     * @param labels n clusters in [0, k)
     * @param shares k shares of the training rows, adding up to 1
     * @param variance the variance per feature
     * @param reach k distances
     */
    public NearestReference(float[][] rows, int[] labels, double[] shares, double variance, double[] reach) {
        this(rows, labels, new Spread(shares.length, shares, variance, reach));
    }

    private NearestReference(float[][] rows, int[] labels, Spread spread) {
        this.rows = Points.copy(rows, "reference row", RowNumber::of);
        this.labels = Points.labels(labels, rows.length, spread.clusters(), 0);
        this.spread = spread;
    }

    /**
     * Makes the assigner of a clustering, keeping every row. Time O(n^2 d), for the reach.
     *
     * @param matrix n rows of d features
     * @param labels n clusters in [0, k)
     * @param clusters k
     */
    public static NearestReference fit(Matrix matrix, int[] labels, int clusters) {
        int n = matrix.rows();
        int d = matrix.columns();
        Check.argument(labels.length == n, "%d labels for %d rows; there must be as many", labels.length, n);
        Check.argument(n > 0, "rows must not be empty");
        float[][] rows = new float[n][d];
        double[][] means = new double[clusters][d];
        long[] sizes = new long[clusters];
        for (int i = 0; i < n; i++) {
            Check.argument(labels[i] >= 0 && labels[i] < clusters, "label must be in [0, %d), got %d", clusters,
                    labels[i]);
            matrix.row(i, rows[i]);
            sizes[labels[i]]++;
            for (int j = 0; j < d; j++) {
                means[labels[i]][j] += rows[i][j];
            }
        }
        double inertia = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                double beyond = rows[i][j] - means[labels[i]][j] / sizes[labels[i]];
                inertia += beyond * beyond;
            }
        }
        return new NearestReference(rows, labels,
                Spread.of(sizes, inertia / ((double) n * d), nearestOther(rows, labels, clusters)));
    }

    private static double[] nearestOther(float[][] rows, int[] labels, int clusters) {
        double[] farthest = new double[clusters];
        for (int i = 0; i < rows.length; i++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < rows.length; j++) {
                if (j != i && labels[j] == labels[i]) {
                    nearest = Math.min(nearest, Points.squaredDistance(rows[i], rows[j]));
                }
            }
            if (nearest < Double.POSITIVE_INFINITY) {
                farthest[labels[i]] = Math.max(farthest[labels[i]], nearest);
            }
        }
        return farthest;
    }

    /** Returns n rows of d features. */
    public float[][] rows() {
        return Points.copy(rows, "reference row", RowNumber::of);
    }

    /** Returns n, the number of reference rows. */
    public int size() {
        return labels.length;
    }

    /** Returns n clusters in [0, k). */
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public int dimensions() {
        return rows[0].length;
    }

    @Override
    public Spread spread() {
        return spread;
    }

    /**
     * Returns the cluster of a row as if it were no reference row itself.
     *
     * @param row d features
     * @param own its index among the reference rows, -1 when it is none
     */
    public Assignment without(float[] row, int own) {
        double[] squared = new double[clusters()];
        locate(row, own, squared, new int[clusters()]);
        return Posterior.decided(spread, squared);
    }

    @Override
    public void locate(float[] row, double[] squared, int[] points) {
        locate(row, -1, squared, points);
    }

    private void locate(float[] row, int left, double[] squared, int[] points) {
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        for (int i = 0; i < rows.length; i++) {
            double distance = Points.squaredDistance(row, rows[i]);
            if (distance < squared[labels[i]] && i != left) {
                squared[labels[i]] = distance;
                points[labels[i]] = i;
            }
        }
    }

    @Override
    public Assignment[] completed(float[] row, Unknown unknown, float[][] others, int[] which) {
        return Posterior.decided(spread,
                Completions.of(row, unknown, others, which, rows, labels, clusters(), 0), which.length);
    }

    @Override
    public double confidence(float[] row, int cluster, double[][] unknown) {
        return Posterior.of(spread, Points.nearest(row, rows, labels, clusters(), unknown), cluster);
    }

    @Override
    public float[] point(int index) {
        return rows[index];
    }
}
