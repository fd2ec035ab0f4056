package io.segmenta.model.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Quantiles without sorting: values are counted in buckets of equal width, and only buckets that hold a wanted rank are
 * looked into. Exact. Where nearly all values share a bucket (a far outlier), its values are divided anew, and in the
 * end sorted.
 */
public final class Quantiles {

    private static final int BUCKETS = 4096;
    /** So few values are sorted. */
    private static final int FEW = 4096;

    private Quantiles() {}

    /**
     * Returns quantiles by linear interpolation between order statistics, as NumPy's default. Time O(n); memory that of
     * the values in the wanted buckets, O(n) at worst.
     *
     * @param x at least one value, none of them NaN; not changed
     * @param orders of the quantiles, in [0, 1]
     */
    public static double[] of(double[] x, double... orders) {
        int last = x.length - 1;
        int[] ranks = IntStream.range(0, 2 * orders.length)
                .map(i -> Math.min(last, (int) (orders[i / 2] * last) + i % 2)).toArray();
        double[] values = atRanks(x, ranks);
        double[] quantiles = new double[orders.length];
        for (int q = 0; q < orders.length; q++) {
            double low = values[2 * q];
            double rest = orders[q] * last - ranks[2 * q];
            quantiles[q] = rest == 0 ? low : low + rest * (values[2 * q + 1] - low);
        }
        return quantiles;
    }

    /** Returns the values of ranks in [0, n), 0 the least. Time O(n). */
    public static double[] atRanks(double[] x, int... ranks) {
        double min = min(x);
        double perWidth = (BUCKETS - 1) / (max(x) - min);
        boolean divisible = x.length > FEW && perWidth > 0 && perWidth < Double.POSITIVE_INFINITY;
        int[] upTo = divisible ? upTo(x, min, perWidth) : new int[0];
        int[] buckets = Arrays.stream(ranks).map(rank -> holding(upTo, rank)).toArray();
        int[] wanted = Arrays.stream(buckets).distinct().toArray();
        if (!divisible || (wanted.length == 1 && count(upTo, wanted[0]) == x.length)) {
            double[] sorted = x.clone();
            Arrays.sort(sorted);
            return Arrays.stream(ranks).mapToDouble(rank -> sorted[rank]).toArray();
        }
        double[][] inside = inside(x, min, perWidth, upTo, wanted);
        double[] found = new double[ranks.length];
        for (int w = 0; w < wanted.length; w++) {
            int bucket = wanted[w];
            int below = upTo[bucket] - count(upTo, bucket);
            int[] places = IntStream.range(0, ranks.length).filter(i -> buckets[i] == bucket).toArray();
            double[] values = atRanks(inside[w], Arrays.stream(places).map(i -> ranks[i] - below).toArray());
            for (int i = 0; i < places.length; i++) {
                found[places[i]] = values[i];
            }
        }
        return found;
    }

    /** Rounding keeps the order of values, so buckets are in it too. */
    private static int bucket(double value, double min, double perWidth) {
        return (int) ((value - min) * perWidth);
    }

    /** Returns for each bucket how many values are in it and those below. */
    private static int[] upTo(double[] x, double min, double perWidth) {
        int[] upTo = new int[BUCKETS];
        for (double value : x) {
            upTo[bucket(value, min, perWidth)]++;
        }
        for (int b = 1; b < BUCKETS; b++) {
            upTo[b] += upTo[b - 1];
        }
        return upTo;
    }

    private static int holding(int[] upTo, int rank) {
        int bucket = 0;
        while (bucket < upTo.length && upTo[bucket] <= rank) {
            bucket++;
        }
        return bucket;
    }

    private static int count(int[] upTo, int bucket) {
        return upTo[bucket] - (bucket == 0 ? 0 : upTo[bucket - 1]);
    }

    /** Returns the values in each of the wanted buckets. */
    private static double[][] inside(double[] x, double min, double perWidth, int[] upTo, int[] wanted) {
        int[] place = new int[BUCKETS];
        Arrays.fill(place, -1);
        double[][] inside = new double[wanted.length][];
        for (int w = 0; w < wanted.length; w++) {
            place[wanted[w]] = w;
            inside[w] = new double[count(upTo, wanted[w])];
        }
        int[] filled = new int[wanted.length];
        for (double value : x) {
            int w = place[bucket(value, min, perWidth)];
            if (w >= 0) {
                inside[w][filled[w]++] = value;
            }
        }
        return inside;
    }

    /** Returns the least of at least one value. */
    public static double min(double[] x) {
        double min = x[0];
        for (double value : x) {
            min = Math.min(min, value);
        }
        return min;
    }

    /** Returns the greatest of at least one value. */
    public static double max(double[] x) {
        double max = x[0];
        for (double value : x) {
            max = Math.max(max, value);
        }
        return max;
    }
}
