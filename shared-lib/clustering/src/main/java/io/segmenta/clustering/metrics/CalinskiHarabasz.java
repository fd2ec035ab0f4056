package io.segmenta.clustering.metrics;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;

/**
 * The variance ratio: dispersion between clusters over dispersion within, each divided by its degrees of freedom,
 * {@code (B / (k - 1)) / (W / (n - k))}. At least 0, without upper bound; higher is better. 1 when all rows lie on the
 * means of their clusters. Fewer than 2 clusters, or as many as rows, are refused; NaN and infinities are refused.
 *
 * <p>
 * Reference: Calinski and Harabasz, Commun. Stat. 3 (1974), doi:10.1080/03610927408827101.
 */
public final class CalinskiHarabasz {

    private CalinskiHarabasz() {}

    /**
     * Returns the index.
     *
     * @param x n x d
     * @param labels n labels, >= 0
     */
    public static double of(Matrix x, int[] labels, Workers workers) {
        return Dispersion.of(x, labels, workers).calinskiHarabasz();
    }
}
