package io.segmenta.clustering.metrics;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;

/**
 * The mean over clusters of the worst ratio {@code (s_a + s_b) / d_ab}, where s is the mean Euclidean distance of the
 * rows of a cluster to its mean and d the distance of two means. At least 0; lower is better. A pair of equal means is
 * left out, so the index is 0 when all means are equal or all rows lie on them. Fewer than 2 clusters, or as many as
 * rows, are refused; NaN and infinities are refused.
 *
 * <p>
 * Reference: Davies and Bouldin, IEEE Trans. Pattern Anal. Mach. Intell. 1 (1979), doi:10.1109/TPAMI.1979.4766909.
 */
public final class DaviesBouldin {

    private DaviesBouldin() {}

    /**
     * Returns the index.
     *
     * @param x n x d
     * @param labels n labels, >= 0
     */
    public static double of(Matrix x, int[] labels, Workers workers) {
        return Dispersion.of(x, labels, workers).daviesBouldin();
    }
}
