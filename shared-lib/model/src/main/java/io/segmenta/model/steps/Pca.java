package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Projects columns on principal components, which become the columns {@code pc1} to {@code pcK}: component k of a row x
 * is the sum over j of components[k][j] * (x[j] - mean[j]), summed in the order of the columns. Not whitened. It is the
 * last step of a pipeline. Immutable: arrays are copied in and out.
 */
public final class Pca implements FeatureStep {

    private static final double UNIT_TOLERANCE = 1e-6;

    private final List<String> inputs;
    private final double[] mean;
    private final double[][] components;
    private final double[] shares;

    /**
     * @param inputs d columns
     * @param mean d means
     * @param components k orthonormal rows of length d
     * @param shares k shares of the total variance, in [0, 1]
     */
    public Pca(List<String> inputs, double[] mean, double[][] components, double[] shares) {
        this.inputs = List.copyOf(inputs);
        int d = this.inputs.size();
        Check.argument(new HashSet<>(this.inputs).size() == d, "an input of the principal components is named twice");
        Check.argument(mean.length == d, "%d means for %d columns; there must be as many", mean.length, d);
        Check.argument(components.length >= 1 && components.length <= d,
                "the number of components must be in [1, %d], got %d", d, components.length);
        Check.argument(shares.length == components.length, "%d shares for %d components; there must be as many",
                shares.length,
                components.length);
        this.mean = mean.clone();
        this.components = new double[components.length][];
        this.shares = shares.clone();
        for (int j = 0; j < d; j++) {
            Check.finite("mean", mean[j]);
        }
        for (int k = 0; k < components.length; k++) {
            Check.argument(components[k].length == d, "component %d has %d values, expected %d", k,
                    components[k].length, d);
            double norm = 0;
            for (double value : components[k]) {
                norm += value * value;
            }
            Check.argument(Math.abs(norm - 1) <= UNIT_TOLERANCE,
                    "component %d must have length 1, its squared length is %s", k,
                    norm);
            Check.range("share", shares[k], 0, 1 + UNIT_TOLERANCE);
            this.components[k] = components[k].clone();
        }
    }

    /** Returns the means of the d columns that are taken off before they are projected; a copy. */
    public double[] mean() {
        return mean.clone();
    }

    /** Returns k rows of length d. */
    public double[][] components() {
        double[][] copy = new double[components.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = components[k].clone();
        }
        return copy;
    }

    /** Returns the share of the total variance that each component holds. */
    public double[] shares() {
        return shares.clone();
    }

    @Override
    public List<String> inputs() {
        return inputs;
    }

    @Override
    public List<String> outputs() {
        List<String> names = new ArrayList<>(components.length);
        for (int k = 1; k <= components.length; k++) {
            names.add("pc" + k);
        }
        return List.copyOf(names);
    }

    @Override
    public String describe() {
        double total = 0;
        for (double share : shares) {
            total += share;
        }
        return String.format(Locale.ROOT, "%d principal components of %d columns, %.1f %% of the variance",
                components.length, inputs.size(), 100 * total);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pca that && inputs.equals(that.inputs) && Arrays.equals(mean, that.mean)
                && Arrays.deepEquals(components, that.components) && Arrays.equals(shares, that.shares);
    }

    @Override
    public int hashCode() {
        return inputs.hashCode() + 31 * Arrays.deepHashCode(components);
    }

    @Override
    public String toString() {
        return describe();
    }
}
