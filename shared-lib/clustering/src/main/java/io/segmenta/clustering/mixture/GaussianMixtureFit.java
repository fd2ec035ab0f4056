package io.segmenta.clustering.mixture;

import io.segmenta.model.base.Check;

/** What a Gaussian mixture learned from n rows of d columns. Components are numbered by falling weight. Immutable. */
public final class GaussianMixtureFit {

    private final double[] weights;
    private final double[][] means;
    private final double[][][] covariances;
    private final double[][] factors;
    private final int[] labels;
    private final double logLikelihood;
    private final int iterations;
    private final boolean converged;
    private final int parameters;

    GaussianMixtureFit(double[] weights, double[][] means, double[][][] covariances, double[][] factors, int[] labels,
            double logLikelihood, int iterations, boolean converged, int parameters) {
        this.weights = weights;
        this.means = means;
        this.covariances = covariances;
        this.factors = factors;
        this.labels = labels;
        this.logLikelihood = logLikelihood;
        this.iterations = iterations;
        this.converged = converged;
        this.parameters = parameters;
    }

    /** Returns the number of components. */
    public int k() {
        return weights.length;
    }

    /** Returns the shares of the components, summing to 1. */
    public double[] weights() {
        return weights.clone();
    }

    /** Returns the means, k x d. */
    public double[][] means() {
        return copy(means);
    }

    /** Returns the covariance matrices, k x d x d, regularization included. */
    public double[][][] covariances() {
        double[][][] copy = new double[covariances.length][][];
        for (int c = 0; c < copy.length; c++) {
            copy[c] = copy(covariances[c]);
        }
        return copy;
    }

    /**
     * Returns the lower Cholesky factor of a component's covariance: d (d + 1) / 2 numbers, row by row; the d standard
     * deviations where covariances are diagonal.
     *
     * @param component in [0, k)
     */
    public double[] factor(int component) {
        Check.range("component", component, 0, k() - 1);
        return factors[component].clone();
    }

    /** Returns the component of largest posterior probability of each row, the lower number of several. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns the sum over rows of the natural logarithm of the density. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /**
     * Returns the Bayesian information criterion, {@code p ln n - 2 logLikelihood} for p parameters; lower is better.
     */
    public double bic() {
        return parameters * StrictMath.log(labels.length) - 2 * logLikelihood;
    }

    /** Returns the number of passes that moved the components. */
    public int iterations() {
        return iterations;
    }

    /** Returns whether the rise of the log-likelihood fell below the tolerance. */
    public boolean converged() {
        return converged;
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
