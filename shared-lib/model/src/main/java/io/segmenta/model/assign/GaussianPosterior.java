package io.segmenta.model.assign;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Assigns a row to the component of a Gaussian mixture of largest posterior probability, which is also the confidence;
 * the lower cluster on ties. Time O(k d^2) per row, O(k d) with diagonal covariance.
 *
 * <p>
 * The distance of an answer is the Euclidean one to the mean of the cluster, as with every assigner; it need not be the
 * least. The reach of a cluster is the greatest such distance of its training rows.
 *
 * <p>
 * Immutable: arrays are copied in and out, but for {@link #point}.
 */
public final class GaussianPosterior implements Assigner {

    private final double[] weights;
    private final double[][] means;
    private final double[][] factors;
    private final boolean full;
    private final float[][] points;
    /** Per component the logarithm of weight and norming constant, without the power of 2 pi common to all. */
    private final double[] logScale;
    private final Spread spread;

    /**
     * @param weights k weights of the components, adding up to 1
     * @param means k rows of d features
     * @param factors per component the lower Cholesky factor of its covariance: d (d + 1) / 2 numbers, row by row, or,
     * of a diagonal covariance, the d standard deviations; for d = 1 both are the same
     * @param shares k shares of the training rows, adding up to 1
     * @param variance the variance per feature, inertia / (n d)
     * @param reach k greatest training distances
     */
    public GaussianPosterior(double[] weights, double[][] means, double[][] factors, double[] shares, double variance,
            double[] reach) {
        int k = means.length;
        Check.argument(k >= 1, "at least one component is needed, got none");
        int d = means[0].length;
        Check.argument(d >= 1, "at least one feature is needed, got none");
        Check.argument(weights.length == k, "%d weights for %d components; there must be as many", weights.length, k);
        Check.argument(factors.length == k, "%d factors for %d components; there must be as many", factors.length, k);
        this.spread = new Spread(k, shares, variance, reach);
        this.full = factors[0].length != d;
        this.weights = weights.clone();
        this.means = new double[k][];
        this.factors = new double[k][];
        this.points = new float[k][d];
        this.logScale = new double[k];
        for (int c = 0; c < k; c++) {
            Check.argument(means[c].length == d, "mean %d has %d features, the first has %d", c, means[c].length, d);
            Check.argument(factors[c].length == (full ? d * (d + 1) / 2 : d),
                    "factor %d has %d numbers for %d features", c, factors[c].length, d);
            Check.argument(weights[c] > 0 && weights[c] <= 1, "weight must be in (0, 1], got %s", weights[c]);
            this.means[c] = Points.finite(means[c], "mean", c);
            this.factors[c] = Points.finite(factors[c], "factor", c);
            logScale[c] = StrictMath.log(weights[c]);
            for (int j = 0; j < d; j++) {
                double diagonal = factors[c][full ? j * (j + 3) / 2 : j];
                Check.argument(diagonal > 0, "the diagonal of factor %d must be > 0, got %s", c, diagonal);
                logScale[c] -= StrictMath.log(diagonal);
                points[c][j] = (float) means[c][j];
            }
        }
    }

    /** Returns k weights, adding up to 1. */
    public double[] weights() {
        return weights.clone();
    }

    /** Returns k rows of d features. */
    public double[][] means() {
        return Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
    }

    /** Returns the Cholesky factors, as given. */
    public double[][] factors() {
        return Arrays.stream(factors).map(double[]::clone).toArray(double[][]::new);
    }

    /** Returns whether covariances are free; otherwise components have variances only. */
    public boolean full() {
        return full;
    }

    @Override
    public int dimensions() {
        return points[0].length;
    }

    @Override
    public Spread spread() {
        return spread;
    }

    @Override
    public void locate(float[] row, double[] squared, int[] indices) {
        for (int c = 0; c < means.length; c++) {
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = row[j] - means[c][j];
                sum += difference * difference;
            }
            squared[c] = sum;
            indices[c] = c;
        }
    }

    @Override
    public float[] point(int index) {
        return points[index];
    }

    /** Returns the posterior probability of each component. */
    public double[] posterior(float[] row) {
        return shared(logWeights(row));
    }

    /** Returns the logarithm of weight times density of each component, but for a term common to all. */
    public double[] logWeights(float[] row) {
        double[] logs = new double[means.length];
        logDensities(row, logs);
        return logs;
    }

    /** Turns logarithms of weights into shares, in place. */
    private static double[] shared(double[] logs) {
        double most = logs[Posterior.largest(logs, -1)];
        double total = 0;
        for (int c = 0; c < logs.length; c++) {
            logs[c] = StrictMath.exp(logs[c] - most);
            total += logs[c];
        }
        for (int c = 0; c < logs.length; c++) {
            logs[c] /= total;
        }
        return logs;
    }

    @Override
    public int assign(float[] row) {
        return Posterior.largest(logWeights(row), -1);
    }

    @Override
    public int[] assign(Matrix rows) {
        int[] labels = new int[rows.rows()];
        float[] row = new float[rows.columns()];
        for (int i = 0; i < labels.length; i++) {
            rows.row(i, row);
            labels[i] = assign(row);
        }
        return labels;
    }

    @Override
    public Assignment explain(float[] row, double[] squared, int[] indices) {
        double[] logs = logWeights(row);
        locate(row, squared, indices);
        return decided(logs, squared, true);
    }

    private Assignment decided(double[] logs, double[] squared, boolean confident) {
        int winner = Posterior.largest(logs, -1);
        int runnerUp = Posterior.largest(logs, winner);
        return decided(logs, winner, runnerUp, squared, 2 * (logScale[winner] - logs[winner]),
                runnerUp < 0 ? Double.POSITIVE_INFINITY : 2 * (logScale[runnerUp] - logs[runnerUp]), confident);
    }

    @Override
    public Assignment[] completed(float[] row, Unknown unknown, float[][] others, int[] which) {
        Assignment[] answers = new Assignment[which.length];
        double[] logs = new double[means.length];
        double[] squared = new double[means.length];
        int[] indices = new int[means.length];
        for (int t = 0; t < answers.length; t++) {
            float[] completed = unknown.completed(row, others[which[t]]);
            logDensities(completed, logs);
            locate(completed, squared, indices);
            answers[t] = decided(logs, squared, false);
        }
        return answers;
    }

    /** Returns the answer that logarithms of weighted densities give, with the squared scores of the best two. */
    private Assignment decided(double[] logs, int winner, int runnerUp, double[] squared, double score, double other,
            boolean confident) {
        double total = confident ? 0 : Double.NaN;
        for (int c = 0; confident && c < logs.length; c++) {
            total += StrictMath.exp(logs[c] - logs[winner]);
        }
        double distance = Math.sqrt(squared[winner]);
        double root = Math.sqrt(Math.max(0, score));
        double otherRoot = Math.sqrt(Math.max(0, other));
        double margin = runnerUp < 0 || otherRoot == Double.POSITIVE_INFINITY ? Double.POSITIVE_INFINITY
                : 2 * (logs[winner] - logs[runnerUp]) / Math.max(Double.MIN_NORMAL, root + otherRoot);
        return new Assignment(winner, runnerUp, distance, 1 / total, distance > spread.reach(winner), root, otherRoot,
                margin);
    }

    /**
     * Returns the cluster of a row of training as if it had not been there. A component that the row belonged to with
     * weight w of N = q + w in all loses it: with s the squared distance of Mahalanobis that becomes (N/q) s / (1 - w
     * s/q), and the determinant of the covariance (N/q)^d (1 - w s/q) times as large; the same feature by feature where
     * covariances are diagonal. A component that would collapse is nowhere near.
     *
     * @param row d features
     * @param rows how many were trained on
     */
    public Assignment without(float[] row, double rows) {
        int k = means.length;
        double[] posterior = posterior(row);
        double[] logs = new double[k];
        double[] scores = new double[k];
        for (int c = 0; c < k; c++) {
            double[] solved = whitened(c, difference(row, c));
            double all = weights[c] * rows;
            double left = all - posterior[c];
            double ratio = left <= 0 ? Double.POSITIVE_INFINITY : posterior[c] / left;
            double whole = Points.product(solved, solved);
            double shrunk = 0;
            for (int j = 0; j < (full ? 1 : solved.length); j++) {
                double part = full ? whole : solved[j] * solved[j];
                double kept = part == 0 ? 1 : 1 - ratio * part;
                scores[c] += kept <= 0 ? Double.POSITIVE_INFINITY : all / left * part / kept;
                shrunk += kept <= 0 ? 0 : StrictMath.log(kept);
            }
            logs[c] = scores[c] == Double.POSITIVE_INFINITY || left <= 0 ? -Double.MAX_VALUE
                    : logScale[c] + StrictMath.log(left / all * rows / (rows - 1))
                            - (scores[c] + solved.length * StrictMath.log(all / left) + shrunk) / 2;
        }
        int winner = Posterior.largest(logs, -1);
        int runnerUp = Posterior.largest(logs, winner);
        double[] squared = new double[k];
        locate(row, squared, new int[k]);
        return decided(logs, winner, runnerUp, squared, scores[winner],
                runnerUp < 0 ? Double.POSITIVE_INFINITY : scores[runnerUp], true);
    }

    @Override
    public double confidence(float[] row, double[] squared, int cluster) {
        return posterior(row)[cluster];
    }

    /**
     * With the row and the unknown directions in coordinates in which a component is round, the integral over these
     * directions is the density of what is left of the row, divided by the volume they span.
     */
    @Override
    public double confidence(float[] row, int cluster, double[][] unknown) {
        double[] logs = new double[means.length];
        for (int c = 0; c < logs.length; c++) {
            double[][] directions = new double[unknown.length][];
            double[] left = whitened(c, difference(row, c));
            logs[c] = logScale[c];
            for (int u = 0; u < unknown.length; u++) {
                directions[u] = whitened(c, unknown[u]);
                for (int before = 0; before < u; before++) {
                    Points.removePart(directions[u], directions[before]);
                }
                double length = Math.sqrt(Points.product(directions[u], directions[u]));
                for (int j = 0; j < row.length; j++) {
                    directions[u][j] /= length;
                }
                Points.removePart(left, directions[u]);
                logs[c] -= StrictMath.log(length);
            }
            logs[c] -= 0.5 * Points.product(left, left);
        }
        return shared(logs)[cluster];
    }

    private double[] difference(float[] row, int component) {
        double[] difference = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            difference[j] = row[j] - means[component][j];
        }
        return difference;
    }

    /** Returns a vector in the coordinates in which a component is round. */
    private double[] whitened(int c, double[] vector) {
        double[] solved = new double[vector.length];
        int at = 0;
        for (int j = 0; j < vector.length; j++) {
            double value = vector[j];
            if (full) {
                for (int l = 0; l < j; l++) {
                    value -= factors[c][at++] * solved[l];
                }
            }
            solved[j] = value / factors[c][at++];
        }
        return solved;
    }

    /**
     * Returns half of the inverse covariance of a component times a row's difference from its mean: multiplied by that
     * difference it is what each feature takes from the logarithm of the density.
     */
    public double[] slope(float[] row, int component) {
        double[] factor = factors[component];
        int d = row.length;
        double[] slope = whitened(component, difference(row, component));
        for (int j = d - 1; j >= 0; j--) {
            int line = full ? j * (j + 1) / 2 : 0;
            double value = slope[j] / factor[full ? line + j : j];
            slope[j] = value;
            for (int l = 0; full && l < j; l++) {
                slope[l] -= factor[line + l] * value;
            }
        }
        for (int j = 0; j < d; j++) {
            slope[j] /= 2;
        }
        return slope;
    }

    /** Returns the logarithm of the odds of one component against another for a row at the mean of both. */
    public double advantage(int component, int other) {
        return logScale[component] - logScale[other];
    }

    /** Per component the logarithm of weight times density, but for a term common to all. */
    private void logDensities(float[] row, double[] logs) {
        int d = row.length;
        double[] solved = new double[d];
        for (int c = 0; c < logs.length; c++) {
            double sum = 0;
            int at = 0;
            for (int j = 0; j < d; j++) {
                double value = row[j] - means[c][j];
                if (full) {
                    for (int l = 0; l < j; l++) {
                        value -= factors[c][at++] * solved[l];
                    }
                }
                value /= factors[c][at++];
                solved[j] = value;
                sum += value * value;
            }
            logs[c] = logScale[c] - 0.5 * sum;
        }
    }

}
