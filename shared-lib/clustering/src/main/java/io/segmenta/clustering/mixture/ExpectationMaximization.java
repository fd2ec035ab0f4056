package io.segmenta.clustering.mixture;

import io.segmenta.clustering.kernel.ChunkSums;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One start of a Gaussian mixture. Covariances are kept as lower Cholesky factors. */
final class ExpectationMaximization {

    private static final int CHUNK = 4_096;
    private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);
    /** Keeps the weight of a component that lost its rows above zero. */
    private static final double LEAST_WEIGHT = 10 * Math.ulp(1.0);

    /** The exponential function is 0 below. */
    private static final double UNDERFLOW = -746;

    private final GaussianMixture model;
    private final boolean full;
    private final Matrix x;
    private final Workers workers;
    private final int n;
    private final int d;
    private final int k;
    private final int chunks;
    /**
     * Sums of a component: weight, d first moments, then d or d (d + 1) / 2 second moments. They are taken about the
     * mean that the component has: about any point far from it the variance would be a small difference of large
     * numbers.
     */
    private final int stride;

    private final double[] weight;
    private final double[][] mean;
    private final double[][][] factor;
    private final double[] logScale;

    ExpectationMaximization(GaussianMixture model, Matrix x, Workers workers) {
        this.model = model;
        this.full = model.covariance() == GaussianMixture.Covariance.FULL;
        this.x = x;
        this.workers = workers;
        this.n = x.rows();
        this.d = x.columns();
        this.k = model.k();
        this.chunks = (n + CHUNK - 1) / CHUNK;
        this.stride = 1 + d + (full ? d * (d + 1) / 2 : d);
        this.weight = new double[k];
        this.mean = new double[k][d];
        this.factor = new double[k][d][d];
        this.logScale = new double[k];
    }

    GaussianMixtureFit run(int[] labels) {
        begin(labels);
        double before = Double.NEGATIVE_INFINITY;
        int iterations = 0;
        boolean converged = false;
        while (iterations < model.maxIterations() && !converged) {
            double[] sums = new double[k * stride];
            double now = expect(sums, null) / n;
            iterations++;
            maximize(sums);
            converged = Math.abs(now - before) < model.tolerance();
            before = now;
        }
        order();
        return fit(iterations, converged);
    }

    /** Takes the components as they follow from labels, in the numbering of these. */
    GaussianMixtureFit estimate(int[] labels) {
        begin(labels);
        return fit(0, false);
    }

    private GaussianMixtureFit fit(int iterations, boolean converged) {
        int[] assigned = new int[n];
        double logLikelihood = expect(null, assigned);
        return new GaussianMixtureFit(weight, mean, covariances(), factors(), assigned, logLikelihood,
                iterations, converged, parameters());
    }

    private int parameters() {
        return k * d + k * (stride - 1 - d) + k - 1;
    }

    /** Takes the components of labels: the means about 0 first, then all about the means. */
    private void begin(int[] labels) {
        for (int pass = 0; pass < 2; pass++) {
            double[] sums = new double[k * stride];
            ChunkSums.add(sums, chunks, workers, (part, chunk) -> {
                double[] row = new double[d];
                double[] difference = new double[d];
                for (int i = chunk * CHUNK, end = Math.min(n, i + CHUNK); i < end; i++) {
                    load(i, row);
                    add(part, labels[i], 1, row, difference);
                }
            });
            maximize(sums);
        }
    }

    private void load(int i, double[] row) {
        for (int j = 0; j < d; j++) {
            row[j] = x.column(j)[i];
        }
    }

    private void add(double[] sums, int c, double share, double[] row, double[] difference) {
        int at = c * stride;
        sums[at] += share;
        int second = at + 1 + d;
        for (int j = 0; j < d; j++) {
            difference[j] = row[j] - mean[c][j];
            double value = share * difference[j];
            sums[at + 1 + j] += value;
            if (full) {
                for (int l = 0; l <= j; l++) {
                    sums[second++] += value * difference[l];
                }
            } else {
                sums[second + j] += value * difference[j];
            }
        }
    }

    /**
     * Shares every row out among the components.
     *
     * @param sums takes the sums, or null
     * @param labels takes the component of largest share, or null
     * @return the log-likelihood of all rows
     */
    private double expect(double @Nullable [] sums, int @Nullable [] labels) {
        double[] logLikelihood = new double[chunks];
        if (sums == null) {
            workers.forEachBlock(chunks, chunk -> logLikelihood[chunk] = expect(chunk, null, labels));
        } else {
            ChunkSums.add(sums, chunks, workers, (part, chunk) -> logLikelihood[chunk] = expect(chunk, part, labels));
        }
        return Arrays.stream(logLikelihood).sum();
    }

    private double expect(int chunk, double @Nullable [] part, int @Nullable [] labels) {
        double[] row = new double[d];
        double[] solved = new double[d];
        double[] logs = new double[k];
        double[] shares = new double[k];
        double logLikelihood = 0;
        for (int i = chunk * CHUNK, end = Math.min(n, i + CHUNK); i < end; i++) {
            load(i, row);
            int best = 0;
            for (int c = 0; c < k; c++) {
                logs[c] = logScale[c] - 0.5 * mahalanobis(c, row, solved);
                best = logs[c] > logs[best] ? c : best;
            }
            double sum = 0;
            for (int c = 0; c < k; c++) {
                double log = logs[c] - logs[best];
                shares[c] = log > UNDERFLOW ? StrictMath.exp(log) : 0;
                sum += shares[c];
            }
            logLikelihood += logs[best] + StrictMath.log(sum);
            if (labels != null) {
                labels[i] = best;
            }
            for (int c = 0; part != null && c < k; c++) {
                if (shares[c] > 0) {
                    add(part, c, shares[c] / sum, row, solved);
                }
            }
        }
        return logLikelihood;
    }

    private double mahalanobis(int c, double[] row, double[] solved) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double value = row[j] - mean[c][j];
            double[] factorRow = factor[c][j];
            if (full) {
                for (int l = 0; l < j; l++) {
                    value -= factorRow[l] * solved[l];
                }
            }
            value /= factorRow[j];
            solved[j] = value;
            sum += value * value;
        }
        return sum;
    }

    private void maximize(double[] sums) {
        for (int c = 0; c < k; c++) {
            int at = c * stride;
            double total = sums[at] + LEAST_WEIGHT;
            weight[c] = total / (n + k * LEAST_WEIGHT);
            double[] moved = new double[d];
            for (int j = 0; j < d; j++) {
                moved[j] = sums[at + 1 + j] / total;
                mean[c][j] += moved[j];
            }
            double[][] covariance = new double[d][d];
            int second = at + 1 + d;
            for (int j = 0; j < d; j++) {
                for (int l = full ? 0 : j; l <= j; l++) {
                    covariance[j][l] = sums[second++] / total - moved[j] * moved[l];
                }
                covariance[j][j] = Math.max(0, covariance[j][j]) + model.regularization();
            }
            decompose(c, covariance);
        }
    }

    /** Cholesky's factor and the logarithm of weight and norming constant. */
    private void decompose(int c, double[][] covariance) {
        double[][] lower = factor[c];
        double logDeterminant = 0;
        for (int j = 0; j < d; j++) {
            for (int l = 0; l <= j; l++) {
                double value = covariance[j][l];
                for (int m = 0; m < l; m++) {
                    value -= lower[j][m] * lower[l][m];
                }
                // Rounding must not make a direction without spread negative.
                lower[j][l] = l < j ? value / lower[l][l]
                        : Math.sqrt(Math.max(value, Math.max(Double.MIN_NORMAL, covariance[j][j] * 1e-14)));
            }
            logDeterminant += StrictMath.log(lower[j][j]);
        }
        logScale[c] = StrictMath.log(weight[c]) - logDeterminant - d * LOG_TWO_PI / 2;
    }

    private void order() {
        Integer[] order = new Integer[k];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order,
                Comparator.comparingDouble((Integer c) -> -weight[c]).thenComparing(c -> mean[c], Arrays::compare));
        double[] weights = weight.clone();
        double[][] means = mean.clone();
        double[][][] factors = factor.clone();
        double[] scales = logScale.clone();
        for (int c = 0; c < k; c++) {
            weight[c] = weights[order[c]];
            mean[c] = means[order[c]];
            factor[c] = factors[order[c]];
            logScale[c] = scales[order[c]];
        }
    }

    /** Multiplies the factors out. */
    private double[][][] covariances() {
        double[][][] covariances = new double[k][d][d];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) {
                for (int l = 0; l <= j; l++) {
                    for (int m = 0; m <= l; m++) {
                        covariances[c][j][l] += factor[c][j][m] * factor[c][l][m];
                    }
                    covariances[c][l][j] = covariances[c][j][l];
                }
            }
        }
        return covariances;
    }

    private double[][] factors() {
        double[][] packed = new double[k][full ? d * (d + 1) / 2 : d];
        for (int c = 0; c < k; c++) {
            int at = 0;
            for (int j = 0; j < d; j++) {
                for (int l = full ? 0 : j; l <= j; l++) {
                    packed[c][at++] = factor[c][j][l];
                }
            }
        }
        return packed;
    }
}
