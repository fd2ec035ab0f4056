package io.segmenta.clustering.mixture;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;

/**
 * Models rows as drawn from k normal distributions, by expectation-maximisation.
 *
 * <p>
 * Each start takes the clusters of one run of k-means as first responsibilities; the start of largest log-likelihood is
 * kept, the first of several. Every second start sees the columns scaled to one variance: a mixture knows no units, and
 * a start by k-means on columns of very different spread sees the widest only. A start ends when the mean
 * log-likelihood per row rises by less than {@code tolerance}, or after {@code maxIterations}. {@code regularization}
 * is added to every variance. Components are numbered by falling weight.
 *
 * <p>
 * Time O(n k d^2) per iteration, O(n k d) with diagonal covariance; memory O(n), and O(k d^2) for each of 16 chunks of
 * rows per thread. Sums are double, taken about the mean that the component has, so that its spread is right however
 * far it lies from the others; they are added in row order, chunk by chunk: same bits at any number of threads. What
 * {@link KMeans} refuses is refused.
 *
 * <p>
 * Reference: Dempster, Laird and Rubin, J. R. Stat. Soc. B 39 (1977), doi:10.1111/j.2517-6161.1977.tb01600.x.
 *
 * @param k components, in [1, 1000]
 * @param covariance the shape of a component
 * @param maxIterations per start, >= 1
 * @param tolerance rise of the mean log-likelihood, in nats, >= 0
 * @param regularization added to variances, >= 0
 * @param restarts starts, in [1, 1000]
 */
public record GaussianMixture(int k, Covariance covariance, int maxIterations, double tolerance, double regularization,
        int restarts) {

    /** What is free in the covariance matrix of a component. */
    public enum Covariance {
        /** Everything. */
        FULL,
        /** The variances; covariances are 0. */
        DIAGONAL
    }

    public GaussianMixture {
        Check.range("k", k, 1, 1000);
        Check.notNull(covariance, "covariance");
        Check.range("maxIterations", maxIterations, 1, Integer.MAX_VALUE);
        Check.range("tolerance", tolerance, 0.0, Double.MAX_VALUE);
        Check.range("regularization", regularization, 0.0, Double.MAX_VALUE);
        Check.range("restarts", restarts, 1, 1000);
    }

    /** Returns a mixture with 100 iterations, tolerance 1e-3, regularization 1e-6 and one start, as scikit-learn. */
    public static GaussianMixture withDefaults(int k, Covariance covariance) {
        return new GaussianMixture(k, covariance, 100, 1e-3, 1e-6, 1);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public GaussianMixtureFit fit(Matrix x, long seed, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        Matrix scaled = restarts > 1 ? scaled(x) : x;
        if (DistinctRows.count(scaled, k) < k) {
            // Beside an outlier that dwarfs them, rows that differ can be scaled to equal ones.
            scaled = x;
        }
        KMeans kMeans = new KMeans(k, 300, 1e-4, 1);
        GaussianMixtureFit best = fit(x, kMeans.fit(x, seed, workers), workers);
        for (int start = 1; start < restarts; start++) {
            GaussianMixtureFit fit = fit(x, kMeans.fit(start % 2 == 0 ? x : scaled, seed + start, workers), workers);
            best = fit.logLikelihood() > best.logLikelihood() ? fit : best;
        }
        return best;
    }

    private GaussianMixtureFit fit(Matrix x, KMeansFit start, Workers workers) {
        return new ExpectationMaximization(this, x, workers).run(start.labels());
    }

    /**
     * Estimates the components from clusters that are given, in their numbering: one step of maximization.
     *
     * @param x n x d
     * @param labels n numbers in [0, k)
     */
    public GaussianMixtureFit estimate(Matrix x, int[] labels, Workers workers) {
        Inputs.finite(x);
        int used = Inputs.labels(labels, x.rows());
        Check.argument(used <= k, "labels must be below k=%d, got %d", k, used - 1);
        return new ExpectationMaximization(this, x, workers).estimate(labels);
    }

    /** Returns the columns shifted to mean 0 and, where they have any spread, scaled to variance 1. */
    private static Matrix scaled(Matrix x) {
        int n = x.rows();
        float[][] columns = new float[x.columns()][n];
        for (int j = 0; j < columns.length; j++) {
            float[] column = x.column(j);
            double sum = 0;
            for (float value : column) {
                sum += value;
            }
            double mean = sum / n;
            double squares = 0;
            for (float value : column) {
                squares += (value - mean) * (value - mean);
            }
            double scale = squares > 0 ? 1 / Math.sqrt(squares / n) : 1;
            for (int i = 0; i < n; i++) {
                columns[j][i] = (float) ((column[i] - mean) * scale);
            }
        }
        return Matrix.ofColumns(x.names(), columns);
    }
}
