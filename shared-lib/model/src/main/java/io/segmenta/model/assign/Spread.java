package io.segmenta.model.assign;

import io.segmenta.model.base.Check;

/** How large and how wide the k clusters of the training rows are. Immutable: arrays are copied in. */
public final class Spread {

    private static final double SHARE_TOLERANCE = 1e-9;

    private final double[] shares;
    private final double variance;
    private final double[] reach;

    /**
     * @param clusters k
     * @param shares k shares of the training rows, adding up to 1
     * @param variance the variance per feature within clusters
     * @param reach k greatest training distances
     */
    Spread(int clusters, double[] shares, double variance, double[] reach) {
        Check.argument(clusters >= 1, "k must be >= 1, got %d", clusters);
        Check.argument(shares.length == clusters, "%d shares for %d clusters; there must be as many", shares.length,
                clusters);
        Check.argument(reach.length == clusters, "%d reaches for %d clusters; there must be as many", reach.length,
                clusters);
        Check.range("variance", variance, 0, Double.MAX_VALUE);
        double total = 0;
        for (int k = 0; k < clusters; k++) {
            Check.range("share", shares[k], 0, 1);
            Check.range("reach", reach[k], 0, Double.MAX_VALUE);
            total += shares[k];
        }
        Check.argument(Math.abs(total - 1) <= SHARE_TOLERANCE, "shares must add up to 1, got a sum of %s", total);
        this.shares = shares.clone();
        this.variance = variance;
        this.reach = reach.clone();
    }

    /**
     * Makes the spread from what a pass over the training rows counted.
     *
     * @param sizes k numbers of rows
     * @param variance the variance per feature within clusters
     * @param squaredReach k greatest squared training distances
     */
    static Spread of(long[] sizes, double variance, double[] squaredReach) {
        long total = 0;
        for (long size : sizes) {
            total += size;
        }
        double[] shares = new double[sizes.length];
        double[] reach = new double[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            shares[k] = (double) sizes[k] / total;
            reach[k] = Math.sqrt(squaredReach[k]);
        }
        return new Spread(sizes.length, shares, variance, reach);
    }

    /** Returns k, the number of clusters. */
    public int clusters() {
        return shares.length;
    }

    /** Returns the share of the training rows in a cluster, in [0, 1]. */
    public double share(int cluster) {
        return shares[cluster];
    }

    /** Returns the variance per feature within clusters: inertia / (n d). */
    public double variance() {
        return variance;
    }

    /**
     * Returns the greatest distance of a training row of the cluster to its cluster; a row farther away lies outside.
     */
    public double reach(int cluster) {
        return reach[cluster];
    }
}
