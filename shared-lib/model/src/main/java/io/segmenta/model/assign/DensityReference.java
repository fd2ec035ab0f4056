package io.segmenta.model.assign;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Matrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Assigns a row to the cluster of the nearest of n reference rows, if it lies as densely as the cluster does, and
 * otherwise to none: cluster {@value #NONE}. Time O(n d) per row.
 *
 * <p>
 * Some reference rows may belong to no cluster; they only help to tell how densely a row lies. Its core distance is
 * that to the reference row with exactly {@code neighbors} others at least as near; 0 when {@code neighbors} is 0. A
 * row is of cluster k when neither its core distance nor the distance to a reference row of k exceeds the reach of k;
 * of several such clusters the nearest has it. A row of no cluster has confidence 0 and counts as outside; its
 * runner-up is the nearest cluster. Of a row in a cluster it is the nearest of those that are not nearer.
 *
 * <p>
 * Immutable: arrays are copied in and out, but for {@link #point}.
 */
public final class DensityReference implements Assigner {

    /** The cluster of a row that belongs to none. */
    public static final int NONE = -1;

    private final float[][] rows;
    private final int[] labels;
    private final int neighbors;
    private final Spread spread;

    /**
     * @param rows n rows of d features
     * @param labels n clusters in [0, k), or {@link #NONE}; each cluster has a row
     * @param neighbors in [0, n)
     * @param shares k shares of the training rows in clusters, adding up to 1
     * @param variance the variance per feature
     * @param reach k distances
     */
    public DensityReference(float[][] rows, int[] labels, int neighbors, double[] shares, double variance,
            double[] reach) {
        this.rows = Points.copy(rows, "reference row", RowNumber::of);
        this.labels = Points.labels(labels, rows.length, shares.length, NONE);
        this.neighbors = Check.range("neighbors", neighbors, 0, rows.length - 1);
        this.spread = new Spread(shares.length, shares, variance, reach);
    }

    /** Returns n rows of d features. */
    public float[][] rows() {
        return Points.copy(rows, "reference row", RowNumber::of);
    }

    /** Returns n clusters in [0, k), or {@link #NONE}. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns n. */
    public int size() {
        return rows.length;
    }

    /** Returns how many references the core distance reaches over. */
    public int neighbors() {
        return neighbors;
    }

    @Override
    public int dimensions() {
        return rows[0].length;
    }

    @Override
    public Spread spread() {
        return spread;
    }

    @Override
    public void locate(float[] row, double[] squared, int[] points) {
        core(row, -1, squared, points);
    }

    /** Does the work of {@link #locate} without one reference row and returns the core distance, squared. */
    private double core(float[] row, int left, double[] squared, int[] points) {
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        double[] nearest = new double[neighbors + 1];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int i = 0; i < rows.length; i++) {
            double distance = i == left ? Double.POSITIVE_INFINITY : Points.squaredDistance(row, rows[i]);
            if (labels[i] != NONE && distance < squared[labels[i]]) {
                squared[labels[i]] = distance;
                points[labels[i]] = i;
            }
            if (distance < nearest[neighbors]) {
                int at = neighbors;
                while (at > 0 && distance < nearest[at - 1]) {
                    nearest[at] = nearest[at - 1];
                    at--;
                }
                nearest[at] = distance;
            }
        }
        return neighbors == 0 ? 0 : nearest[neighbors];
    }

    @Override
    public int assign(float[] row) {
        return explain(row).cluster();
    }

    @Override
    public int[] assign(Matrix matrix) {
        int[] assigned = new int[matrix.rows()];
        float[] row = new float[matrix.columns()];
        double[] squared = new double[clusters()];
        int[] points = new int[clusters()];
        for (int i = 0; i < assigned.length; i++) {
            matrix.row(i, row);
            assigned[i] = explain(row, squared, points).cluster();
        }
        return assigned;
    }

    /**
     * Returns the cluster of a row as if it were no reference row itself.
     *
     * @param row d features
     * @param own its index among the reference rows, -1 when it is none
     */
    public Assignment without(float[] row, int own) {
        return explain(row, own, new double[clusters()], new int[clusters()]);
    }

    @Override
    public Assignment explain(float[] row, double[] squared, int[] points) {
        return explain(row, -1, squared, points);
    }

    private Assignment explain(float[] row, int left, double[] squared, int[] points) {
        return decided(Math.sqrt(core(row, left, squared, points)), squared, true);
    }

    @Override
    public Assignment[] completed(float[] row, Unknown unknown, float[][] others, int[] which) {
        Completions completions = Completions.of(row, unknown, others, which, rows, labels, clusters(),
                neighbors == 0 ? 0 : neighbors + 1);
        Assignment[] answers = new Assignment[which.length];
        double[] squared = new double[clusters()];
        for (int t = 0; t < answers.length; t++) {
            completions.squared(t, squared);
            answers[t] = decided(neighbors == 0 ? 0 : Math.sqrt(completions.last(t)), squared, false);
        }
        return answers;
    }

    private Assignment decided(double core, double[] squared, boolean confident) {
        int winner = NONE;
        for (int k = 0; k < squared.length; k++) {
            boolean dense = Math.max(core, Math.sqrt(squared[k])) <= spread.reach(k);
            if (dense && (winner == NONE || squared[k] < squared[winner])) {
                winner = k;
            }
        }
        if (winner == NONE) {
            int nearest = Posterior.nearest(squared);
            double distance = Math.sqrt(squared[nearest]);
            return new Assignment(NONE, nearest, distance, 0, true, Math.max(core, distance),
                    Double.POSITIVE_INFINITY, beyond(core, squared));
        }
        int runnerUp = runnerUp(squared, winner);
        double distance = Math.sqrt(squared[winner]);
        double score = Math.max(core, distance);
        double other = runnerUp < 0 ? Double.POSITIVE_INFINITY : Math.sqrt(squared[runnerUp]);
        return new Assignment(winner, runnerUp, distance,
                confident ? Posterior.of(spread, squared, winner) : Double.NaN, false, score,
                Math.max(core, other), Math.min(other - distance, spread.reach(winner) - score));
    }

    /** How far a row is beyond the reach of the cluster whose reach it is least beyond. */
    private double beyond(double core, double[] squared) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < squared.length; k++) {
            least = Math.min(least, Math.max(core, Math.sqrt(squared[k])) - spread.reach(k));
        }
        return least;
    }

    /**
     * Says why a row is of no cluster: what is too far away from it, and how far it might be for the nearest cluster.
     *
     * @param row a row of no cluster
     * @return "the 12th nearest customer is 1.9 away, 1.2 allowed"
     */
    public String distant(float[] row) {
        double[] squared = new double[clusters()];
        double core = Math.sqrt(core(row, -1, squared, new int[clusters()]));
        int nearest = Posterior.nearest(squared);
        double allowed = spread.reach(nearest);
        return core > allowed
                ? "the " + ordinal(neighbors + 1) + " nearest customer is " + brief(core) + " away, " + brief(allowed)
                        + " allowed"
                : "the nearest customer of the nearest segment is " + brief(Math.sqrt(squared[nearest])) + " away, "
                        + brief(allowed) + " allowed";
    }

    private static String ordinal(int place) {
        if (place % 100 >= 11 && place % 100 <= 13) {
            return place + "th";
        }
        return place + switch (place % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /** Three digits. */
    private static String brief(double distance) {
        return new BigDecimal(distance).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /** The next nearest cluster; one that is nearer still, but too dense for the row, is none that distance decided. */
    private static int runnerUp(double[] squared, int winner) {
        int second = -1;
        for (int k = 0; k < squared.length; k++) {
            if (k != winner && squared[k] >= squared[winner] && (second < 0 || squared[k] < squared[second])) {
                second = k;
            }
        }
        return second;
    }

    @Override
    public double confidence(float[] row, int cluster, double[][] unknown) {
        return cluster == NONE ? 0
                : Posterior.of(spread, Points.nearest(row, rows, labels, clusters(), unknown), cluster);
    }

    @Override
    public float[] point(int index) {
        return rows[index];
    }
}
