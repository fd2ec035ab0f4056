package io.segmenta.clustering.metrics;

import io.segmenta.clustering.Inputs;
import io.segmenta.clustering.Workers;
import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.model.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much closer rows are to their own cluster than to the next one: for a row with mean Euclidean distance a to the
 * other rows of its cluster and b to the rows of the nearest other cluster, {@code (b - a) / max(a, b)}, in [-1, 1];
 * higher is better, 0 is on the border, below 0 nearer to another cluster. The silhouette of a partition is the mean
 * over its rows.
 *
 * <p>
 * Up to {@value #EXACT_ROWS} rows every row is measured; above, a seeded sample of rows drawn evenly from the clusters,
 * each measured against all rows, whose mean has the stated standard error. Distances are single precision, sums double.
 * Time O(measured n d); memory O(n d). Same bits at any number of threads. Immutable.
 * <ul>
 * <li>a row alone in its cluster has silhouette 0;
 * <li>a row with a = b = 0 has silhouette 0;
 * <li>fewer than 2 clusters, or as many as rows, are refused; NaN and infinities are refused.
 * </ul>
 *
 * <p>
 * Reference: Rousseeuw, J. Comput. Appl. Math. 20 (1987), doi:10.1016/0377-0427(87)90125-7.
 */
public final class Silhouette {

    /** Up to so many rows the result is exact. */
    public static final int EXACT_ROWS = 50_000;
    /** Least rows of a sample. */
    public static final int LEAST_SAMPLE = 1_000;

    private static final int TILE = 512;
    /** Distances added in single precision before they go to a double. */
    private static final int FLUSH = 128;

    private final int[] rows;
    private final double[] values;
    private final double mean;
    private final double standardError;
    private final boolean exact;

    private Silhouette(int[] rows, double[] values, int population) {
        this.rows = rows;
        this.values = values;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        this.mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double left = 1 - (double) values.length / population;
        this.exact = values.length == population;
        this.standardError = exact ? 0 : Math.sqrt(squares / (values.length - 1) / values.length * left);
    }

    /**
     * Measures every row of few, a sample of many.
     *
     * @param x n x d
     * @param labels n labels, >= 0
     * @param seed of the sample
     */
    public static Silhouette of(Matrix x, int[] labels, long seed, Workers workers) {
        if (x.rows() <= EXACT_ROWS) {
            return exact(x, labels, workers);
        }
        long sample = (long) EXACT_ROWS * EXACT_ROWS / x.rows();
        return sampled(x, labels, (int) Math.max(LEAST_SAMPLE, sample), seed, workers);
    }

    /** Measures every row; time grows with the square of the rows. */
    public static Silhouette exact(Matrix x, int[] labels, Workers workers) {
        Layout layout = new Layout(x, labels);
        int[] places = new int[x.rows()];
        Arrays.setAll(places, p -> p);
        return layout.measure(places, workers);
    }

    /**
     * Measures so many rows against all rows.
     *
     * @param sampleRows in [2, n]
     */
    public static Silhouette sampled(Matrix x, int[] labels, int sampleRows, long seed, Workers workers) {
        Check.range("sampleRows", sampleRows, 2, x.rows());
        Layout layout = new Layout(x, labels);
        SplittableRandom random = new SplittableRandom(seed);
        int[] places = new int[sampleRows];
        for (int s = 0; s < sampleRows; s++) {
            long from = (long) s * x.rows() / sampleRows;
            long to = (long) (s + 1) * x.rows() / sampleRows;
            places[s] = (int) (from + random.nextLong(to - from));
        }
        return layout.measure(places, workers);
    }

    /**
     * Measures some rows against one another, as if there were no others: near enough to compare partitions of the same
     * rows, at a cost that does not grow with n. The standard error is that of the mean over these rows.
     *
     * @param sample rising row numbers, of at least 2 clusters and fewer clusters than rows
     */
    public static Silhouette among(Matrix x, int[] labels, int[] sample, Workers workers) {
        int[] own = Arrays.stream(sample).map(row -> labels[row]).toArray();
        Silhouette measured = exact(x.selectRows(sample), own, workers);
        return new Silhouette(sample, measured.values, x.rows());
    }

    /** Returns the mean silhouette of the measured rows. */
    public double mean() {
        return mean;
    }

    /** Returns the standard error of the mean against that of all rows; 0 when every row was measured. */
    public double standardError() {
        return standardError;
    }

    /** Returns whether every row was measured. */
    public boolean isExact() {
        return exact;
    }

    /** Returns the measured rows, rising. */
    public int[] rows() {
        return rows.clone();
    }

    /** Returns the silhouettes of {@link #rows}. */
    public double[] values() {
        return values.clone();
    }

    /** The rows sorted by cluster, so that sums over a cluster run over neighbouring places. */
    private static final class Layout {
        private final Partition partition;
        private final int n;
        private final float[][] columns;
        private final int width;
        private final int[] start;
        private final int[] rowAt;

        Layout(Matrix x, int[] labels) {
            this.n = x.rows();
            this.partition = Partition.forIndex(labels, n);
            Inputs.finite(x);
            this.start = new int[partition.k + 1];
            for (int c = 0; c < partition.k; c++) {
                start[c + 1] = start[c] + partition.sizes[c];
            }
            int[] next = start.clone();
            this.rowAt = new int[n];
            for (int i = 0; i < n; i++) {
                rowAt[next[partition.labels[i]]++] = i;
            }
            this.columns = new float[x.columns()][n];
            for (int j = 0; j < columns.length; j++) {
                float[] from = x.column(j);
                for (int p = 0; p < n; p++) {
                    columns[j][p] = from[rowAt[p]];
                }
            }
            this.width = DistanceKernels.width(columns.length);
        }

        Silhouette measure(int[] places, Workers workers) {
            double[] byPlace = new double[places.length];
            workers.forEachBlock((places.length + TILE - 1) / TILE, tile -> {
                int from = tile * TILE;
                tile(Arrays.copyOfRange(places, from, Math.min(places.length, from + TILE)), from, byPlace);
            });
            Integer[] order = new Integer[places.length];
            Arrays.setAll(order, s -> s);
            Arrays.sort(order, (a, b) -> Integer.compare(rowAt[places[a]], rowAt[places[b]]));
            int[] rows = new int[places.length];
            double[] values = new double[places.length];
            for (int s = 0; s < rows.length; s++) {
                rows[s] = rowAt[places[order[s]]];
                values[s] = byPlace[order[s]];
            }
            return new Silhouette(rows, values, n);
        }

        /** Sums the distances of one tile of rows to each cluster, all rows of the tile side by side. */
        private void tile(int[] places, int from, double[] into) {
            float[][] x = new float[width][TILE];
            for (int j = 0; j < columns.length; j++) {
                for (int p = 0; p < places.length; p++) {
                    x[j][p] = columns[j][places[p]];
                }
            }
            float[] point = new float[width];
            float[] squares = new float[TILE];
            float[] lanes = new float[TILE];
            double[][] sums = new double[partition.k][TILE];
            for (int c = 0; c < partition.k; c++) {
                for (int first = start[c]; first < start[c + 1]; first += FLUSH) {
                    Arrays.fill(lanes, 0f);
                    for (int i = first, end = Math.min(first + FLUSH, start[c + 1]); i < end; i++) {
                        for (int j = 0; j < columns.length; j++) {
                            point[j] = columns[j][i];
                        }
                        if (width <= 8) {
                            DistanceKernels.addDistance(x, point, lanes, TILE);
                        } else {
                            DistanceKernels.squared(x, point, squares, TILE);
                            DistanceKernels.addRoots(squares, lanes, TILE);
                        }
                    }
                    for (int p = 0; p < TILE; p++) {
                        sums[c][p] += lanes[p];
                    }
                }
            }
            for (int p = 0; p < places.length; p++) {
                into[from + p] = value(sums, p, partition.labels[rowAt[places[p]]]);
            }
        }

        private double value(double[][] sums, int p, int own) {
            if (partition.sizes[own] == 1) {
                return 0;
            }
            double a = sums[own][p] / (partition.sizes[own] - 1);
            double b = Double.POSITIVE_INFINITY;
            for (int c = 0; c < partition.k; c++) {
                if (c != own) {
                    b = Math.min(b, sums[c][p] / partition.sizes[c]);
                }
            }
            double larger = Math.max(a, b);
            return larger == 0 ? 0 : (b - a) / larger;
        }
    }
}
