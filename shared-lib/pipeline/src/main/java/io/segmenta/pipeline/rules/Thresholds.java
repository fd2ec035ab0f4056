package io.segmenta.pipeline.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bounds that people can remember: few digits, near the quantiles of a segment and of the others. A bound lies in the
 * middle of the gap between two values that rows have, or somewhat aside where that saves digits.
 */
final class Thresholds {
    /** Most bounds of a column. */
    static final int MOST = 32;

    /** How many of them divide the rows of the segment. */
    private static final int OF_SEGMENT = 20;
    /** How far a bound may move to lose digits, in parts of the way to its neighbour. */
    private static final double ROOM = 0.3;
    /** How far it may move within its gap, in parts of the gap. */
    private static final double WITHIN_GAP = 0.3;

    private Thresholds() {}

    /**
     * Returns the bounds for a column, rising, at most {@value #MOST}; each parts the values.
     *
     * @param members values of rows of the segment, none NaN
     * @param others values of the other rows, none NaN
     * @param whole whether bounds are whole numbers
     */
    static double[] of(double[] members, double[] others, boolean whole) {
        double[] all = new double[members.length + others.length];
        System.arraycopy(members, 0, all, 0, members.length);
        System.arraycopy(others, 0, all, members.length, others.length);
        Arrays.sort(all);
        TreeSet<Integer> gaps = new TreeSet<>();
        addGaps(members, OF_SEGMENT, all, gaps);
        addGaps(others, MOST - OF_SEGMENT, all, gaps);
        int[] above = gaps.stream().mapToInt(place -> place).toArray();
        TreeSet<Double> bounds = new TreeSet<>();
        for (int i = 0; i < above.length; i++) {
            double low = all[above[i] - 1];
            double high = all[above[i]];
            double middle = low + (high - low) / 2;
            double room = WITHIN_GAP * (high - low);
            double before = i == 0 ? middle : all[above[i - 1]];
            double after = i == above.length - 1 ? middle : all[above[i + 1] - 1];
            double bound = roundest(middle - Math.max(room, ROOM * (middle - before)),
                    middle + Math.max(room, ROOM * (after - middle)), middle);
            // Between whole numbers a bound means the upper one.
            bounds.add(whole ? Math.ceil(bound) : bound);
        }
        return bounds.stream().mapToDouble(bound -> bound)
                .filter(bound -> bound > all[0] && bound <= all[all.length - 1]).toArray();
    }

    /** Adds the places in {@code all} above gaps: below the lower quantiles of some values, above the upper ones. */
    private static void addGaps(double[] some, int count, double[] all, Set<Integer> gaps) {
        if (some.length == 0) {
            return;
        }
        double[] sorted = some.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < count; i++) {
            double even = i / (count - 1.0);
            // Denser at both ends, where a segment stops.
            double order = even * even * (3 - 2 * even);
            double value = sorted[(int) Math.round(order * (sorted.length - 1))];
            int place = 2 * i < count ? first(all, value) : last(all, value) + 1;
            if (place > 0 && place < all.length) {
                gaps.add(place);
            }
        }
    }

    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int last(double[] sorted, double value) {
        int low = first(sorted, value);
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /**
     * Returns the number with the fewest digits between two others, of several the one nearest to a third.
     *
     * @param low finite
     * @param high at least {@code low}
     * @param near between them
     */
    static double roundest(double low, double high, double near) {
        if (low <= 0 && high >= 0) {
            return low == high ? near : 0;
        }
        BigDecimal exact = new BigDecimal(Double.toString(near));
        int first = exact.precision() - exact.scale();
        for (int scale = 1 - first; scale < exact.scale(); scale++) {
            double rounded = exact.setScale(scale, RoundingMode.HALF_EVEN).doubleValue();
            if (rounded >= low && rounded <= high) {
                return rounded;
            }
        }
        return near;
    }
}
