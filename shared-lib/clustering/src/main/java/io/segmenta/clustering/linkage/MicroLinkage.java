package io.segmenta.clustering.linkage;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;

/**
 * Complete or average linkage of more rows than a distance matrix bears: rows are gathered in cells of near ones first,
 * and the cells are merged. An approximation, whose error falls with the size of the cells.
 *
 * <p>
 * Average: a cell counts as many rows as it holds, and two cells are as far apart as the root of the mean squared
 * distance between their rows, which is no less than the mean distance. Complete: two cells are as far apart as their
 * means and both radii, which is no less than the distance of the two rows farthest apart.
 *
 * <p>
 * Time O(n d log m + m^2 (d + 1)) and memory O(n) + 2 m^2 bytes for m cells. Deterministic; thread-safe.
 *
 * @param linkage complete or average
 * @param cells at most, in [2, {@value Agglomerative#MATRIX_ROWS}]
 */
public record MicroLinkage(Linkage linkage, int cells) {

    public MicroLinkage {
        Check.notNull(linkage, "linkage");
        Check.argument(linkage == Linkage.COMPLETE || linkage == Linkage.AVERAGE,
                "linkage must be one of [complete, average], got \"%s\"", linkage);
        Check.range("cells", cells, 2, Agglomerative.MATRIX_ROWS);
    }

    /** Returns the linkage of 5,000 cells. */
    public static MicroLinkage withDefaults(Linkage linkage) {
        return new MicroLinkage(linkage, 5_000);
    }

    /**
     * Fits.
     *
     * @param x n x d with at least two distinct rows
     */
    public MicroLinkageFit fit(Matrix x, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        MicroClusters.Cells gathered = MicroClusters.of(x, cells);
        if (gathered.sizes().length < 2) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS, "distinct rows must be >= 2, got 1");
        }
        Dendrogram dendrogram = NearestNeighborChain.run(new MatrixClusters(gathered, linkage, workers),
                gathered.means().rows());
        return new MicroLinkageFit(dendrogram, gathered.labels(), gathered.sizes());
    }
}
