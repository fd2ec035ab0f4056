package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * Partitions rows into k clusters of least total squared Euclidean distance to their means.
 *
 * <p>
 * Lloyd's algorithm with several starts, the best of which by inertia is kept, the first of several. A start is drawn
 * by greedy k-means++. Above {@value KMeansSweep#DIRECT_ROWS} rows, the start is drawn from a seeded, stratified sample
 * and first improved on it by Lloyd's algorithm (Bradley and Fayyad's refined start); starts that reach the same
 * optimum of the sample to six digits are then followed once. From there every iteration uses every row. An iteration
 * assigns rows in single precision; the labels of the result are those of exact arithmetic on the rows and the
 * centroids it returns. A run ends when no label changes, when the squared movement of the centroids, summed, falls to
 * {@code tolerance} times the mean variance of the columns, or after {@code maxIterations}. A cluster that loses its
 * last row takes the row furthest from its centroid.
 *
 * <p>
 * Time O(n d k) per iteration; memory n (d + starts) words. Results have the same bits at any number of threads.
 * Thread-safe.
 * <ul>
 * <li>k above the number of distinct rows is refused;
 * <li>NaN, infinities and magnitudes above 1e15 are refused;
 * <li>iterations work in single precision: many rows that differ by less than 1e-14 in every column, or columns whose
 * spread is below a millionth of their values, end at a poor optimum; scale or centre them before;
 * <li>k = 1 gives the mean and the total sum of squares.
 * </ul>
 *
 * <p>
 * References: Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982),
 * doi:10.1109/TIT.1982.1056489; Arthur and Vassilvitskii, SODA 2007; Bradley and Fayyad, "Refining initial points for
 * k-means clustering", ICML 1998.
 *
 * <p>
 * For example:
 * {@snippet class = "io.segmenta.clustering.SnippetsTest" region = "kMeans"}
 *
 * @param k clusters, in [1, 32767]
 * @param maxIterations passes over all rows per start, >= 1
 * @param tolerance relative to the mean variance of the columns, >= 0; 0 runs until no label changes
 * @param restarts starts, in [1, 1000]
 */
public record KMeans(int k, int maxIterations, double tolerance, int restarts) {

    public KMeans {
        Check.range("k", k, 1, Short.MAX_VALUE);
        Check.range("maxIterations", maxIterations, 1, Integer.MAX_VALUE);
        Check.range("tolerance", tolerance, 0.0, Double.MAX_VALUE);
        Check.range("restarts", restarts, 1, 1000);
    }

    /** Returns k-means with 10 starts of at most 300 iterations and a tolerance of 1e-4. */
    public static KMeans withDefaults(int k) {
        return new KMeans(k, 300, 1e-4, 10);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public KMeansFit fit(Matrix x, long seed, Workers workers) {
        return new KMeansSweep(this, k, k).fit(x, seed, workers).getFirst();
    }

    /**
     * Fits weighted rows: a row of weight 2 counts as two equal rows.
     *
     * @param x n x d, n >= 2
     * @param weights n positive numbers
     */
    public KMeansFit fit(Matrix x, float[] weights, long seed, Workers workers) {
        return new KMeansSweep(this, k, k).fit(x, weights, seed, workers, Progress.NONE)
                .getFirst();
    }

    /**
     * Runs once from given centroids; {@code restarts} plays no part.
     *
     * @param x n x d
     * @param start k x d
     */
    public KMeansFit fitFrom(Matrix x, float[][] start, Workers workers) {
        return KMeansSearch.fitFrom(this, x, start, workers);
    }
}
