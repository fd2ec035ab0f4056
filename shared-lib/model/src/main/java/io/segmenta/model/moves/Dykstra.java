package io.segmenta.model.moves;

/**
 * The point of an intersection of half-spaces and a box that is nearest to the origin, by Dykstra's cyclic projections:
 * each correction is taken back before the next turn, so that the limit is the projection and not just any point.
 *
 * <p>
 * Reference: Boyle and Dykstra, "A method for finding projections onto the intersection of convex sets in Hilbert
 * spaces", 1986, doi:10.1007/978-1-4613-9940-7_3.
 */
final class Dykstra {
    private static final int TURNS = 2_000;
    private static final double SETTLED = 1e-12;

    private Dykstra() {}

    /**
     * Returns the point; where the sets do not meet, one that is in none of them or in some.
     *
     * @param normals per half-space a normal n, m numbers
     * @param bounds per half-space the b of n y >= b
     * @param low per dimension, at most 0
     * @param high per dimension, at least 0
     */
    static double[] nearest(double[][] normals, double[] bounds, double[] low, double[] high) {
        int m = low.length;
        double[] y = new double[m];
        double[] lengths = new double[normals.length];
        // A half-space moves along its normal only: one number tells the correction.
        double[] taken = new double[normals.length];
        double[] boxed = new double[m];
        for (int k = 0; k < normals.length; k++) {
            lengths[k] = product(normals[k], normals[k]);
        }
        for (int turn = 0; turn < TURNS; turn++) {
            double moved = 0;
            for (int k = 0; k < normals.length; k++) {
                if (lengths[k] > 0) {
                    double lacking = (bounds[k] - product(normals[k], y)) / lengths[k] + taken[k];
                    double step = Math.max(0, lacking) - taken[k];
                    for (int j = 0; j < m; j++) {
                        y[j] += step * normals[k][j];
                    }
                    taken[k] += step;
                    moved = Math.max(moved, Math.abs(step) * Math.sqrt(lengths[k]));
                }
            }
            for (int j = 0; j < m; j++) {
                double free = y[j] + boxed[j];
                double kept = inside(free, low[j], high[j]);
                boxed[j] = free - kept;
                moved = Math.max(moved, Math.abs(kept - y[j]));
                y[j] = kept;
            }
            if (moved < SETTLED) {
                break;
            }
        }
        return y;
    }

    /** Returns the place in [low, high] nearest to a value. */
    static double inside(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
