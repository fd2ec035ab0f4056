package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Centroids that learn from rows as they come: from a model and new rows, or from many rows a batch at a time.
 *
 * <p>
 * Each row of a batch goes to the nearest centroid as it was before the batch, the lower of equals; a centroid then
 * moves to the mean of the rows it stands for, old and new, each counting once. Centroids keep their number, so that
 * segments keep theirs; none is added or dropped. With one batch of all rows and weights 0 it is a step of Lloyd's
 * algorithm.
 *
 * <p>
 * Time O(b k d) for a batch of b rows; memory O(k d). Sums are double, in row order: the same bits in every run.
 * Immutable: {@link #with} gives a new object.
 *
 * <p>
 * Reference: Sculley, "Web-scale k-means clustering", WWW 2010, doi:10.1145/1772690.1772862.
 */
public final class CentroidUpdate {

    private final double[][] centroids;
    private final double[] weights;

    private CentroidUpdate(double[][] centroids, double[] weights) {
        this.centroids = centroids;
        this.weights = weights;
    }

    /**
     * Starts from centroids.
     *
     * @param centroids k x d, finite
     * @param weights how many rows each stands for, >= 0: the more, the less new rows move it; fewer than the true
     * number let it forget
     */
    public static CentroidUpdate from(float[][] centroids, double[] weights) {
        Check.argument(centroids.length >= 1, "at least one centroid is needed, got none");
        Check.argument(weights.length == centroids.length, "%d weights for %d centroids; there must be as many",
                weights.length,
                centroids.length);
        double[][] copy = new double[centroids.length][centroids[0].length];
        for (int c = 0; c < copy.length; c++) {
            Check.argument(centroids[c].length == copy[0].length, "centroid %d has %d features, the first has %d", c,
                    centroids[c].length, copy[0].length);
            Check.range("weight", weights[c], 0, Double.MAX_VALUE);
            for (int j = 0; j < copy[c].length; j++) {
                Check.argument(Float.isFinite(centroids[c][j]), "centroid %d must hold finite numbers, got %s", c,
                        centroids[c][j]);
                copy[c][j] = centroids[c][j];
            }
        }
        return new CentroidUpdate(copy, weights.clone());
    }

    /**
     * Fits k-means a batch at a time: a start of greedy k-means++ on the first batch, or on all rows where it holds
     * fewer than k distinct ones, then passes over the rows in drawn order. Nearly the inertia of {@link KMeans} in a
     * fraction of its passes.
     *
     * @param x n x d, n >= k
     * @param batch rows of a batch, >= k
     * @param passes over the rows, >= 1
     * @param seed of the order and the start
     */
    public static CentroidUpdate miniBatch(Matrix x, int k, int batch, int passes, long seed, Workers workers) {
        Inputs.atLeastRows(x, k);
        Check.range("batch", batch, k, Integer.MAX_VALUE);
        Check.range("passes", passes, 1, 1_000_000);
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[x.rows()];
        CentroidUpdate update = null;
        for (int pass = 0; pass < passes; pass++) {
            shuffle(order, random);
            for (int from = 0; from < order.length; from += batch) {
                Matrix rows = x.selectRows(Arrays.copyOfRange(order, from, Math.min(order.length, from + batch)));
                if (update == null) {
                    Matrix start = DistinctRows.count(rows, k) < k ? x : rows;
                    update = from(new KMeans(k, 10, 0, 3).fit(start, seed, workers).centroids(), new double[k]);
                }
                update = update.with(rows);
            }
        }
        return Check.notNull(update, "update");
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    /**
     * Learns from rows.
     *
     * @param rows b x d
     */
    public CentroidUpdate with(Matrix rows) {
        int d = centroids[0].length;
        Check.argument(rows.columns() == d, "rows have %d features, centroids have %d", rows.columns(), d);
        Inputs.finite(rows);
        double[][] sums = new double[centroids.length][d];
        double[] counts = new double[centroids.length];
        float[] row = new float[d];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            int nearest = nearest(row);
            counts[nearest]++;
            for (int j = 0; j < d; j++) {
                sums[nearest][j] += row[j];
            }
        }
        double[][] moved = new double[centroids.length][];
        double[] heavier = weights.clone();
        for (int c = 0; c < moved.length; c++) {
            moved[c] = centroids[c].clone();
            heavier[c] += counts[c];
            for (int j = 0; j < d && counts[c] > 0; j++) {
                moved[c][j] += (sums[c][j] - counts[c] * moved[c][j]) / heavier[c];
            }
        }
        return new CentroidUpdate(moved, heavier);
    }

    /** Returns the nearest centroid of each row, the lower of equals. */
    public int[] labels(Matrix rows) {
        int[] labels = new int[rows.rows()];
        float[] row = new float[rows.columns()];
        for (int i = 0; i < labels.length; i++) {
            rows.row(i, row);
            labels[i] = nearest(row);
        }
        return labels;
    }

    private int nearest(float[] row) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.length; c++) {
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = row[j] - centroids[c][j];
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                nearest = c;
            }
        }
        return nearest;
    }

    /** Returns the centroids, k x d. */
    public float[][] centroids() {
        float[][] copy = new float[centroids.length][centroids[0].length];
        for (int c = 0; c < copy.length; c++) {
            for (int j = 0; j < copy[c].length; j++) {
                copy[c][j] = (float) centroids[c][j];
            }
        }
        return copy;
    }

    /** Returns how many rows each centroid stands for. */
    public double[] weights() {
        return weights.clone();
    }
}
