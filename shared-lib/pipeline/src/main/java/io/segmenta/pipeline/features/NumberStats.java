package io.segmenta.pipeline.features;

import java.util.Arrays;

/** Plain statistics of an array without NaN. Sums run in the order of the array; nothing is changed in it. */
final class NumberStats {
    private static final int HUNDREDTH = 100;

    private NumberStats() {}

    static double mean(double[] x) {
        double shift = x[0];
        double sum = 0;
        for (double value : x) {
            sum += value - shift;
        }
        return shift + sum / x.length;
    }

    /** Population variance (divisor n), two passes with the correction of the rounding of the mean. */
    static double variance(double[] x, double mean) {
        double squares = 0;
        double rest = 0;
        for (double value : x) {
            double d = value - mean;
            squares += d * d;
            rest += d;
        }
        return Math.max(0, (squares - rest * rest / x.length) / x.length);
    }

    /** Third standardised moment (divisor n), 0 for a constant. */
    static double skewness(double[] x) {
        double mean = mean(x);
        double second = 0;
        double third = 0;
        for (double value : x) {
            double d = value - mean;
            second += d * d;
            third += d * d * d;
        }
        second /= x.length;
        third /= x.length;
        double scale = second * Math.sqrt(second);
        return second <= 0 || scale == 0 || !Double.isFinite(third / scale) ? 0 : third / scale;
    }

    /**
     * Whether the hundredth of the values that is farthest from the mean holds more than half of the variance; never of
     * fewer than 200 values.
     */
    static boolean hasHeavyTail(double[] x) {
        int few = x.length / HUNDREDTH;
        double mean = mean(x);
        double[] squares = new double[x.length];
        double sum = 0;
        double greatest = 0;
        for (int i = 0; i < x.length; i++) {
            squares[i] = (x[i] - mean) * (x[i] - mean);
            sum += squares[i];
            greatest = Math.max(greatest, squares[i]);
        }
        if (x.length < 2 * HUNDREDTH || few * greatest <= sum / 2) {
            return false;
        }
        Arrays.sort(squares);
        double tail = 0;
        for (int i = x.length - few; i < x.length; i++) {
            tail += squares[i];
        }
        return tail > sum / 2;
    }

    /** The values that are there: the array itself when none is missing. */
    static double[] present(double[] x, int missing) {
        if (missing == 0) {
            return x;
        }
        double[] present = new double[x.length - missing];
        int n = 0;
        for (double value : x) {
            if (!Double.isNaN(value)) {
                present[n++] = value;
            }
        }
        return present;
    }

    /** The value met most often; of equally frequent ones the least. */
    static double mode(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double best = sorted[0];
        int most = 0;
        for (int i = 0; i < sorted.length;) {
            int j = i;
            while (j < sorted.length && sorted[j] == sorted[i]) {
                j++;
            }
            if (j - i > most) {
                most = j - i;
                best = sorted[i];
            }
            i = j;
        }
        return best;
    }
}
