package io.segmenta.clustering.choose;

import io.segmenta.clustering.DistinctRows;
import io.segmenta.clustering.Progress;
import io.segmenta.clustering.Workers;
import io.segmenta.clustering.cluster.KMeans;
import io.segmenta.clustering.cluster.KMeansFit;
import io.segmenta.clustering.cluster.KMeansSweep;
import io.segmenta.clustering.decompose.PrincipalComponents;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * What clustering would find where there are no groups: k-means of at most 1,000 of the rows against k-means of as many
 * rows drawn uniformly from the box around them, aligned with their principal axes (with their features above 64).
 * Always with k-means and three starts, whatever algorithm divides the rows, so that the two sides are comparable.
 * <p>
 * Gap(k) is the mean over references of log inertia less the log inertia of the rows; the gap statistic prefers the
 * least k with Gap(k) >= Gap(k + 1) - s(k + 1), k = 1 included. Reference: Tibshirani, Walther and Hastie, "Estimating
 * the number of clusters in a data set via the gap statistic", J. R. Stat. Soc. B 63 (2001),
 * doi:10.1111/1467-9868.00293.
 */
public final class NullReference {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_ALIGNED = 64;

    private final double[] gap;
    private final double[] error;
    private final double silhouette;
    private final double nullSilhouette;
    private final double nullDeviation;

    private NullReference(double[] gap, double[] error, double silhouette, double nullSilhouette,
            double nullDeviation) {
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
        Matrix rows = x.selectRows(RowSample.of(x.rows(), MOST_ROWS, random));
        if (rows.rows() <= most + 1 || DistinctRows.count(rows, most + 1) <= most) {
            return Optional.empty();
        }
        progress.report("comparing", 0, "with data that hold no groups");
        List<KMeansFit> own = fits(rows, most, seed, workers);
        double[][] logs = new double[references][];
        double[] silhouettes = new double[references];
        Box box = Box.around(rows, workers);
        for (int r = 0; r < references; r++) {
            Matrix drawn = box.draw(rows.rows(), random);
            List<KMeansFit> fits = fits(drawn, most, seed, workers);
            logs[r] = fits.stream().mapToDouble(fit -> Math.log(fit.inertia())).toArray();
            silhouettes[r] = Silhouette.exact(drawn, fits.get(chosen - 1).labels(), workers).mean();
            progress.report("comparing", (r + 1.0) / references,
                    "with data that hold no groups");
        }
        double[] gap = new double[most];
        double[] error = new double[most];
        for (int k = 1; k <= most; k++) {
            int index = k - 1;
            double[] column = Arrays.stream(logs).mapToDouble(log -> log[index]).toArray();
            gap[index] = mean(column) - Math.log(own.get(index).inertia());
            error[index] = deviation(column) * Math.sqrt(1 + 1.0 / references);
        }
        double silhouette = Silhouette.exact(rows, own.get(chosen - 1).labels(), workers).mean();
        return Optional
                .of(new NullReference(gap, error, silhouette, mean(silhouettes), deviation(silhouettes)));
    }

    private static List<KMeansFit> fits(Matrix rows, int most, long seed, Workers workers) {
        return new KMeansSweep(new KMeans(1, 100, 1e-4, 3), 1, most).fit(rows, seed, workers);
    }

    /** Gap(k), NaN beyond the k that were tried. */
    public double gap(int k) {
        return k <= gap.length ? gap[k - 1] : Double.NaN;
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

    /** A box from which rows are drawn uniformly: sides along the given axes. */
    private record Box(List<String> names, double[] mean, double[][] axes, double[] low, double[] high) {
        static Box around(Matrix rows, Workers workers) {
            int d = rows.columns();
            boolean aligned = d > 1 && d <= MOST_ALIGNED;
            PrincipalComponents fitted = aligned ? PrincipalComponents.fit(rows, workers) : null;
            double[] mean = aligned ? fitted.mean() : new double[d];
            double[][] axes = aligned ? fitted.components() : new double[0][];
            double[] low = new double[d];
            double[] high = new double[d];
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            Arrays.fill(high, Double.NEGATIVE_INFINITY);
            float[] row = new float[d];
            for (int i = 0; i < rows.rows(); i++) {
                rows.row(i, row);
                for (int c = 0; c < d; c++) {
                    double score = aligned ? along(row, mean, axes[c]) : row[c];
                    low[c] = Math.min(low[c], score);
                    high[c] = Math.max(high[c], score);
                }
            }
            return new Box(rows.names(), mean, axes, low, high);
        }

        private static double along(float[] row, double[] mean, double[] axis) {
            double sum = 0;
            for (int j = 0; j < axis.length; j++) {
                sum += (row[j] - mean[j]) * axis[j];
            }
            return sum;
        }

        Matrix draw(int n, SplittableRandom random) {
            int d = low.length;
            float[][] columns = new float[d][n];
            double[] scores = new double[d];
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < d; c++) {
                    scores[c] = low[c] + random.nextDouble() * (high[c] - low[c]);
                }
                for (int j = 0; j < d; j++) {
                    double value = axes.length == 0 ? scores[j] : mean[j];
                    for (int c = 0; c < axes.length; c++) {
                        value += scores[c] * axes[c][j];
                    }
                    columns[j][i] = (float) value;
                }
            }
            return Matrix.ofColumns(new ArrayList<>(names), columns);
        }
    }
}
