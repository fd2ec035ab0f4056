package io.segmenta.pipeline.rules;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which rows a rule is found on: none of the held-out fifth, at most so many of the others, and of each segment at
 * least so many. Seeded by the row's number alone, so that it does not depend on how work is shared out.
 */
final class RuleSample {
    /** Rows a rule is found on at most, beside those added to small segments. */
    static final int ROWS = 10_000;
    /** Rows of a segment, where it has as many. */
    static final int LEAST = 1_000;

    private static final int FOLDS = 5;
    private static final double RANGE = 0x1p53;

    private final int[] rows;
    private final BitSet common;
    private final int[] sampled;
    private final long[] pool;

    /**
     * @param labels the segment of each row, -1 for none
     * @param clusters number of segments
     */
    RuleSample(int[] labels, int clusters, long seed) {
        this.pool = new long[clusters + 1];
        for (int i = 0; i < labels.length; i++) {
            if (!isHeldOut(i, seed)) {
                pool[labels[i] + 1]++;
            }
        }
        long all = Arrays.stream(pool).sum();
        double share = all == 0 ? 1 : Math.min(1, (double) ROWS / all);
        IntStream.Builder taken = IntStream.builder();
        BitSet ofAll = new BitSet();
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            long hash = hash(i, seed);
            if (isHeldOut(hash)) {
                continue;
            }
            double place = ((hash * 0x9E3779B97F4A7C15L) >>> 11) / RANGE;
            double least = labels[i] < 0 ? 0 : (double) LEAST / pool[labels[i] + 1];
            if (place < share || place < least) {
                ofAll.set(count++, place < share);
                taken.add(i);
            }
        }
        this.rows = taken.build().toArray();
        this.common = ofAll;
        this.sampled = Arrays.stream(rows).map(row -> labels[row]).toArray();
    }

    /** Returns the rows of the sample, rising. */
    int[] rows() {
        return rows;
    }

    /** Returns the places in {@link #rows} of the rows of a segment, rising. */
    int[] members(int cluster) {
        return IntStream.range(0, rows.length).filter(place -> sampled[place] == cluster).toArray();
    }

    /** Returns the places in {@link #rows} of rows of all other segments and of none, rising. */
    int[] others(int cluster) {
        return common.stream().filter(place -> sampled[place] != cluster).toArray();
    }

    /** Returns how many rows of the segment, none of them held out, the sample stands for. */
    long pool(int cluster) {
        return pool[cluster + 1];
    }

    /** Returns how many rows of the other segments the sample stands for. */
    long poolOfOthers(int cluster) {
        return Arrays.stream(pool).sum() - pool(cluster);
    }

    /** Tells whether a row is of the fifth that no rule is found on. */
    static boolean isHeldOut(int row, long seed) {
        return isHeldOut(hash(row, seed));
    }

    private static boolean isHeldOut(long hash) {
        return Long.remainderUnsigned(hash, FOLDS) == 0;
    }

    /** The finaliser of SplitMix64. */
    private static long hash(int row, long seed) {
        long z = seed + (row + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
