package io.segmenta.pipeline.segments;

import io.segmenta.clustering.centroid.CentroidUpdate;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.contract.RunUpdate;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How far rows take the centroids of a model: what its guard goes by. Time O(n k d) for n rows, k centroids and d
 * features, memory O(n + k d); sums are in row order, so the same rows and seed give the same bits.
 */
final class UpdateFigures {
    /** One row of so many is held out. */
    private static final int HELD_OUT = 5;

    private final CentroidUpdate before;
    private final CentroidUpdate after;
    private final Matrix x;
    private final int[] was;
    private final int[] is;

    private UpdateFigures(CentroidUpdate before, CentroidUpdate after, Matrix x) {
        this.before = before;
        this.after = after;
        this.x = x;
        this.was = before.labels(x);
        this.is = after.labels(x);
    }

    /**
     * Measures an update.
     *
     * @param before k centroids with what they count as
     * @param x n rows of d features, n >= 1
     * @param shares k, of the rows that the model before was made of
     * @param seed draws the rows that are held out
     */
    static RunUpdate of(CentroidUpdate before, Matrix x, double[] shares, long seed) {
        UpdateFigures figures = new UpdateFigures(before, before.with(x), x);
        return new RunUpdate(x.rows(), DoubleStream.of(before.weights()).sum(), figures.move(), figures.agreement(),
                figures.shareChange(shares), figures.errorRise(seed));
    }

    /** The longest way of a centroid; one whose rows are all alike is measured by its way alone. */
    private double move() {
        float[][] from = before.centroids();
        float[][] to = after.centroids();
        double[] spread = spread(from.length);
        double longest = 0;
        for (int c = 0; c < from.length; c++) {
            double way = Math.sqrt(squared(from[c], to[c]));
            longest = Math.max(longest, spread[c] > 0 ? way / spread[c] : way);
        }
        return longest;
    }

    /** The root of the mean squared distance to their mean of the rows that were in each segment. */
    private double[] spread(int k) {
        double[][] means = new double[k][x.columns()];
        int[] sizes = new int[k];
        float[] row = new float[x.columns()];
        for (int i = 0; i < was.length; i++) {
            x.row(i, row);
            sizes[was[i]]++;
            for (int j = 0; j < row.length; j++) {
                means[was[i]][j] += row[j];
            }
        }
        double[] squares = new double[k];
        for (int i = 0; i < was.length; i++) {
            x.row(i, row);
            for (int j = 0; j < row.length; j++) {
                double difference = row[j] - means[was[i]][j] / sizes[was[i]];
                squares[was[i]] += difference * difference;
            }
        }
        return IntStream.range(0, k).mapToDouble(c -> sizes[c] == 0 ? 0 : Math.sqrt(squares[c] / sizes[c])).toArray();
    }

    private double agreement() {
        return IntStream.range(0, was.length).filter(i -> was[i] == is[i]).count() / (double) was.length;
    }

    private double shareChange(double[] shares) {
        double most = 0;
        for (int c = 0; c < shares.length; c++) {
            int segment = c;
            double share = Arrays.stream(is).filter(label -> label == segment).count() / (double) is.length;
            most = Math.max(most, Math.abs(share - shares[c]));
        }
        return most;
    }

    /** An update by four fifths of the rows, measured on the rest; by all of them and on them where they are few. */
    private double errorRise(long seed) {
        int n = x.rows();
        int[] out = RowSample.of(n, Math.max(1, n / HELD_OUT), new SplittableRandom(seed));
        int[] in = IntStream.range(0, n).filter(i -> Arrays.binarySearch(out, i) < 0).toArray();
        boolean few = n < 2 * HELD_OUT;
        Matrix held = few ? x : x.selectRows(out);
        double error = error(before, held);
        double now = error(before.with(few ? x : x.selectRows(in)), held);
        if (error == 0) {
            return now == 0 ? 0 : 1;
        }
        return now / error - 1;
    }

    private static double error(CentroidUpdate centroids, Matrix rows) {
        int[] labels = centroids.labels(rows);
        float[][] places = centroids.centroids();
        float[] row = new float[rows.columns()];
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            rows.row(i, row);
            sum += squared(row, places[labels[i]]);
        }
        return sum / labels.length;
    }

    private static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }
}
