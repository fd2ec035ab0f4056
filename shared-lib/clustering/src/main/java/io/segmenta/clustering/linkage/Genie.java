package io.segmenta.clustering.linkage;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * Merges clusters along the shortest edge of the minimum spanning tree, as single linkage does, but as soon as the Gini
 * index of the cluster sizes exceeds a threshold only merges that take in a smallest cluster are allowed. Outliers then
 * cannot hold up a cut, and clusters may still have any shape.
 *
 * <p>
 * Time O(n^2 d) for the tree and O(n sqrt(n)) for the merges where sizes are in balance; memory O(n d). Runs on the
 * calling thread. Deterministic; thread-safe. Fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are refused.
 *
 * <p>
 * Reference: Gagolewski, Bartoszuk and Cena, "Genie: A new, fast, and outlier-resistant hierarchical clustering
 * algorithm", Inf. Sci. 363 (2016), doi:10.1016/j.ins.2016.05.003.
 *
 * @param giniThreshold of the Gini index, in [0, 1]; 1 is single linkage
 */
public record Genie(double giniThreshold) {

    public Genie {
        Check.range("giniThreshold", giniThreshold, 0.0, 1.0);
    }

    /** Returns Genie with the threshold 0.3 that its authors recommend. */
    public static Genie withDefaults() {
        return new Genie(0.3);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public GenieFit fit(Matrix x, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        return GenieMerging.run(SingleLinkage.spanningTree(x), giniThreshold);
    }
}
