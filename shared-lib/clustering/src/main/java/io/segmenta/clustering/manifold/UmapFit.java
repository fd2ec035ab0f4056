package io.segmenta.clustering.manifold;

import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.stream.IntStream;

/** What UMAP learned from n rows of d columns: where each of them lies. Keeps the rows, for new ones. Immutable. */
public final class UmapFit {

    private static final int SMALL = 10_000;
    /** Rows whose neighbours are held at once. */
    private static final int STRETCH = 16_384;

    private final Umap umap;
    private final Matrix x;
    private final NearestNeighbors nearest;
    private final float[][] layout;
    private final Curve curve;
    private final long seed;

    UmapFit(Umap umap, Matrix x, NearestNeighbors nearest, float[][] layout, Curve curve, long seed) {
        this.umap = umap;
        this.x = x;
        this.nearest = nearest;
        this.layout = layout;
        this.curve = curve;
        this.seed = seed;
    }

    /** Returns a copy of the layout, n x components. */
    public float[][] layout() {
        float[][] copy = new float[layout.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = layout[i].clone();
        }
        return copy;
    }

    /**
     * Lays out new rows among the rows of the fit, which stay where they are. Each new row begins at the mean of its
     * neighbours; the other new rows play no part in its place, but more than 10,000 at once make fewer passes each,
     * and the random numbers drawn go by the number of the row. Time O(m (n d + epochs neighbors)); beside the result,
     * memory does not grow with m above {@value #STRETCH} rows.
     *
     * @param rows m x d
     * @return m x components
     */
    public float[][] transform(Matrix rows, Workers workers) {
        Check.argument(rows.columns() == x.columns(), "rows must have %d columns, got %d", x.columns(), rows.columns());
        Inputs.atLeastRows(rows, 1);
        Inputs.finite(rows);
        int m = rows.rows();
        int passes = umap.epochs() > 0 ? Math.max(1, umap.epochs() / 3) : m <= SMALL ? 100 : 30;
        float[][] placed = new float[m][];
        for (int from = 0; from < m; from += STRETCH) {
            int[] some = IntStream.range(from, Math.min(m, from + STRETCH)).toArray();
            float[][] part = place(some.length == m ? rows : rows.selectRows(some), from, passes, workers);
            System.arraycopy(part, 0, placed, from, part.length);
        }
        return placed;
    }

    private float[][] place(Matrix rows, int first, int passes, Workers workers) {
        int k = Math.min(umap.neighbors() + 1, x.rows());
        FuzzyGraph graph = FuzzyGraph.towards(nearest.of(rows, k, workers));
        float[][] placed = new float[rows.rows()][umap.components()];
        for (int i = 0; i < placed.length; i++) {
            float sum = 0f;
            for (int p = graph.start()[i]; p < graph.start()[i + 1]; p++) {
                sum += graph.weight()[p];
            }
            for (int p = graph.start()[i]; p < graph.start()[i + 1]; p++) {
                for (int c = 0; c < placed[i].length; c++) {
                    placed[i][c] += graph.weight()[p] / sum * layout[graph.end()[p]][c];
                }
            }
        }
        new Layout(graph, 1f, curve, passes, seed).move(placed, first, layout, workers);
        return placed;
    }
}
