package io.segmenta.clustering.decomposition;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * The directions of largest variance of rows, by way of the covariance matrix.
 *
 * <p>
 * Time O(n d^2 + d^3); memory O(d^2) per task. Each component has length 1 and its entry of largest magnitude, the
 * first of several, is positive. Variances have divisor n - 1. Same bits at any number of threads. Immutable.
 * <ul>
 * <li>fewer than 2 rows, NaN and infinities are refused;
 * <li>columns without variance give components without variance, at the end; a variance that rounding makes negative
 * counts as 0.
 * </ul>
 *
 * <p>
 * Reference: Jolliffe, "Principal Component Analysis", 2nd edition, Springer 2002.
 */
public final class PrincipalComponents {

    private final double[] mean;
    private final double[][] components;
    private final double[] variance;
    private final double totalVariance;

    private PrincipalComponents(double[] mean, double[][] components, double[] variance, double totalVariance) {
        this.mean = mean;
        this.components = components;
        this.variance = variance;
        this.totalVariance = totalVariance;
    }

    /**
     * Finds all d components.
     *
     * @param x n x d, n >= 2
     */
    public static PrincipalComponents fit(Matrix x, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Covariance covariance = new Covariance(x, workers);
        double total = 0;
        for (int j = 0; j < x.columns(); j++) {
            total += covariance.matrix[j][j];
        }
        if (!Double.isFinite(total)) {
            Inputs.finite(x);
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance.matrix);
        double[] variance = eigen.values();
        for (int i = 0; i < variance.length; i++) {
            variance[i] = Math.max(0.0, variance[i]);
        }
        return new PrincipalComponents(covariance.mean, eigen.vectors(), variance, total);
    }

    /** Returns the first {@code count} components only. */
    public PrincipalComponents keep(int count) {
        Check.range("count", count, 1, components.length);
        return new PrincipalComponents(mean, Arrays.copyOf(components, count), Arrays.copyOf(variance, count),
                totalVariance);
    }

    /**
     * Returns the least number of components whose variances make up the share of the total; all when rounding leaves
     * them short of it.
     *
     * @param share in [0, 1]
     */
    public int countFor(double share) {
        Check.range("share", share, 0.0, 1.0);
        double sum = 0;
        for (int i = 0; i < variance.length; i++) {
            sum += variance[i];
            if (sum >= share * totalVariance) {
                return i + 1;
            }
        }
        return variance.length;
    }

    /** Returns the number of components. */
    public int count() {
        return components.length;
    }

    /** Returns the d column means. */
    public double[] mean() {
        return mean.clone();
    }

    /** Returns the components, one per row of length d, by falling variance. */
    public double[][] components() {
        double[][] copy = new double[components.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = components[i].clone();
        }
        return copy;
    }

    /** Returns the variance along each component. */
    public double[] explainedVariance() {
        return variance.clone();
    }

    /** Returns the variance along each component as a share of the total; 0 when nothing varies. */
    public double[] explainedVarianceRatio() {
        double[] ratio = new double[variance.length];
        for (int i = 0; i < ratio.length; i++) {
            ratio[i] = totalVariance > 0 ? variance[i] / totalVariance : 0;
        }
        return ratio;
    }

    /** Returns the sum of the variances of all columns. */
    public double totalVariance() {
        return totalVariance;
    }

    /**
     * Returns the coordinates of a row along the components.
     *
     * @param row d values
     */
    public double[] transform(float[] row) {
        Check.argument(row.length == mean.length, "row has %d values, expected %d", row.length, mean.length);
        double[] scores = new double[components.length];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (int j = 0; j < mean.length; j++) {
                sum += (row[j] - mean[j]) * components[i][j];
            }
            scores[i] = sum;
        }
        return scores;
    }
}
