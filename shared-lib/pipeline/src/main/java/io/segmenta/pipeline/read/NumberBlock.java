package io.segmenta.pipeline.read;

/**
 * Parses many short numbers - at most eight characters without the sign - together, as {@link PlainNumber} does one:
 * each step is a loop over arrays without a branch, which the compiler turns into vector instructions where the
 * processor has them.
 */
final class NumberBlock {
    private static final int MOST = 8;
    /** Stands for a cell that is no such number. */
    private static final long NONE = -1;
    /** Powers of ten by the bytes behind a point, eight where there is none; behind them those of negative numbers. */
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e0, 0, 0, 0, 0, 0, 0, 0, -1e0,
            -1e1, -1e2, -1e3, -1e4, -1e5, -1e6, -1e7, -1e0, 0, 0, 0, 0, 0, 0, 0};
    private static final int NEGATIVE = 16;

    /** The last eight bytes of each number, then the number itself without sign and point. */
    private final long[] words;
    /** The highest bit of each byte that is no digit. */
    private final long[] others;
    /** Not 0 where it is no plain number. */
    private final long[] wrong;
    private final byte[] signs;
    private final int[] left;

    /** @param size the most cells at a time */
    NumberBlock(int size) {
        this.words = new long[size];
        this.others = new long[size];
        this.wrong = new long[size];
        this.signs = new byte[size];
        this.left = new int[size];
    }

    /**
     * Parses.
     *
     * @param bytes ASCII, with {@link PlainNumber#SLACK} before the first cell
     * @param starts where each cell begins
     * @param ends the place behind each
     * @param first the first cell to be parsed
     * @param count how many cells
     * @param into gets the numbers from its place on
     * @param decimals gets the digits behind the point
     * @return how many cells are no short plain numbers, to be asked for by {@link #left}
     */
    int parse(byte[] bytes, int[] starts, int[] ends, int first, int count, double[] into, byte[] decimals,
            int place) {
        for (int i = 0; i < count; i++) {
            words[i] = word(bytes, starts[first + i], ends[first + i], i);
        }
        takePointsOut(words, others, wrong, count);
        joinDigits(words, count);
        int rest = 0;
        for (int i = 0; i < count; i++) {
            if (wrong[i] == 0) {
                int behind = Long.numberOfLeadingZeros(others[i]) >>> 3;
                into[place + i] = words[i] / POWERS[behind + signs[i]];
                decimals[place + i] = (byte) (behind & 7);
            } else {
                left[rest++] = i;
            }
        }
        return rest;
    }

    /** The place, from 0 for the first cell, of the k-th cell that was not parsed; ascending. */
    int left(int k) {
        return left[k];
    }

    /** The last eight bytes of a cell, without those before it and its sign. */
    private long word(byte[] bytes, int from, int to, int i) {
        int negative = ((bytes[from] ^ '-') - 1) >>> 31;
        int at = from + negative;
        int n = to - at;
        signs[i] = (byte) (negative * NEGATIVE);
        byte first = bytes[at];
        if (n < 1 || n > MOST || first == '.' || (first == '0' && n > 1 && bytes[at + 1] != '.')) {
            return NONE;
        }
        return PlainNumber.load(bytes, to - 8) & -1L << (64 - 8 * n);
    }

    private static void takePointsOut(long[] words, long[] others, long[] wrong, int count) {
        for (int i = 0; i < count; i++) {
            long word = words[i];
            long other = PlainNumber.others(word);
            long place = other >>> 7;
            long point = (place << 8) - place;
            // All bits where there is an other character, none where there is not.
            long any = -other >> 63;
            long before = place - 1 & any;
            // More than one, not a point, or nothing behind it. A point less '0' is 30, that is 32 - 2.
            wrong[i] = (other & (other - 1)) | ((word & point) ^ ((place << 5) - (place << 1))) | other >>> 63;
            others[i] = other;
            words[i] = (word & before) << 8 | (word & ~(before | point));
        }
    }

    private static void joinDigits(long[] words, int count) {
        for (int i = 0; i < count; i++) {
            words[i] = PlainNumber.eight(words[i]);
        }
    }
}
