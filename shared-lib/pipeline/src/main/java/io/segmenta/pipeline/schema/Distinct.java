package io.segmenta.pipeline.schema;

import java.util.Arrays;

/** The number of different values among numbers, counted exactly as far as a decision needs it. */
final class Distinct {
    /** Beyond this many different values the exact number no longer matters. */
    static final int ENOUGH = 20_000;
    /** How far it is counted while no value came twice and the values may be the names of the rows. */
    private static final int MOST = 1 << 20;
    private static final long FREE = Long.MIN_VALUE + 1;
    /** Marks that stay in a near cache. */
    private static final int MOST_MARKS = 1 << 22;

    private Distinct() {}

    /** The values met so far. */
    private interface Met {
        /** Adds a value; 1 when it is new, 0 when not, -1 when it cannot be told. */
        int add(double value);
    }

    /**
     * Counts.
     *
     * @param values NaN is no value
     * @param range of the values
     * @return the number of different values, exact up to {@link #ENOUGH}; beyond, the number of values when they are
     * whole and none came twice as far as was looked, else a number above {@link #ENOUGH}
     */
    static int of(double[] values, ResolvedColumn.Range range) {
        for (int scale : range.whole() ? new int[] {1} : new int[] {100, 10_000}) {
            double span = (range.max() - range.min()) * scale;
            if (span < Math.min(MOST_MARKS, 64.0 * values.length) && Math.abs(range.min()) < 1e9) {
                int count = of(values, range.present(), new Marked(range.min(), scale, (int) span + 2));
                if (count >= 0) {
                    return count;
                }
            }
        }
        return of(values, range.present(), new Hashed(range.present()));
    }

    /** The same with all that was met in a set; -1 when the set cannot tell a value. */
    private static int of(double[] values, int present, Met met) {
        int count = 0;
        int seen = 0;
        boolean whole = true;
        double last = Double.NaN;
        for (double value : values) {
            if (Double.isNaN(value)) {
                continue;
            }
            seen++;
            if (value == last) {
                continue;
            }
            last = value;
            whole &= value == Math.rint(value);
            int added = met.add(value);
            if (added < 0) {
                return -1;
            }
            count += added;
            if (count > ENOUGH && added > 0 && !(whole && count == seen && count < MOST)) {
                return whole && count == seen ? present : count;
            }
        }
        return count;
    }

    /** Values of few decimals in a small range, one bit for each that there may be. */
    private static final class Marked implements Met {
        private final int scale;
        private final double first;
        private final long[] marks;

        Marked(double min, int scale, int places) {
            this.scale = scale;
            this.marks = new long[(places >> 6) + 1];
            this.first = Math.rint(min * scale);
        }

        @Override
        public int add(double value) {
            double scaled = Math.rint(value * scale);
            if (scaled / scale != value) {
                return -1;
            }
            int place = (int) (scaled - first);
            long mark = 1L << place;
            long before = marks[place >> 6];
            marks[place >> 6] = before | mark;
            return (before & mark) == 0 ? 1 : 0;
        }
    }

    /** Any values, in an open table. */
    private static final class Hashed implements Met {
        private long[] table;
        private int count;

        /** @param values how many may come; room for all that are counted exactly spares moving them */
        Hashed(int values) {
            this.table = filled(Math.clamp(Integer.highestOneBit(values) * 2L, 1 << 10, 1 << 16));
        }

        @Override
        public int add(double value) {
            long bits = Double.doubleToLongBits(value + 0.0);
            int at = place(table, bits);
            if (table[at] == bits) {
                return 0;
            }
            table[at] = bits;
            if (++count * 2 > table.length) {
                long[] larger = filled(table.length * 2);
                for (long old : table) {
                    if (old != FREE) {
                        larger[place(larger, old)] = old;
                    }
                }
                table = larger;
            }
            return 1;
        }

        /** Where the value is, or is to be. */
        private static int place(long[] table, long bits) {
            int mask = table.length - 1;
            int at = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 32) & mask;
            while (table[at] != FREE && table[at] != bits) {
                at = at + 1 & mask;
            }
            return at;
        }

        private static long[] filled(int size) {
            long[] table = new long[size];
            Arrays.fill(table, FREE);
            return table;
        }
    }
}
