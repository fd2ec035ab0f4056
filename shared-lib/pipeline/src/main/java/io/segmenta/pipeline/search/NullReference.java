package io.segmenta.pipeline.search;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.centroid.KMeansSweep;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * What clustering would find where there are no groups: k-means of at most 1,000 of the rows against k-means of as many
 * rows without groups ({@link GrouplessBox}). Always with k-means and three starts, whatever algorithm divides the
 * rows, so that the two sides are comparable.
 * <p>
 * Gap(k) is the mean over references of log inertia less the log inertia of the rows; the gap statistic prefers the
 * least k with Gap(k) >= Gap(k + 1) - s(k + 1), k = 1 included. Reference: Tibshirani, Walther and Hastie, "Estimating
 * the number of clusters in a data set via the gap statistic", J. R. Stat. Soc. B 63 (2001),
 * doi:10.1111/1467-9868.00293.
 */
public final class NullReference {
    private static final int MOST_ROWS = 1_000;

    private final int[] rows;
    private final double[] expected;
    private final double[] gap;
    private final double[] error;
    private final double silhouette;
    private final double nullSilhouette;
    private final double nullDeviation;

    private NullReference(int[] rows, double[] expected, double[] gap, double[] error, double silhouette,
            double nullSilhouette,
            double nullDeviation) {
        this.rows = rows;
        this.expected = expected;
        this.gap = gap;
        this.error = error;
        this.silhouette = silhouette;
        this.nullSilhouette = nullSilhouette;
        this.nullDeviation = nullDeviation;
    }

    /**
     * Draws and clusters the references.
     *
     * @param x n x d
     * @param chosen the k at which silhouettes are compared, in [2, most]
     * @param most the largest k of the gap statistic, less than n
     * @param references how many, at least 1
     * @param seed of all draws
     * @param workers who does the work
     * @param progress hears how far it is, as stage "comparing"
     * @return the comparison; empty when the sample has too few distinct rows
     */
    static Optional<NullReference> of(Matrix x, int chosen, int most, int references, long seed,
            Workers workers, Progress progress) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sample = RowSample.of(x.rows(), MOST_ROWS, random);
        Matrix rows = x.selectRows(sample);
        if (rows.rows() <= most + 1 || DistinctRows.count(rows, most + 1) <= most) {
            return Optional.empty();
        }
        progress.report("comparing", 0, "with data that hold no groups");
        List<KMeansFit> own = fits(rows, most, seed, workers);
        double[][] logs = new double[references][];
        double[] silhouettes = new double[references];
        GrouplessBox box = GrouplessBox.around(rows, workers);
        for (int r = 0; r < references; r++) {
            Matrix drawn = box.draw(rows.rows(), random);
            List<KMeansFit> fits = fits(drawn, most, seed, workers);
            logs[r] = fits.stream().mapToDouble(fit -> StrictMath.log(fit.inertia())).toArray();
            silhouettes[r] = Silhouette.exact(drawn, fits.get(chosen - 1).labels(), workers).mean();
            progress.report("comparing", (r + 1.0) / references,
                    "with data that hold no groups");
        }
        double[] expected = new double[most];
        double[] gap = new double[most];
        double[] error = new double[most];
        for (int k = 1; k <= most; k++) {
            int index = k - 1;
            double[] column = Arrays.stream(logs).mapToDouble(log -> log[index]).toArray();
            expected[index] = mean(column);
            gap[index] = expected[index] - StrictMath.log(own.get(index).inertia());
            error[index] = deviation(column) * Math.sqrt(1 + 1.0 / references);
        }
        double silhouette = Silhouette.exact(rows, own.get(chosen - 1).labels(), workers).mean();
        return Optional
                .of(new NullReference(sample, expected, gap, error, silhouette, mean(silhouettes),
                        deviation(silhouettes)));
    }

    private static List<KMeansFit> fits(Matrix rows, int most, long seed, Workers workers) {
        return new KMeansSweep(new KMeans(1, 100, 1e-4, 3), 1, most).fit(rows, seed, workers);
    }

    /** Gap(k), NaN beyond the k that were tried. */
    public double gap(int k) {
        return k <= gap.length ? gap[k - 1] : Double.NaN;
    }

    /**
     * The gap of segments found by any algorithm: how much tighter than those that k-means makes of rows without
     * groups.
     *
     * @param x the rows that were compared
     * @param labels of those rows, in [0, k)
     * @return NaN beyond the k that were tried, and where the sample has no row of a segment
     */
    double gap(Matrix x, int[] labels, int k) {
        int[] own = Arrays.stream(rows).map(row -> labels[row]).toArray();
        if (k > expected.length || Arrays.stream(own).distinct().count() < k) {
            return Double.NaN;
        }
        return expected[k - 1] - StrictMath.log(Partition.keeping(x.selectRows(rows), own, k).inertia());
    }

    /** The standard error s(k) of the gap, NaN beyond the k that were tried. */
    public double error(int k) {
        return k <= error.length ? error[k - 1] : Double.NaN;
    }

    /** The k that the gap statistic prefers; empty when the gap still rises at the last. */
    public OptionalInt preferred() {
        for (int k = 1; k < gap.length; k++) {
            if (gap[k - 1] >= gap[k] - error[k]) {
                return OptionalInt.of(k);
            }
        }
        return OptionalInt.empty();
    }

    /** Mean silhouette of the rows' sample at the chosen k. */
    public double silhouette() {
        return silhouette;
    }

    /** Mean silhouette of data without groups at the same k. */
    public double nullSilhouette() {
        return nullSilhouette;
    }

    /** Whether data without groups reach the silhouette of the rows, within two standard deviations. */
    public boolean doesAsWell() {
        return silhouette <= nullSilhouette + 2 * Math.max(nullDeviation, 0.005);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / values.length);
    }
}
