package io.segmenta.statistics;

import java.util.SplittableRandom;

/** A seeded sample of rows in rising order: one out of each of equally long stretches. */
public final class StratifiedRows {

    private StratifiedRows() {}

    /**
     * Draws numbers of rows, counted from 0. Time and memory O(count).
     *
     * @param rows n that there are, at most 2<sup>40</sup>
     * @param count to draw, in [0, n], at most 2<sup>22</sup>
     * @param seed of the draw
     */
    public static long[] of(long rows, int count, long seed) {
        if (rows < 0 || rows > 1L << 40) {
            throw new IllegalArgumentException("rows must be in [0, 2^40], got " + rows);
        }
        if (count < 0 || count > Math.min(rows, 1 << 22)) {
            throw new IllegalArgumentException(
                    "count must be in [0, " + Math.min(rows, 1 << 22) + "], got " + count);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[] chosen = new long[count];
        for (int i = 0; i < count; i++) {
            long from = i * rows / count;
            long to = (i + 1) * rows / count;
            chosen[i] = from + random.nextLong(to - from);
        }
        return chosen;
    }
}
