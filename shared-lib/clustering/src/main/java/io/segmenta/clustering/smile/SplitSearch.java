package io.segmenta.clustering.smile;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;

/**
 * What X-means and G-means have in common: Smile finds centroids on a sample, k-means goes on from them on all rows.
 */
final class SplitSearch {

    /** Rows that k is found on. */
    static final int SEARCHED_ROWS = 10_000;
    /** Bytes for each row of what Smile's two trees of boxes hold beside their values. */
    static final int NODES = 2_000;

    /** Of the mean variance of the columns, as in {@link KMeans#withDefaults}. */
    private static final double TOLERANCE = 1e-4;
    private static final double NOISE = 1e-6;

    /** One of Smile's functions. */
    @FunctionalInterface
    interface Splitting {
        CentroidClustering<double[], double[]> fit(double[][] rows, Clustering.Options options);
    }

    private final int maxIterations;
    private final Splitting splitting;

    SplitSearch(int maxIterations, Splitting splitting) {
        this.maxIterations = maxIterations;
        this.splitting = splitting;
    }

    KMeansFit fit(Matrix x, int kMax, long seed, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = RowSample.of(x.rows(), SEARCHED_ROWS, random);
        Matrix sample = drawn.length == x.rows() ? x : x.selectRows(drawn);
        float[][] centroids = DistinctRows.count(sample, 2) < 2 ? new float[1][x.columns()]
                : centroids(sample, kMax, random, seed);
        float[][] used = used(sample, centroids);
        return new KMeans(used.length, maxIterations, TOLERANCE, 1).fitFrom(x, used, workers);
    }

    /** Returns the centroids that Smile finds, in the units of the matrix. */
    private float[][] centroids(Matrix x, int kMax, SplittableRandom random, long seed) {
        double[] least = new double[x.columns()];
        double variance = 0;
        for (int j = 0; j < least.length; j++) {
            least[j] = least(x.column(j));
            variance += variance(x.column(j)) / least.length;
        }
        int scale = -Math.getExponent(Math.sqrt(variance));
        double[][] rows = RowDraw.doubles(x);
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.scalb(row[j] - least[j], scale) + NOISE * random.nextGaussian();
            }
        }
        Clustering.Options options = new Clustering.Options(kMax, maxIterations, TOLERANCE, null);
        double[][] centers = SmileCall.seeded(seed, () -> splitting.fit(rows, options)).centers();
        float[][] centroids = new float[centers.length][least.length];
        for (int c = 0; c < centers.length; c++) {
            for (int j = 0; j < least.length; j++) {
                centroids[c][j] = (float) (least[j] + Math.scalb(centers[c][j], -scale));
            }
        }
        return centroids;
    }

    private static double least(float[] column) {
        double least = column[0];
        for (float value : column) {
            least = Math.min(least, value);
        }
        return least;
    }

    /** Returns the mean squared distance from the mean. */
    private static double variance(float[] column) {
        double mean = 0;
        for (float value : column) {
            mean += value / (double) column.length;
        }
        double sum = 0;
        for (float value : column) {
            sum += (value - mean) * (value - mean);
        }
        return sum / column.length;
    }

    /** Returns the centroids that are the nearest of some row. */
    private static float[][] used(Matrix x, float[][] centroids) {
        boolean[] used = new boolean[centroids.length];
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.row(i, row);
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centroids.length; c++) {
                double square = RowDraw.square(row, centroids[c]);
                if (square < least) {
                    least = square;
                    nearest = c;
                }
            }
            used[nearest] = true;
        }
        return IntStream.range(0, used.length).filter(c -> used[c]).mapToObj(c -> centroids[c])
                .toArray(float[][]::new);
    }

    static long bytes(long n, int d, int k) {
        long searched = Math.min(n, SEARCHED_ROWS);
        return searched * (NODES + 130L * d) + 4 * n * (d + 2L) + 16L * k * d;
    }
}
