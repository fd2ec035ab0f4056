package io.segmenta.model.assign;

import java.util.Arrays;

/**
 * What is not known of a row: orthonormal directions along which it may lie anywhere. A direction that is one feature
 * costs no product. Immutable.
 */
public final class Unknown {

    private final int[] known;
    private final int[] axes;
    private final double[][] slanted;

    private Unknown(int[] known, int[] axes, double[][] slanted) {
        this.known = known;
        this.axes = axes;
        this.slanted = slanted;
    }

    /**
     * Prepares.
     *
     * @param directions orthonormal, of d features each
     * @param features d
     */
    public static Unknown of(double[][] directions, int features) {
        boolean[] taken = new boolean[features];
        int[] axes = new int[directions.length];
        double[][] slanted = new double[directions.length][];
        int alone = 0;
        int others = 0;
        for (double[] direction : directions) {
            int axis = axis(direction);
            if (axis >= 0) {
                taken[axis] = true;
                axes[alone++] = axis;
            } else {
                slanted[others++] = direction;
            }
        }
        int[] known = new int[features - alone];
        int at = 0;
        for (int j = 0; j < features; j++) {
            if (!taken[j]) {
                known[at++] = j;
            }
        }
        return new Unknown(known, Arrays.copyOf(axes, alone), Arrays.copyOf(slanted, others));
    }

    /** The feature that a direction is, -1 when it is none. */
    private static int axis(double[] direction) {
        int axis = -1;
        for (int j = 0; j < direction.length; j++) {
            if (direction[j] != 0) {
                if (axis >= 0 || direction[j] != 1) {
                    return -1;
                }
                axis = j;
            }
        }
        return axis;
    }

    /** Returns how many directions there are. */
    public int count() {
        return axes.length + slanted.length;
    }

    /** Returns the features that are no direction by themselves, rising: the array itself, never to be written to. */
    public int[] known() {
        return known;
    }

    /** Returns the directions that are no feature: the arrays themselves, never to be written to. */
    public double[][] slanted() {
        return slanted;
    }

    /** Returns the squared Euclidean distance of what is known: without the part along the directions. */
    double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int j : known) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        for (double[] direction : slanted) {
            double along = 0;
            for (int j : known) {
                along += ((double) a[j] - b[j]) * direction[j];
            }
            sum -= along * along;
        }
        return Math.max(0, sum);
    }

    /** Finds where a row lies along each direction. */
    void along(float[] row, double[] into) {
        for (int u = 0; u < axes.length; u++) {
            into[u] = row[axes[u]];
        }
        for (int u = 0; u < slanted.length; u++) {
            double along = 0;
            for (int j : known) {
                along += slanted[u][j] * row[j];
            }
            into[axes.length + u] = along;
        }
    }

    /** Returns a row with what is not known of it as in another. */
    float[] completed(float[] row, float[] other) {
        float[] completed = row.clone();
        for (int axis : axes) {
            completed[axis] = other[axis];
        }
        if (slanted.length > 0) {
            double[] sum = new double[row.length];
            for (double[] direction : slanted) {
                double along = 0;
                for (int j : known) {
                    along += ((double) other[j] - row[j]) * direction[j];
                }
                for (int j : known) {
                    sum[j] += along * direction[j];
                }
            }
            for (int j : known) {
                completed[j] = (float) (row[j] + sum[j]);
            }
        }
        return completed;
    }
}
