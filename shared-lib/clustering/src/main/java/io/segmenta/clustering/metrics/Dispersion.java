package io.segmenta.clustering.metrics;

import io.segmenta.clustering.kernel.LabelKernels;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How far rows lie from the means of their clusters and the means from one another: what the Calinski-Harabasz and the
 * Davies-Bouldin index are made of, in two passes over the data for both. Sums are double and added in row order, chunk
 * by chunk, so that any number of threads gives the same bits. Immutable.
 */
public final class Dispersion {

    private static final int CHUNK = 16_384;
    /** Rows whose distances are held at once. */
    private static final int TILE = 1024;

    private final Partition partition;
    private final int rows;
    private final int columns;
    private final float[][] values;
    private final double[][] means;
    private final double within;
    private final double[] meanDistance;

    private Dispersion(Matrix x, int[] labels, Workers workers) {
        this.rows = x.rows();
        this.columns = x.columns();
        this.partition = Partition.forIndex(labels, rows);
        this.values = new float[columns][];
        Arrays.setAll(values, x::column);
        this.means = means(workers);
        int k = partition.k;
        int chunks = (rows + CHUNK - 1) / CHUNK;
        double[][] distances = new double[chunks][k + 1];
        double[] flatMeans = Stream.of(means).flatMapToDouble(Arrays::stream).toArray();
        workers.forEachBlock(chunks, chunk -> distances(chunk, flatMeans, distances[chunk]));
        this.meanDistance = new double[k];
        double squares = 0;
        for (double[] part : distances) {
            for (int c = 0; c < k; c++) {
                meanDistance[c] += part[c] / partition.sizes[c];
            }
            squares += part[k];
        }
        if (!Double.isFinite(squares)) {
            Inputs.finite(x);
        }
        this.within = squares;
    }

    /**
     * Measures a partition.
     *
     * @param x n x d
     * @param labels n labels, >= 0, of at least 2 and at most n - 1 clusters
     */
    public static Dispersion of(Matrix x, int[] labels, Workers workers) {
        Check.notNull(x, "x");
        return new Dispersion(x, labels, workers);
    }

    /** Returns the sum of squared Euclidean distances of rows to the means of their clusters. */
    public double withinSumOfSquares() {
        return within;
    }

    /** As {@link CalinskiHarabasz}. */
    public double calinskiHarabasz() {
        int k = partition.k;
        double[] centre = new double[columns];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < columns; j++) {
                centre[j] += means[c][j] * partition.sizes[c] / rows;
            }
        }
        double between = 0;
        for (int c = 0; c < k; c++) {
            between += partition.sizes[c] * squaredDistance(means[c], centre);
        }
        return within == 0 ? 1.0 : between / (k - 1) / (within / (rows - k));
    }

    /** As {@link DaviesBouldin}. */
    public double daviesBouldin() {
        int k = partition.k;
        double sum = 0;
        for (int a = 0; a < k; a++) {
            double worst = 0;
            for (int b = 0; b < k; b++) {
                double apart = a == b ? 0 : Math.sqrt(squaredDistance(means[a], means[b]));
                if (apart > 0) {
                    worst = Math.max(worst, (meanDistance[a] + meanDistance[b]) / apart);
                }
            }
            sum += worst;
        }
        return sum / k;
    }

    private double[][] means(Workers workers) {
        int k = partition.k;
        int chunks = (rows + CHUNK - 1) / CHUNK;
        double[][] sums = new double[chunks][k * columns];
        workers.forEachBlock(chunks, chunk -> LabelKernels.addRows(values, columns, partition.labels, chunk * CHUNK,
                Math.min(rows, (chunk + 1) * CHUNK), sums[chunk], columns));
        double[][] means = new double[k][columns];
        for (double[] part : sums) {
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < columns; j++) {
                    means[c][j] += part[c * columns + j];
                }
            }
        }
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < columns; j++) {
                means[c][j] /= partition.sizes[c];
            }
        }
        return means;
    }

    /** Sums of distances per cluster, and of all squared distances in the last place. */
    private void distances(int chunk, double[] flatMeans, double[] into) {
        int[] labels = partition.labels;
        double[] squares = new double[TILE];
        double[] roots = new double[TILE];
        double[] even = new double[partition.k];
        double[] odd = new double[partition.k];
        int end = Math.min(rows, (chunk + 1) * CHUNK);
        double sum = 0;
        for (int from = chunk * CHUNK; from < end; from += TILE) {
            int size = Math.min(TILE, end - from);
            LabelKernels.squared(values, columns, labels, from, from + size, flatMeans, squares);
            Arrays.fill(squares, size, TILE, 0);
            roots(squares, roots);
            sum += sum(squares);
            int paired = size & ~1;
            for (int p = 0; p < paired; p += 2) {
                even[labels[from + p]] += roots[p];
                odd[labels[from + p + 1]] += roots[p + 1];
            }
            if (paired < size) {
                even[labels[from + paired]] += roots[paired];
            }
        }
        for (int c = 0; c < partition.k; c++) {
            into[c] = even[c] + odd[c];
        }
        into[partition.k] = sum;
    }

    private static void roots(double[] squares, double[] roots) {
        for (int p = 0; p < TILE; p++) {
            roots[p] = Math.sqrt(squares[p]);
        }
    }

    /** Four partial sums, that do not wait for one another. */
    private static double sum(double[] values) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int p = 0; p < TILE; p += 4) {
            a += values[p];
            b += values[p + 1];
            c += values[p + 2];
            d += values[p + 3];
        }
        return a + b + (c + d);
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
