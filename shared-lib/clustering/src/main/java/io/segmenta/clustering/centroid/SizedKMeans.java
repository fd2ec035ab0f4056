package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * k-means with a least and a greatest number of rows for each cluster.
 *
 * <p>
 * When the clusters of plain k-means keep the bounds, they are the result. Otherwise several starts, the first the
 * centroids of plain k-means, the others greedy k-means++, each alternate two steps until no label changes: rows take
 * the labels of least inertia that keep the bounds, found exactly as a minimum-cost flow, and centroids move to the
 * means of their rows. The start of least inertia is kept, the first of several. Above {@value #EXACT_ROWS} rows, or
 * {@value #EXACT_CELLS} rows times clusters, this is done on a seeded, stratified sample under bounds in proportion;
 * then all rows take the nearest centroid less its price on the sample, and what still breaks a bound is moved where it
 * adds least, one cluster after another, and the centroids follow; this repeats, at most {@value SizedSample#ROUNDS}
 * times, while the inertia falls. The bounds hold for all rows either way.
 *
 * <p>
 * Rows count once each: a weight would have to be split between clusters. Time of an iteration O(n d k) and what
 * {@link SizedAssignment} says; memory O(n k) for each start that runs at once. Results have the same bits at any
 * number of threads. Thread-safe.
 * <ul>
 * <li>bounds that do not allow k clusters of n rows are refused;
 * <li>k above the number of distinct rows, NaN, infinities and magnitudes above 1e15 are refused.
 * </ul>
 *
 * <p>
 * Reference: Bradley, Bennett and Demiriz, "Constrained k-means clustering", MSR-TR-2000-65.
 *
 * @param kMeans k, in [1, {@value #MOST_CLUSTERS}], starts and when to stop
 * @param bounds of the rows of each cluster
 */
public record SizedKMeans(KMeans kMeans, SizeBounds bounds) {

    /** Most rows for the exact form. */
    public static final int EXACT_ROWS = 20_000;
    /** Most rows times clusters for the exact form. */
    public static final int EXACT_CELLS = 2_000_000;
    /** Most clusters: the sample for more rows than the exact form takes holds at least two rows of each. */
    public static final int MOST_CLUSTERS = 1_000;

    public SizedKMeans {
        Check.notNull(kMeans, "kMeans");
        Check.notNull(bounds, "bounds");
        Check.range("k", kMeans.k(), 1, MOST_CLUSTERS);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public SizedKMeansFit fit(Matrix x, long seed, Workers workers) {
        Inputs.atLeastRows(x, 2);
        KMeansFit plain = kMeans.fit(x, seed, workers);
        Check.argument(bounds.allow(kMeans.k(), x.rows()), "%d rows cannot be divided into %d clusters of %d to %d",
                x.rows(), kMeans.k(), bounds.least(), bounds.most());
        if (bounds.hold(plain.sizes())) {
            return new SizedKMeansFit(plain.centroids(), plain.labels(), plain.inertia(), false, true);
        }
        boolean exact = x.rows() <= EXACT_ROWS && (long) x.rows() * kMeans.k() <= EXACT_CELLS;
        return exact ? SizedLloyd.best(this, x, plain.centroids(), seed, workers).fit(true)
                : SizedSample.fit(this, x, plain.centroids(), seed, workers);
    }
}
