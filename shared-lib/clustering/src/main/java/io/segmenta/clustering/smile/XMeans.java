package io.segmenta.clustering.smile;

import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * k-means that finds k: clusters are split in two as long as the Bayesian information criterion of two round Gaussians
 * is better than that of one.
 *
 * <p>
 * Smile's X-means: from one cluster, all clusters of at least 25 rows are split by 2-means; those that gain most stay
 * split, up to {@code kMax} clusters; k-means over all then follows, until nothing is split. Around it:
 * <ul>
 * <li>rows are moved to the least value of each column and scaled by one power of two, which Smile's absolute
 * tolerances need and which changes no distance but in scale;
 * <li>Smile fails, or loses a cluster, when all rows of a cluster are equal: every value is moved by normal noise of a
 * millionth of the columns' mean standard deviation, the same in all directions;
 * <li>above {@value SplitSearch#SEARCHED_ROWS} rows, k is found on a seeded sample of that many;
 * <li>{@link io.segmenta.clustering.centroid.KMeans} then runs over all rows as they are, from the centroids found,
 * without those that are nearest to no row. Centroids, labels, inertia and numbers are its.
 * </ul>
 *
 * <p>
 * Time O(n d k) per iteration and splitting; memory some {@value SplitSearch#NODES} + 130 d bytes for each row
 * searched. Smile's part runs on one thread (see the package), k-means on all. The result has the same bits at any
 * number of threads.
 * <ul>
 * <li>fewer than 25 rows, or equal rows, are one cluster;
 * <li>the criterion knows only round clusters: long ones are split;
 * <li>the search begins with one cluster: many groups that lie evenly around their centre, which no cut in two tells
 * apart, may stay one, where {@link GMeans} finds them;
 * <li>fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are refused.
 * </ul>
 *
 * <p>
 * Reference: Pelleg and Moore, "X-means: Extending K-means with Efficient Estimation of the Number of Clusters", ICML
 * 2000.
 *
 * @param kMax the most clusters, in [2, 1000]
 * @param maxIterations passes of k-means after each splitting, and over all rows at the end, >= 1
 */
public record XMeans(int kMax, int maxIterations) {

    public XMeans {
        Check.range("kMax", kMax, 2, 1000);
        Check.range("maxIterations", maxIterations, 1, Integer.MAX_VALUE);
    }

    /** Returns X-means with at most 100 passes. */
    public static XMeans withDefaults(int kMax) {
        return new XMeans(kMax, 100);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     * @return k-means with the k found, in [1, kMax]
     */
    public KMeansFit fit(Matrix x, long seed, Workers workers) {
        return new SplitSearch(maxIterations, smile.clustering.XMeans::fit).fit(x, kMax, seed, workers);
    }

    /**
     * Estimates what a fit holds at most, in bytes of heap, beside the matrix.
     *
     * @param n rows
     * @param d columns
     * @param k clusters
     */
    public static long bytes(long n, int d, int k) {
        return SplitSearch.bytes(n, d, k);
    }
}
