package io.segmenta.clustering.manifold;

import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;

/**
 * Uniform manifold approximation and projection: rows laid out in few dimensions so that near rows stay near.
 *
 * <p>
 * The exact nearest neighbours of every row are joined in a graph whose weights fall with the distance, counted from
 * the nearest neighbour in units of the row's own scale; the two directions of an edge join as a probabilistic or. The
 * layout begins as the graph's smoothest coordinates, found by power iteration from the first principal components, and
 * follows the gradient of the cross entropy: near rows attract each other as often as their weight says, five random
 * rows repel at each step. Rows move one after another on the calling thread; the neighbours are sought by all. The
 * result has the same bits at any number of threads.
 *
 * <p>
 * Time O(n^2 d) for neighbours, O(epochs n neighbors) for the layout; memory O(n (d + neighbors)). Fewer rows than
 * neighbors + 1, NaN, infinities and magnitudes above 1e15 are refused. Coordinates mean nothing by themselves, nor do
 * distances between far groups.
 *
 * <p>
 * Reference: McInnes, Healy and Melville, "UMAP: Uniform Manifold Approximation and Projection for Dimension
 * Reduction", arXiv:1802.03426.
 *
 * @param neighbors of each row, in [1, 200]; more of them show more of the whole, less of the detail
 * @param components dimensions of the layout, in [1, 50], at most as many as columns
 * @param minDistance how near rows may lie in the layout, in [0, 1]
 * @param epochs passes over the graph, in [0, 10000]; 0 is 500 up to 10,000 rows and 200 above
 */
public record Umap(int neighbors, int components, double minDistance, int epochs) {

    private static final int SMALL = 10_000;

    public Umap {
        Check.range("neighbors", neighbors, 1, 200);
        Check.range("components", components, 1, 50);
        Check.range("minDistance", minDistance, 0.0, 1.0);
        // Beyond 16,384 passes, the rounding of single precision can make an edge due twice in one.
        Check.range("epochs", epochs, 0, 10_000);
    }

    /** Returns UMAP into two dimensions with 14 neighbours, which others call 15 by counting the row itself. */
    public static Umap withDefaults() {
        return new Umap(14, 2, 0.1, 0);
    }

    /**
     * Fits.
     *
     * @param x n x d, n > neighbors
     */
    public UmapFit fit(Matrix x, long seed, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        if (x.rows() <= neighbors) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "rows must be >= %d for neighbors=%d, got %d", neighbors + 1,
                    neighbors, x.rows());
        }
        Check.argument(components <= x.columns(), "components must not exceed the number of columns (%d), got %d",
                x.columns(), components);
        NearestNeighbors nearest = new NearestNeighbors(x);
        FuzzyGraph graph = FuzzyGraph.of(nearest.ofEach(neighbors, workers));
        int passes = epochs > 0 ? epochs : x.rows() <= SMALL ? 500 : 200;
        Curve curve = Curve.of(minDistance);
        float[][] layout = SmoothStart.of(x, graph, components, seed, workers);
        new Layout(graph, graph.heaviest(), curve, passes, seed).move(layout);
        return new UmapFit(this, x, nearest, layout, curve, seed);
    }
}
