package io.segmenta.clustering.features;

import java.util.Arrays;

/**
 * Order statistics without sorting: values are counted in buckets of equal width, then only the bucket that holds the
 * rank is looked into. Exact; O(n) time, and memory for the values of that bucket. Where nearly all values share a
 * bucket (a far outlier), its values are divided anew, and in the end sorted.
 */
final class OrderStatistic {
    private static final int BUCKETS = 4096;
    /** So few values are sorted. */
    private static final int FEW = 4096;

    private OrderStatistic() {}

    /**
     * The value of a rank.
     *
     * @param x n values without NaN, not changed
     * @param rank in [0, n), 0 the least
     */
    static double of(double[] x, int rank) {
        double[] values = x;
        int place = rank;
        while (values.length > FEW) {
            double min = NumberStats.min(values);
            double perWidth = (BUCKETS - 1) / (NumberStats.max(values) - min);
            if (!(perWidth > 0 && perWidth < Double.POSITIVE_INFINITY)) {
                break;
            }
            int[] counts = counts(values, min, perWidth);
            int bucket = 0;
            while (place >= counts[bucket]) {
                place -= counts[bucket++];
            }
            if (counts[bucket] == values.length) {
                break;
            }
            values = inside(values, min, perWidth, bucket, counts[bucket]);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[place];
    }

    /**
     * The value of the next rank.
     *
     * @param rank in [0, n - 1)
     * @param value the value of that rank
     */
    static double after(double[] x, int rank, double value) {
        int upTo = 0;
        double next = Double.POSITIVE_INFINITY;
        for (double other : x) {
            upTo += other <= value ? 1 : 0;
            next = Math.min(next, other > value ? other : Double.POSITIVE_INFINITY);
        }
        return upTo > rank + 1 ? value : next;
    }

    /** Rounding keeps the order of values, so buckets are in it too. */
    private static int bucket(double value, double min, double perWidth) {
        return (int) ((value - min) * perWidth);
    }

    private static int[] counts(double[] values, double min, double perWidth) {
        int[] counts = new int[BUCKETS];
        for (double value : values) {
            counts[bucket(value, min, perWidth)]++;
        }
        return counts;
    }

    private static double[] inside(double[] values, double min, double perWidth, int bucket, int count) {
        double[] inside = new double[count];
        int n = 0;
        for (double value : values) {
            if (bucket(value, min, perWidth) == bucket) {
                inside[n++] = value;
            }
        }
        return inside;
    }
}
