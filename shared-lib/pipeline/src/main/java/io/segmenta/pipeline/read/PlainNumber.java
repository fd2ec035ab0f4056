package io.segmenta.pipeline.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Parses plain numbers - digits, a point, a sign, nothing else - from bytes, the eight or sixteen before their end
 * looked at together: one addition finds which are no digits, the digits before the point are moved up beside those
 * behind it, and three multiplications turn eight digits into a number. So neither the length nor the place of the
 * point is a branch. At most 15 digits make one integer, which a double holds exactly, so that one division by a power
 * of ten rounds correctly. The technique is that of D. Lemire, "Number parsing at a gigabyte per second", Software:
 * Practice and Experience 51 (2021), doi:10.1002/spe.2984.
 */
final class PlainNumber {
    /** Bytes before the content of an array that may be loaded, never used. */
    static final int SLACK = 16;
    /** The result when it is no plain number. */
    static final int OTHER = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH = 0x8080808080808080L;
    private static final int POINT = '.' ^ '0';
    private static final int EIGHT_DIGITS = 100_000_000;
    private static final int MAX_DIGITS = 15;
    /** Powers of ten by the digits behind the point, the negative ones behind the positive. */
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15, -1e0, -1e1, -1e2, -1e3, -1e4, -1e5, -1e6, -1e7, -1e8, -1e9, -1e10, -1e11, -1e12, -1e13, -1e14,
            -1e15};

    private PlainNumber() {}

    /**
     * Parses a cell into into[r].
     *
     * @param bytes ASCII, with {@link #SLACK} before the first cell
     * @param from where the cell begins
     * @param to the place behind it, greater than from
     * @return the digits behind its point, at most 14, or {@link #OTHER}
     */
    static int parse(byte[] bytes, int from, int to, double[] into, int r) {
        int negative = bytes[from] == '-' ? 1 : 0;
        int n = to - from - negative;
        if (n < 1 || n > 16) {
            return OTHER;
        }
        long low = load(bytes, to - 8) & -1L << (64 - 8 * Math.min(n, 8));
        long high = n > 8 ? load(bytes, to - 16) & -1L << (128 - 8 * n) : 0;
        long lowOthers = others(low);
        long highOthers = others(high);
        int behind = 0;
        int whole = n;
        if (lowOthers != 0) {
            behind = Long.numberOfLeadingZeros(lowOthers) >>> 3;
            whole = n - 1 - behind;
            if (highOthers != 0 || behind == 0 || !isPoint(low, lowOthers)) {
                return OTHER;
            }
            low = close(low, lowOthers) | high >>> 56;
            high <<= 8;
        } else if (highOthers != 0) {
            behind = 8 + (Long.numberOfLeadingZeros(highOthers) >>> 3);
            whole = n - 1 - behind;
            if (!isPoint(high, highOthers)) {
                return OTHER;
            }
            high = close(high, highOthers);
        }
        if (whole == 0 || whole + behind > MAX_DIGITS || (whole > 1 && bytes[to - n] == '0')) {
            return OTHER;
        }
        into[r] = (eight(high) * EIGHT_DIGITS + eight(low)) / POWERS[behind + (negative << 4)];
        return behind;
    }

    /** Eight bytes, each with '0' taken from it. */
    static long load(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at) ^ ZEROS;
    }

    /** The highest bit of each byte that is no digit. */
    static long others(long digits) {
        return (digits + 0x7676767676767676L | digits) & HIGH;
    }

    /** Whether the marked bytes are one, a point. */
    private static boolean isPoint(long digits, long others) {
        return (others & others - 1) == 0 && (digits >>> (Long.numberOfTrailingZeros(others) - 7) & 0xFF) == POINT;
    }

    /** Takes the marked byte out; those before it move up. */
    private static long close(long digits, long other) {
        long place = other >>> 7;
        return (digits & place - 1) << 8 | (digits & -(place << 8));
    }

    /** The number that eight digits stand for. */
    static long eight(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L) >>> 32;
    }
}
