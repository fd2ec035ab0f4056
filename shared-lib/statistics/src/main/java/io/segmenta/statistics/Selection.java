package io.segmenta.statistics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Quantiles of values that lie in many places, exact, without gathering or sorting them.
 *
 * <p>
 * The 64 bits of a double, turned so that their order as unsigned numbers is that of the values, are found from the
 * highest down, {@value #BITS} at a time (radix selection): in each of {@value #ROUNDS} rounds all values are counted
 * by their next bits, where those before are the ones wanted. Counts of parts are added, in any order: <pre>{@code
 * while (!selection.isDone()) {
 *     long[] counts = selection.newCounts();
 *     for (double x : values) {
 *         selection.count(x, counts);
 *     }
 *     selection.narrow(counts);
 * }
 * }</pre> Time O(n) per round; memory 16 KB for each rank that is looked for, two per quantile. Counting changes
 * nothing but the counts, so many threads may count at the same time; narrowing is for one.
 *
 * <p>
 * A quantile is interpolated between order statistics, as NumPy's default and R's type 7 (Hyndman and Fan, "Sample
 * quantiles in statistical packages", The American Statistician 50, 1996, doi:10.2307/2684934). Negative zero counts as
 * zero.
 */
public final class Selection implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int BITS = 11;
    private static final int ROUNDS = 6;
    private static final int BUCKETS = 1 << BITS;

    private final long count;
    private final double[] orders;
    /** By quantile two ranks: the one at or below it and the next. */
    private final long[] ranks;
    /** The bits found of each rank, in their places. */
    private final long[] found;
    /** How many values with these bits lie below each rank. */
    private final long[] below;
    /** The different ones of the bits found, rising as unsigned numbers. */
    private long[] prefixes;
    private int round;

    /**
     * Looks for quantiles.
     *
     * @param count n values, at least one
     * @param orders of the quantiles, in [0, 1]
     */
    public Selection(long count, double... orders) {
        if (count < 1) {
            throw new IllegalArgumentException("quantiles need at least one value, got " + count);
        }
        for (double order : orders) {
            if (!(order >= 0 && order <= 1)) {
                throw new IllegalArgumentException("order must be in [0, 1], got " + order);
            }
        }
        this.count = count;
        this.orders = orders.clone();
        this.ranks = new long[2 * orders.length];
        for (int r = 0; r < ranks.length; r++) {
            ranks[r] = Math.min(count - 1, (long) (orders[r / 2] * (count - 1)) + r % 2);
        }
        this.found = new long[ranks.length];
        this.below = ranks.clone();
        this.prefixes = new long[1];
    }

    /** Returns whether the quantiles are found. */
    public boolean isDone() {
        return round == ROUNDS;
    }

    /** Returns counters for a round, all zero. */
    public long[] newCounts() {
        return new long[prefixes.length * BUCKETS];
    }

    /**
     * Counts a value.
     *
     * @param x not NaN
     * @param counts of this round
     */
    public void count(double x, long[] counts) {
        long key = key(x);
        int prefix = prefixes.length == 1 && round == 0 ? 0 : find(round == 0 ? 0 : key & (-1L << shift(round - 1)));
        if (prefix >= 0) {
            counts[prefix * BUCKETS + bucket(key)]++;
        }
    }

    /**
     * Ends a round.
     *
     * @param counts of all n values
     */
    public void narrow(long[] counts) {
        for (int r = 0; r < ranks.length; r++) {
            int at = find(found[r]) * BUCKETS;
            int bucket = 0;
            while (below[r] >= counts[at + bucket]) {
                below[r] -= counts[at + bucket++];
            }
            found[r] |= (long) bucket << shift(round);
        }
        prefixes = Arrays.stream(found).map(bits -> bits ^ Long.MIN_VALUE).sorted().distinct()
                .map(bits -> bits ^ Long.MIN_VALUE).toArray();
        round++;
    }

    /** Returns the quantiles, in the order they were asked for, once they are found. */
    public double[] quantiles() {
        if (!isDone()) {
            throw new IllegalStateException("the quantiles are not found yet: " + round + " of " + ROUNDS + " rounds");
        }
        return IntStream.range(0, orders.length).mapToDouble(q -> {
            double low = value(found[2 * q]);
            double rest = orders[q] * (count - 1) - ranks[2 * q];
            return rest == 0 ? low : low + rest * (value(found[2 * q + 1]) - low);
        }).toArray();
    }

    private int find(long bits) {
        for (int p = 0; p < prefixes.length; p++) {
            if (prefixes[p] == bits) {
                return p;
            }
        }
        return -1;
    }

    private int bucket(long key) {
        return (int) (key >>> shift(round))
                & (round == ROUNDS - 1 ? (1 << (64 - BITS * (ROUNDS - 1))) - 1 : BUCKETS - 1);
    }

    private static int shift(int round) {
        return Math.max(0, 64 - BITS * (round + 1));
    }

    /** Returns bits that, as unsigned numbers, are ordered as the values. */
    private static long key(double x) {
        if (Double.isNaN(x)) {
            throw new IllegalArgumentException("x must be a number, got NaN");
        }
        long bits = Double.doubleToRawLongBits(x + 0.0);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    private static double value(long key) {
        return Double.longBitsToDouble(key < 0 ? key ^ Long.MIN_VALUE : ~key);
    }
}
