package io.segmenta.clustering.density;

import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;

/**
 * Clusters of rows that lie densely, each at its own density; the number of clusters is found, and rows in none are
 * noise.
 *
 * <p>
 * The core distance of a row is that to its {@code minSamples}-th nearest other row; the mutual reachability of two
 * rows is the largest of their distance and their core distances. The single linkage hierarchy of mutual reachability,
 * cut downwards, loses rows as noise and splits where both parts hold {@code minClusterSize} rows. The clusters chosen
 * are those of most excess of mass: the sum over rows of the density 1 / distance up to which the row stays, less the
 * density at which the cluster began. All rows together are never a cluster.
 *
 * <p>
 * Time O(n^2 d); memory n (d + minSamples) words. Same result at any number of threads. Clusters are numbered by
 * falling size, then by first row.
 * <ul>
 * <li>merges at the same height, or a millionth below it, count as one merge of several parts, so the order of the rows
 * plays no role; other implementations leave the few rows this concerns to the order of their sorting;
 * <li>a distance of 0 counts as the least positive one of the hierarchy, so that repeated rows are dense but not
 * infinitely so;
 * <li>where nothing splits, every row is noise;
 * <li>fewer rows than minClusterSize or than minSamples + 1, NaN, infinities and magnitudes above 1e15 are refused.
 * </ul>
 *
 * <p>
 * References: Campello, Moulavi and Sander, PAKDD 2013, doi:10.1007/978-3-642-37456-2_14; McInnes and Healy,
 * "Accelerated Hierarchical Density Based Clustering", ICDMW 2017, doi:10.1109/ICDMW.2017.12.
 *
 * @param minClusterSize the fewest rows of a cluster, >= 2
 * @param minSamples neighbours that the core distance reaches over, >= 1; more of them make more noise
 */
public record Hdbscan(int minClusterSize, int minSamples) {

    public Hdbscan {
        Check.range("minClusterSize", minClusterSize, 2, Integer.MAX_VALUE);
        Check.range("minSamples", minSamples, 1, Integer.MAX_VALUE);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public HdbscanFit fit(Matrix x, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        int least = Math.max(minClusterSize, minSamples + 1);
        if (x.rows() < least) {
            throw DataException.of(Reason.TOO_FEW_ROWS,
                    "rows must be >= %d for minClusterSize=%d and minSamples=%d, got %d", least, minClusterSize,
                    minSamples, x.rows());
        }
        double[][] distances = new NearestNeighbors(x).ofEach(minSamples, workers).distances();
        double[] core = new double[x.rows()];
        for (int i = 0; i < core.length; i++) {
            core[i] = distances[i][minSamples - 1];
        }
        return CondensedTree.of(ReachabilityTree.of(x, core), minClusterSize).clusters();
    }
}
