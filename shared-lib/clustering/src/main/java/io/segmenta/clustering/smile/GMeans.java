package io.segmenta.clustering.smile;

import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * k-means that finds k: clusters are split in two as long as their rows, projected on the line between the two halves,
 * are not normally distributed by the Anderson-Darling test at a level of 0.0001.
 *
 * <p>
 * Smile's G-means: from one cluster, all clusters of at least 25 rows are split by 2-means and tested; those that are
 * least normal stay split, up to {@code kMax} clusters; k-means over all then follows, until nothing is split. What is
 * done around it is what {@link XMeans} says. In Smile, the test statistic overflows on more than 46,340 rows; the
 * sample of at most {@value SplitSearch#SEARCHED_ROWS} that Smile is given stays below.
 *
 * <p>
 * Time O(n d k) per iteration and splitting; memory as X-means. Smile's part runs on one thread, k-means on all. The
 * result has the same bits at any number of threads.
 * <ul>
 * <li>fewer than 25 rows, or equal rows, are one cluster;
 * <li>columns of few values are far from normal: each value becomes a cluster until {@code kMax} are reached;
 * <li>fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are refused.
 * </ul>
 *
 * <p>
 * Reference: Hamerly and Elkan, "Learning the k in k-means", NIPS 2003.
 *
 * @param kMax the most clusters, in [2, 1000]
 * @param maxIterations passes of k-means after each splitting, and over all rows at the end, >= 1
 */
public record GMeans(int kMax, int maxIterations) {

    public GMeans {
        Check.range("kMax", kMax, 2, 1000);
        Check.range("maxIterations", maxIterations, 1, Integer.MAX_VALUE);
    }

    /** Returns G-means with at most 100 passes. */
    public static GMeans withDefaults(int kMax) {
        return new GMeans(kMax, 100);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     * @return k-means with the k found, in [1, kMax]
     */
    public KMeansFit fit(Matrix x, long seed, Workers workers) {
        return new SplitSearch(maxIterations, smile.clustering.GMeans::fit).fit(x, kMax, seed, workers);
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
