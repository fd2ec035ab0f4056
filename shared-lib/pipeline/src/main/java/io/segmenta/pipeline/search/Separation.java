package io.segmenta.pipeline.search;

import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.neighbors.Neighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How well segments of any shape are separated, which compares algorithms at one number of segments and favours none:
 * on the graph that joins each row with its 10 nearest, the mean over segments of the share of a segment's edges that
 * lead out of it (its conductance). In [0, 1], lower is better; 0 when no segment has a near row in another. Unlike the
 * silhouette it does not prefer round segments, and splitting off a few rows does not pay.
 *
 * <p>
 * Measured on at most 5,000 rows, drawn once; a segment of which none was drawn counts 1. Time O(s^2 d) for s rows
 * drawn. Same bits at any number of threads. Immutable.
 *
 * <p>
 * Reference: Shi and Malik, "Normalized cuts and image segmentation", IEEE Trans. Pattern Anal. 22 (2000),
 * doi:10.1109/34.868688.
 */
public final class Separation {
    private static final int MOST_ROWS = 5_000;
    private static final int NEIGHBORS = 10;

    private final int[] rows;
    private final int[][] nearest;

    private Separation(int[] rows, int[][] nearest) {
        this.rows = rows;
        this.nearest = nearest;
    }

    /**
     * Joins rows.
     *
     * @param x n x d, n >= 2
     * @param seed of the draw
     */
    public static Separation of(Matrix x, long seed, Workers workers) {
        int[] rows = RowSample.of(x.rows(), MOST_ROWS, new SplittableRandom(seed));
        Matrix drawn = rows.length == x.rows() ? x : x.selectRows(rows);
        Neighbors neighbors = new NearestNeighbors(drawn).ofEach(Math.min(NEIGHBORS, rows.length - 1), workers);
        return new Separation(rows, neighbors.rows());
    }

    /**
     * Measures.
     *
     * @param labels n numbers in [0, k), negative for rows outside every segment: an edge to one of them leads out
     * @return the mean conductance
     */
    public double conductance(int[] labels, int k) {
        long[] out = new long[k];
        long[] all = new long[k];
        for (int i = 0; i < rows.length; i++) {
            int own = labels[rows[i]];
            for (int neighbor : nearest[i]) {
                int other = labels[rows[neighbor]];
                count(own, own != other, all, out);
                count(other, own != other, all, out);
            }
        }
        double[] shares = new double[k];
        Arrays.setAll(shares, c -> all[c] == 0 ? 1 : out[c] / (double) all[c]);
        return Arrays.stream(shares).sum() / k;
    }

    private static void count(int segment, boolean leads, long[] all, long[] out) {
        if (segment >= 0) {
            all[segment]++;
            out[segment] += leads ? 1 : 0;
        }
    }
}
