package io.segmenta.clustering.infer;

import java.util.Arrays;

/** The number of different values among numbers, counted exactly as far as a decision needs it. */
final class Distinct {
    /** Beyond this many different values the exact number no longer matters. */
    static final int ENOUGH = 20_000;
    /** How far it is counted while no value came twice and the values may be the names of the rows. */
    private static final int MOST = 1 << 20;
    private static final long FREE = Long.MIN_VALUE + 1;

    private Distinct() {}

    /**
     * Counts.
     *
     * @param values NaN is no value
     * @param present how many are not NaN
     * @return the number of different values, exact up to {@link #ENOUGH}; beyond, the number of values when they are whole
     *         and none came twice as far as was looked, else a number above {@link #ENOUGH}
     */
    static int of(double[] values, int present) {
        long[] table = new long[1 << 10];
        Arrays.fill(table, FREE);
        int count = 0;
        int seen = 0;
        boolean whole = true;
        boolean counting = true;
        double last = Double.NaN;
        for (int i = 0; i < values.length && counting; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                continue;
            }
            seen++;
            if (value == last) {
                continue;
            }
            last = value;
            whole &= value == Math.rint(value);
            long bits = Double.doubleToLongBits(value + 0.0);
            int mask = table.length - 1;
            int at = slot(bits, mask);
            while (table[at] != FREE && table[at] != bits) {
                at = at + 1 & mask;
            }
            if (table[at] != bits) {
                table[at] = bits;
                count++;
                if (count * 2 > table.length) {
                    table = grown(table);
                }
                counting = count <= ENOUGH || whole && count == seen && count < MOST;
            }
        }
        return counting || !whole || count < seen ? count : present;
    }

    private static long[] grown(long[] table) {
        long[] larger = new long[table.length * 2];
        Arrays.fill(larger, FREE);
        int mask = larger.length - 1;
        for (long bits : table) {
            if (bits != FREE) {
                int at = slot(bits, mask);
                while (larger[at] != FREE) {
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
