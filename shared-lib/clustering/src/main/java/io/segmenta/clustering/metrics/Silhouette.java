package io.segmenta.clustering.metrics;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much closer rows are to their own cluster than to the next one: for a row with mean Euclidean distance a to the
 * other rows of its cluster and b to the rows of the nearest other cluster, {@code (b - a) / max(a, b)}, in [-1, 1];
 * higher is better, 0 is on the border, below 0 nearer to another cluster. The silhouette of a partition is the mean
 * over its rows.
 *
 * <p>
 * {@link #of} measures every row of up to {@value #EXACT_ROWS}; above, a seeded sample of rows drawn evenly from the
 * clusters, each against all rows, whose mean has the stated standard error. Above 32 columns there are fewer of them,
 * so that (rows measured) n d stays below 8e10, but no fewer than {@value #LEAST_SAMPLE}. Distances are single
 * precision, sums double. Time O(measured n d); memory O(n d). Same bits at any number of threads. Immutable.
 * <ul>
 * <li>a row alone in its cluster has silhouette 0;
 * <li>a row with a = b = 0 has silhouette 0;
 * <li>fewer than 2 clusters, or as many as rows, are refused; NaN and infinities are refused.
 * </ul>
 *
 * <p>
 * Reference: Rousseeuw, J. Comput. Appl. Math. 20 (1987), doi:10.1016/0377-0427(87)90125-7.
 *
 * <p>
 * For example:
 * {@snippet class = "io.segmenta.clustering.SnippetsTest" region = "silhouette"}
 */
public final class Silhouette {

    /** Up to so many rows the result is exact. */
    public static final int EXACT_ROWS = 50_000;
    /** Least rows of a sample. */
    public static final int LEAST_SAMPLE = 1_000;
    /** Most rows of a sample: the standard error of their mean is a few thousandths. */
    private static final int MOST_SAMPLE = 10_000;

    private static final int TILE = 512;
    /** Rows whose distances to a tile are formed together, so that eight columns of it stay in the cache. */
    private static final int POINTS = 8;
    /** Clusters, of all partitions measured together, whose sums a thread holds. */
    private static final int CLUSTERS_AT_ONCE = 256;
    /** Rows measured times rows times columns; up to 32 columns it does not bind. */
    private static final double MOST_PRODUCTS = 32.0 * EXACT_ROWS * EXACT_ROWS;
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
        double perRow = (double) x.rows() * x.columns();
        long affordable = Math.max(LEAST_SAMPLE, (long) (MOST_PRODUCTS / perRow));
        if (x.rows() <= Math.min(EXACT_ROWS, affordable)) {
            return exact(x, labels, workers);
        }
        long sample = Math.min(MOST_SAMPLE, (long) EXACT_ROWS * EXACT_ROWS / x.rows());
        return sampled(x, labels, (int) Math.max(LEAST_SAMPLE, Math.min(sample, affordable)), seed, workers);
    }

    /** Measures every row; time grows with the square of the rows. */
    public static Silhouette exact(Matrix x, int[] labels, Workers workers) {
        return exact(x, List.of(labels), workers).getFirst();
    }

    /** Measures every row in several partitions, for little more than the cost of one. */
    public static List<Silhouette> exact(Matrix x, List<int[]> labels, Workers workers) {
        int[] all = new int[x.rows()];
        Arrays.setAll(all, i -> i);
        return measure(x, labels, all, workers);
    }

    /**
     * Measures so many rows against all rows.
     *
     * @param sampleRows in [2, n]
     */
    public static Silhouette sampled(Matrix x, int[] labels, int sampleRows, long seed, Workers workers) {
        Check.range("sampleRows", sampleRows, 2, x.rows());
        int[] byCluster = byCluster(Partition.forIndex(labels, x.rows()));
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = new int[sampleRows];
        for (int s = 0; s < sampleRows; s++) {
            long from = (long) s * x.rows() / sampleRows;
            long to = (long) (s + 1) * x.rows() / sampleRows;
            rows[s] = byCluster[(int) (from + random.nextLong(to - from))];
        }
        Arrays.sort(rows);
        return measure(x, List.of(labels), rows, workers).getFirst();
    }

    private static int[] byCluster(Partition partition) {
        int[] next = new int[partition.k];
        for (int c = 1; c < partition.k; c++) {
            next[c] = next[c - 1] + partition.sizes[c - 1];
        }
        int[] rows = new int[partition.labels.length];
        for (int i = 0; i < rows.length; i++) {
            rows[next[partition.labels[i]]++] = i;
        }
        return rows;
    }

    /**
     * Measures some rows against one another in several partitions, as if there were no others: near enough to compare
     * partitions of the same rows, at a cost that does not grow with n. The standard error is that of the mean over
     * these rows.
     *
     * @param sample rising row numbers, of at least 2 clusters and fewer clusters than rows in every partition
     */
    public static List<Silhouette> among(Matrix x, List<int[]> labels, int[] sample, Workers workers) {
        List<int[]> own = labels.stream()
                .map(one -> Arrays.stream(sample).map(row -> one[row]).toArray()).toList();
        return exact(x.selectRows(sample), own, workers).stream()
                .map(measured -> new Silhouette(sample, measured.values, x.rows())).toList();
    }

    private static List<Silhouette> measure(Matrix x, List<int[]> labels, int[] rows, Workers workers) {
        Inputs.finite(x);
        List<Silhouette> measured = new ArrayList<>();
        List<Partition> together = new ArrayList<>();
        int clusters = 0;
        for (int s = 0; s < labels.size(); s++) {
            Partition partition = Partition.forIndex(labels.get(s), x.rows());
            together.add(partition);
            clusters += partition.k;
            if (s == labels.size() - 1 || clusters >= CLUSTERS_AT_ONCE) {
                for (double[] values : new Distances(x, together).silhouettes(rows, workers)) {
                    measured.add(new Silhouette(rows, values, x.rows()));
                }
                together.clear();
                clusters = 0;
            }
        }
        return measured;
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

    /** Distances of rows to all rows, summed over the clusters of several partitions at once. */
    private static final class Distances {
        private final float[][] columns;
        private final int n;
        private final int width;
        private final List<Partition> partitions;

        Distances(Matrix x, List<Partition> partitions) {
            this.n = x.rows();
            this.columns = new float[x.columns()][];
            Arrays.setAll(columns, x::column);
            this.width = DistanceKernels.width(columns.length);
            this.partitions = partitions;
        }

        /** Returns for each partition the silhouettes of the rows given. */
        double[][] silhouettes(int[] rows, Workers workers) {
            double[][] values = new double[partitions.size()][rows.length];
            workers.forEachBlock((rows.length + TILE - 1) / TILE, tile -> {
                int from = tile * TILE;
                tile(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + TILE)), from, values);
            });
            return values;
        }

        /** Measures one tile of rows, all of them side by side. */
        private void tile(int[] rows, int from, double[][] into) {
            float[][] x = new float[width][TILE];
            for (int j = 0; j < columns.length; j++) {
                for (int p = 0; p < rows.length; p++) {
                    x[j][p] = columns[j][rows[p]];
                }
            }
            List<Sums> sums = partitions.stream().map(Sums::new).toList();
            float[][] points = new float[POINTS][width];
            float[][] distances = new float[POINTS][TILE];
            for (int first = 0; first < n; first += POINTS) {
                int count = Math.min(POINTS, n - first);
                for (int j = 0; j < columns.length; j++) {
                    for (int b = 0; b < count; b++) {
                        points[b][j] = columns[j][first + b];
                    }
                }
                if (width <= 8 && sums.size() == 1) {
                    for (int b = 0; b < count; b++) {
                        DistanceKernels.addDistance(x, points[b], sums.getFirst().lanes(first + b), TILE);
                    }
                    continue;
                }
                DistanceKernels.squared(x, points, count, distances, TILE);
                for (int b = 0; b < count; b++) {
                    DistanceKernels.roots(distances[b]);
                    for (Sums one : sums) {
                        add(distances[b], one.lanes(first + b));
                    }
                }
            }
            for (int s = 0; s < into.length; s++) {
                sums.get(s).finish();
                for (int p = 0; p < rows.length; p++) {
                    into[s][from + p] = sums.get(s).silhouette(p, rows[p]);
                }
            }
        }

        private static void add(float[] distances, float[] lanes) {
            for (int p = 0; p < TILE; p++) {
                lanes[p] += distances[p];
            }
        }
    }

    /** Sums of the distances of a tile's rows to each cluster of a partition. */
    private static final class Sums {
        private final Partition partition;
        private final float[][] lanes;
        private final int[] pending;
        private final double[][] sums;

        Sums(Partition partition) {
            this.partition = partition;
            this.lanes = new float[partition.k][TILE];
            this.pending = new int[partition.k];
            this.sums = new double[partition.k][TILE];
        }

        /** Returns where the distances to a row are to be added. */
        float[] lanes(int row) {
            int c = partition.labels[row];
            if (pending[c] == FLUSH) {
                flush(c);
            }
            pending[c]++;
            return lanes[c];
        }

        void finish() {
            for (int c = 0; c < partition.k; c++) {
                flush(c);
            }
        }

        private void flush(int c) {
            for (int p = 0; p < TILE; p++) {
                sums[c][p] += lanes[c][p];
            }
            Arrays.fill(lanes[c], 0f);
            pending[c] = 0;
        }

        double silhouette(int p, int row) {
            int own = partition.labels[row];
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
