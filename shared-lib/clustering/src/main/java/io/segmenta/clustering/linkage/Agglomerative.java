package io.segmenta.clustering.linkage;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.Locale;

/**
 * Merges the two nearest clusters until one is left, starting from single rows.
 *
 * <p>
 * Ward: nearest-neighbour chain on the means, without a distance matrix; neighbours are searched in single precision
 * among those that a k-d tree cannot rule out, and those too close to tell apart are compared in double. Single: Prim's
 * minimum spanning tree, without a matrix. Complete and average: nearest-neighbour chain on a matrix of n (n - 1) / 2
 * floats, so at most {@value #MATRIX_ROWS} rows (0.8 GB); {@link MicroLinkage} comes near them for more. Of neighbours
 * equally near, the one the chain came from is taken.
 *
 * <p>
 * Time O(n^2 d), complete and average O(n^2 (d + 1)); memory O(n d), complete and average 2 n^2 bytes besides. Ward and
 * single run on the calling thread. Deterministic; thread-safe.
 * <ul>
 * <li>equal rows merge at height 0;
 * <li>fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are refused.
 * </ul>
 *
 * <p>
 * References: Murtagh, Comput. J. 26 (1983), doi:10.1093/comjnl/26.4.354; Müllner, "Modern hierarchical, agglomerative
 * clustering algorithms", arXiv:1109.2378; Gower and Ross, J. R. Stat. Soc. C 18 (1969), doi:10.2307/2346439.
 *
 * <p>
 * For example:
 * {@snippet class = "io.segmenta.clustering.SnippetsTest" region = "agglomerative"}
 */
public record Agglomerative(Linkage linkage) {

    /** Most rows for complete and average linkage. */
    public static final int MATRIX_ROWS = 20_000;

    public Agglomerative {
        Check.notNull(linkage, "linkage");
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public Dendrogram fit(Matrix x, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        return switch (linkage) {
            case WARD -> NearestNeighborChain.run(new WardClusters(x), x.rows());
            case SINGLE -> SingleLinkage.run(x);
            case COMPLETE, AVERAGE -> {
                if (x.rows() > MATRIX_ROWS) {
                    throw DataException.of(Reason.TOO_MANY_ROWS,
                            "%s linkage takes at most %d rows, got %d; ward and single have no such limit",
                            linkage.name().toLowerCase(Locale.ROOT), MATRIX_ROWS, x.rows());
                }
                yield NearestNeighborChain.run(new MatrixClusters(x, linkage, workers), x.rows());
            }
        };
    }
}
