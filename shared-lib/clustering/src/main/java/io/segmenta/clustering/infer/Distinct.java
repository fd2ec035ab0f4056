package io.segmenta.clustering.infer;

import java.util.Arrays;

/** The number of different values among numbers, counted exactly up to a bound. */
final class Distinct {
    private static final int BOUND = 1 << 20;

    private Distinct() {}

    /**
     * @param values NaN is no value
     * @return the number of different values; when there are more than about a million, the number of values if none was
     *         seen twice by then, else the bound
     */
    static int of(double[] values) {
        long[] table = new long[1 << 10];
        Arrays.fill(table, Long.MIN_VALUE + 1);
        int count = 0;
        int seen = 0;
        int present = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            present++;
            if (count >= BOUND) {
                continue;
            }
            seen++;
            long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
            int mask = table.length - 1;
            int at = slot(bits, mask);
            while (table[at] != Long.MIN_VALUE + 1 && table[at] != bits) {
                at = at + 1 & mask;
            }
            if (table[at] != bits) {
                table[at] = bits;
                count++;
                if (count * 2 > table.length) {
                    table = grown(table);
                }
            }
        }
        return count >= BOUND && seen == count ? present : count;
    }

    private static long[] grown(long[] table) {
        long[] larger = new long[table.length * 2];
        Arrays.fill(larger, Long.MIN_VALUE + 1);
        int mask = larger.length - 1;
        for (long bits : table) {
            if (bits != Long.MIN_VALUE + 1) {
                int at = slot(bits, mask);
                while (larger[at] != Long.MIN_VALUE + 1) {
                    at = at + 1 & mask;
                }
                larger[at] = bits;
            }
        }
        return larger;
    }

    private static int slot(long bits, int mask) {
        long mixed = bits * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & mask;
    }
}
