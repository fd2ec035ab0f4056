package io.segmenta.clustering.neighbors;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Finds nearest rows by measuring every distance, in single precision; those of the rows found are measured again in
 * double precision and put in order by it. Time O(n d) per query, in parallel over queries; the same bits at any number
 * of threads. Immutable and safe for use by several threads.
 */
public final class NearestNeighbors {

    private static final int BLOCK = 2_048;
    private static final int QUERIES = 32;

    private final Matrix x;
    /** [block][column][row in block] */
    private final float[][][] blocks;

    /** @param x n x d finite values */
    public NearestNeighbors(Matrix x) {
        this.x = Check.notNull(x, "x");
        this.blocks = new float[(x.rows() + BLOCK - 1) / BLOCK][][];
        for (int b = 0; b < blocks.length; b++) {
            int from = b * BLOCK;
            int size = size(b);
            float[][] columns = new float[x.columns()][];
            for (int j = 0; j < columns.length; j++) {
                columns[j] = Arrays.copyOfRange(x.column(j), from, from + size);
            }
            blocks[b] = DistanceKernels.padded(columns, size);
        }
    }

    private int size(int block) {
        return Math.min(BLOCK, x.rows() - block * BLOCK);
    }

    /**
     * Returns the k nearest other rows of each row.
     *
     * @param k in [1, n - 1]
     */
    public Neighbors ofEach(int k, Workers workers) {
        Check.range("k", k, 1, x.rows() - 1);
        return search(x, k, true, workers);
    }

    /**
     * Returns the k nearest rows of each query.
     *
     * @param queries m x d
     * @param k in [1, n]
     */
    public Neighbors of(Matrix queries, int k, Workers workers) {
        Check.range("k", k, 1, x.rows());
        Check.argument(queries.columns() == x.columns(), "queries must have %d columns, got %d", x.columns(),
                queries.columns());
        return search(queries, k, false, workers);
    }

    private Neighbors search(Matrix queries, int k, boolean own, Workers workers) {
        int m = queries.rows();
        int[][] rows = new int[m][];
        double[][] distances = new double[m][];
        workers.forEachBlock((m + QUERIES - 1) / QUERIES, part -> {
            float[] point = new float[DistanceKernels.width(x.columns())];
            float[] squares = new float[BLOCK];
            float[] query = new float[x.columns()];
            Nearest nearest = new Nearest(k);
            for (int i = part * QUERIES, end = Math.min(m, i + QUERIES); i < end; i++) {
                queries.row(i, query);
                System.arraycopy(query, 0, point, 0, query.length);
                nearest.clear();
                for (int b = 0; b < blocks.length; b++) {
                    DistanceKernels.squared(blocks[b], point, squares, size(b));
                    nearest.offer(squares, size(b), b * BLOCK, own ? i : -1);
                }
                rows[i] = new int[k];
                distances[i] = new double[k];
                exact(query, nearest, rows[i], distances[i]);
            }
        });
        return new Neighbors(rows, distances);
    }

    private void exact(float[] query, Nearest nearest, int[] rows, double[] distances) {
        for (int place = 0; place < rows.length; place++) {
            int row = nearest.row[place];
            double sum = 0;
            for (int j = 0; j < query.length; j++) {
                double difference = (double) query[j] - x.get(row, j);
                sum += difference * difference;
            }
            int at = place;
            while (at > 0 && (sum < distances[at - 1] || (sum == distances[at - 1] && row < rows[at - 1]))) {
                distances[at] = distances[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            distances[at] = sum;
            rows[at] = row;
        }
        for (int place = 0; place < distances.length; place++) {
            distances[place] = Math.sqrt(distances[place]);
        }
    }

    /** The k least of the squares offered, sorted; of equal ones those offered first. */
    private static final class Nearest {
        private final float[] square;
        private final int[] row;

        Nearest(int k) {
            this.square = new float[k];
            this.row = new int[k];
        }

        void clear() {
            Arrays.fill(square, Float.POSITIVE_INFINITY);
        }

        void offer(float[] squares, int size, int first, int left) {
            int last = square.length - 1;
            float limit = square[last];
            for (int p = 0; p < size; p++) {
                if (squares[p] < limit && first + p != left) {
                    insert(squares[p], first + p);
                    limit = square[last];
                }
            }
        }

        private void insert(float value, int number) {
            int at = square.length - 1;
            while (at > 0 && value < square[at - 1]) {
                square[at] = square[at - 1];
                row[at] = row[at - 1];
                at--;
            }
            square[at] = value;
            row[at] = number;
        }
    }
}
