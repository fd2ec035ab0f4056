package io.segmenta.pipeline.drift;

import java.util.Arrays;

/**
 * How much more days differ than chance has them (weekdays, customers who return): max(1, median((z_t - z_(t-1))^2) /
 * 0.91), which is 1 for independent standard normal z, and which a lasting change leaves as it is.
 */
public final class Dispersion {
    /** Windows that it is taken of at most: eight weeks and a day. */
    public static final int MOST_WINDOWS = 57;
    /** Windows that it is taken of at least; before, days are taken to differ by chance. */
    public static final int LEAST_WINDOWS = 15;

    /** The median of the square of a difference of two standard normal numbers. */
    private static final double BY_CHANCE = 0.91;

    private Dispersion() {}

    /**
     * Returns the dispersion, at least 1.
     *
     * @param z what the windows before said of a statistic, the oldest first
     */
    public static double of(double[] z) {
        if (z.length < LEAST_WINDOWS) {
            return 1;
        }
        int first = Math.max(0, z.length - MOST_WINDOWS);
        double[] squares = new double[z.length - first - 1];
        for (int i = 0; i < squares.length; i++) {
            double step = z[first + i + 1] - z[first + i];
            squares[i] = step * step;
        }
        Arrays.sort(squares);
        int half = squares.length / 2;
        double median = squares.length % 2 == 1 ? squares[half] : (squares[half - 1] + squares[half]) / 2;
        return Math.max(1, median / BY_CHANCE);
    }
}
