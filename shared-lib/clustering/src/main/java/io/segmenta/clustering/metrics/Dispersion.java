package io.segmenta.clustering.metrics;

import io.segmenta.clustering.Inputs;
import io.segmenta.clustering.Workers;
import io.segmenta.model.Check;
import io.segmenta.model.data.Matrix;

import java.util.Arrays;

/**
 * How far rows lie from the means of their clusters and the means from one another: what the Calinski-Harabasz and the
 * Davies-Bouldin index are made of, in two passes over the data for both. Sums are double and added in row order, chunk
 * by chunk, so that any number of threads gives the same bits. Immutable.
 */
public final class Dispersion {

    private static final int CHUNK = 16_384;

    private final Partition partition;
    private final int rows;
    private final int columns;
    private final double[][] means;
    private final double within;
    private final double[] meanDistance;

    private Dispersion(Matrix x, int[] labels, Workers workers) {
        this.rows = x.rows();
        this.columns = x.columns();
        this.partition = Partition.forIndex(labels, rows);
        this.means = means(x, workers);
        int k = partition.k;
        int chunks = (rows + CHUNK - 1) / CHUNK;
        double[][] distances = new double[chunks][k + 1];
        workers.forEachBlock(chunks, chunk -> distances(x, chunk, distances[chunk]));
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

    private double[][] means(Matrix x, Workers workers) {
        int k = partition.k;
        int chunks = (rows + CHUNK - 1) / CHUNK;
        double[][] sums = new double[chunks][];
        workers.forEachBlock(chunks, chunk -> sums[chunk] = sums(x, chunk));
        double[][] means = new double[k][columns];
        for (double[] part : sums) {
            for (int j = 0; j < columns; j++) {
                for (int c = 0; c < k; c++) {
                    means[c][j] += part[j * k + c];
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

    /** Sums per column and cluster; even and odd rows apart, so that equal labels in a row do not wait for each other. */
    private double[] sums(Matrix x, int chunk) {
        int k = partition.k;
        int[] labels = partition.labels;
        int from = chunk * CHUNK;
        int to = Math.min(rows, from + CHUNK);
        double[] sums = new double[columns * k];
        double[] even = new double[k];
        double[] odd = new double[k];
        for (int j = 0; j < columns; j++) {
            float[] column = x.column(j);
            int i = from;
            for (; i + 1 < to; i += 2) {
                even[labels[i]] += column[i];
                odd[labels[i + 1]] += column[i + 1];
            }
            if (i < to) {
                even[labels[i]] += column[i];
            }
            for (int c = 0; c < k; c++) {
                sums[j * k + c] = even[c] + odd[c];
                even[c] = 0;
                odd[c] = 0;
            }
        }
        return sums;
    }

    /** Sums of distances per cluster, and of all squared distances in the last place. */
    private void distances(Matrix x, int chunk, double[] into) {
        int k = partition.k;
        int[] labels = partition.labels;
        double[] squares = new double[1024];
        double[] at = new double[k];
        int end = Math.min(rows, (chunk + 1) * CHUNK);
        for (int from = chunk * CHUNK; from < end; from += squares.length) {
            int size = Math.min(squares.length, end - from);
            Arrays.fill(squares, 0);
            for (int j = 0; j < columns; j++) {
                float[] column = x.column(j);
                for (int c = 0; c < k; c++) {
                    at[c] = means[c][j];
                }
                for (int p = 0; p < size; p++) {
                    double difference = column[from + p] - at[labels[from + p]];
                    squares[p] += difference * difference;
                }
            }
            double sum = 0;
            for (int p = 0; p < size; p++) {
                sum += squares[p];
                into[labels[from + p]] += Math.sqrt(squares[p]);
            }
            into[k] += sum;
        }
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
