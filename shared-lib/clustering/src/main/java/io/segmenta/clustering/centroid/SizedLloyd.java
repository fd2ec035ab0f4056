package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/** One run of k-means within bounds of size: exact labels and means in turn. */
final class SizedLloyd {

    private final Matrix x;
    private final SizeBounds bounds;
    /** [cluster][row]: the squared distance. */
    private final double[][] cost;
    private double[][] centroids;
    private double[] prices;
    private int[] labels = {};
    private double inertia;

    private SizedLloyd(Matrix x, SizeBounds bounds, float[][] start) {
        this.x = x;
        this.bounds = bounds;
        cost = new double[start.length][x.rows()];
        centroids = new double[start.length][x.columns()];
        for (int c = 0; c < start.length; c++) {
            for (int j = 0; j < x.columns(); j++) {
                centroids[c][j] = start[c][j];
            }
        }
        prices = new double[start.length];
    }

    /**
     * Runs every start and returns the run of least inertia, the first of several. Where fewer rows differ than there
     * are clusters, as in a sample may be, the first start is the only one.
     */
    static SizedLloyd best(SizedKMeans settings, Matrix x, float[][] first, long seed, Workers workers) {
        KMeans kMeans = settings.kMeans();
        Blocks blocks = Blocks.of(x, null, workers);
        int starts = DistinctRows.count(x, first.length) < first.length ? 1 : kMeans.restarts();
        SizedLloyd[] runs = new SizedLloyd[starts];
        workers.forEachBlock(runs.length, restart -> {
            SplittableRandom random = new SplittableRandom(seed + restart);
            float[][] start = restart == 0 ? first : Seeding.choose(blocks, first.length, random);
            SizedLloyd run = new SizedLloyd(x, settings.bounds(), start);
            run.run(kMeans.maxIterations(), kMeans.tolerance() * blocks.meanVariance());
            runs[restart] = run;
        });
        SizedLloyd best = runs[0];
        for (SizedLloyd run : runs) {
            best = run.inertia < best.inertia ? run : best;
        }
        return best;
    }

    /** Ends when no label changes, the inertia no longer falls, or the centroids move no more than the tolerance. */
    private void run(int maxIterations, double tolerance) {
        double before = Double.POSITIVE_INFINITY;
        double moved = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < maxIterations && moved > tolerance; iteration++) {
            int[] last = labels;
            assign();
            double[][] means = means(x, labels, centroids.length);
            moved = squared(means, centroids);
            centroids = means;
            inertia = inertia(x, labels, centroids);
            if (Arrays.equals(last, labels) || inertia >= before) {
                break;
            }
            before = inertia;
        }
    }

    private void assign() {
        measure(x, centroids, 0, x.rows(), cost);
        SizedAssignment assignment = new SizedAssignment(cost, bounds, prices);
        labels = assignment.solve();
        prices = assignment.prices();
    }

    SizedKMeansFit fit(boolean exact) {
        return fit(centroids, labels, inertia, exact);
    }

    static SizedKMeansFit fit(double[][] centroids, int[] labels, double inertia, boolean exact) {
        float[][] rounded = new float[centroids.length][centroids[0].length];
        for (int c = 0; c < rounded.length; c++) {
            for (int j = 0; j < rounded[c].length; j++) {
                rounded[c][j] = (float) centroids[c][j];
            }
        }
        return new SizedKMeansFit(rounded, labels, inertia, true, exact);
    }

    double[][] centroids() {
        return centroids;
    }

    double[] prices() {
        return prices;
    }

    /** Writes the squared distances of rows [from, to) to every centroid, [cluster][row - from]. */
    static void measure(Matrix x, double[][] centroids, int from, int to, double[][] into) {
        for (int c = 0; c < centroids.length; c++) {
            double[] distance = into[c];
            Arrays.fill(distance, 0);
            for (int j = 0; j < x.columns(); j++) {
                float[] column = x.column(j);
                double centre = centroids[c][j];
                for (int i = from; i < to; i++) {
                    double difference = column[i] - centre;
                    distance[i - from] += difference * difference;
                }
            }
        }
    }

    /** Returns the mean of the rows of each cluster, none of which is empty. */
    static double[][] means(Matrix x, int[] labels, int k) {
        double[][] sums = new double[k][x.columns()];
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            for (int i = 0; i < labels.length; i++) {
                sums[labels[i]][j] += column[i];
            }
            for (int c = 0; c < k; c++) {
                sums[c][j] /= sizes[c];
            }
        }
        return sums;
    }

    static double inertia(Matrix x, int[] labels, double[][] centroids) {
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            for (int i = 0; i < labels.length; i++) {
                double difference = column[i] - centroids[labels[i]][j];
                sum += difference * difference;
            }
        }
        return sum;
    }

    private static double squared(double[][] a, double[][] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            for (int j = 0; j < a[c].length; j++) {
                sum += (a[c][j] - b[c][j]) * (a[c][j] - b[c][j]);
            }
        }
        return sum;
    }
}
