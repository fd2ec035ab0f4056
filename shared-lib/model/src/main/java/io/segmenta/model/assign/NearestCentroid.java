package io.segmenta.model.assign;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Assigns a row to the nearest of k centroids. Time O(k d) per row.
 *
 * <p>
 * Immutable: arrays are copied in and out, but for {@link #point}.
 */
public final class NearestCentroid implements Assigner {

    private final float[][] centroids;
    /** Each centroid's own cluster. */
    private final int[] labels;
    private final Spread spread;

    /**
     * @param centroids k rows of d features
     * @param shares k shares of the training rows, adding up to 1
     * @param variance the variance per feature, inertia / (n d)
     * @param reach k greatest training distances
     */
    public NearestCentroid(float[][] centroids, double[] shares, double variance, double[] reach) {
        this(centroids, new Spread(centroids.length, shares, variance, reach));
    }

    private NearestCentroid(float[][] centroids, Spread spread) {
        this.centroids = Points.copy(centroids, "centroid", IntUnaryOperator.identity());
        this.labels = IntStream.range(0, centroids.length).toArray();
        this.spread = spread;
    }

    /**
     * Makes the assigner of a clustering: shares, variance and reach are those of the rows under {@code labels}. Time
     * O(n d).
     *
     * @param rows n rows of d features
     * @param centroids k rows of d features
     * @param labels n clusters in [0, k)
     * @param distance is given the squared distance of each row to its centroid
     * @param inertia is asked once for the sum of these
     */
    public static NearestCentroid fit(Matrix rows, float[][] centroids, int[] labels, DoubleConsumer distance,
            DoubleSupplier inertia) {
        Check.argument(labels.length == rows.rows(), "%d labels for %d rows; there must be as many", labels.length,
                rows.rows());
        Check.argument(rows.rows() > 0, "rows must not be empty");
        int k = centroids.length;
        long[] sizes = new long[k];
        double[] farthest = new double[k];
        float[] row = new float[rows.columns()];
        for (int i = 0; i < labels.length; i++) {
            Check.argument(labels[i] >= 0 && labels[i] < k, "label must be in [0, %d), got %d", k, labels[i]);
            rows.row(i, row);
            double squared = Points.squaredDistance(row, centroids[labels[i]]);
            distance.accept(squared);
            sizes[labels[i]]++;
            farthest[labels[i]] = Math.max(farthest[labels[i]], squared);
        }
        return new NearestCentroid(centroids,
                Spread.of(sizes, inertia.getAsDouble() / ((double) labels.length * row.length), farthest));
    }

    /**
     * Returns the cluster of a row of training as if it had not been there: the mean of its cluster, which the row drew
     * to itself, is farther away by n / (n - 1).
     *
     * @param row d features
     * @param own the cluster it was trained in
     * @param size n, the rows that it was trained in with, itself among them; the only one is nowhere near
     */
    public Assignment without(float[] row, int own, long size) {
        double[] squared = new double[centroids.length];
        locate(row, squared, new int[centroids.length]);
        double factor = size / (size - 1.0);
        squared[own] = size == 1 ? Double.POSITIVE_INFINITY : squared[own] * factor * factor;
        return Posterior.decided(spread, squared);
    }

    /** Returns k rows of d features. */
    public float[][] centroids() {
        return Points.copy(centroids, "centroid", IntUnaryOperator.identity());
    }

    @Override
    public int dimensions() {
        return centroids[0].length;
    }

    @Override
    public Spread spread() {
        return spread;
    }

    @Override
    public void locate(float[] row, double[] squared, int[] points) {
        for (int k = 0; k < centroids.length; k++) {
            squared[k] = Points.squaredDistance(row, centroids[k]);
            points[k] = k;
        }
    }

    @Override
    public Assignment[] completed(float[] row, Unknown unknown, float[][] others, int[] which) {
        return Posterior.decided(spread,
                Completions.of(row, unknown, others, which, centroids, labels, labels.length, 0), which.length);
    }

    @Override
    public double confidence(float[] row, int cluster, double[][] unknown) {
        Unknown directions = Unknown.of(unknown, row.length);
        double[] squared = new double[centroids.length];
        for (int k = 0; k < squared.length; k++) {
            squared[k] = directions.squaredDistance(row, centroids[k]);
        }
        return Posterior.of(spread, squared, cluster);
    }

    @Override
    public float[] point(int index) {
        return centroids[index];
    }
}
