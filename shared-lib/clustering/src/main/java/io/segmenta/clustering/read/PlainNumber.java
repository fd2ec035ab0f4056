package io.segmenta.clustering.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Parses plain numbers - digits, a point, a sign, nothing else - from bytes, sixteen of them looked at together: one
 * addition finds which are no digits, three multiplications turn up to eight digits into a number. Whole and fraction make
 * one integer of at most 15 digits, which a double holds exactly, so that one division by a power of ten rounds correctly.
 * The technique is that of D. Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51
 * (2021), doi:10.1002/spe.2984.
 */
final class PlainNumber {
    /** Bytes behind the content of an array that may be loaded, never used. */
    static final int SLACK = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MINUS = '-' ^ '0';
    private static final long ZEROS = 0x3030303030303030L;
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};
    private static final double[] SIGNS = {1, -1};
    private static final long[] WHOLE_POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};
    private static final int MAX_DIGITS = 15;

    private PlainNumber() {}

    /**
     * Parses the number at a place into into[r].
     *
     * @param bytes with {@link #SLACK} behind a byte that is neither a digit nor a point
     * @return the place behind it times 16, plus the digits behind its point; -1 when it is not plain
     */
    static long parse(byte[] bytes, int from, double[] into, int r) {
        // Half of all signs are negative: arithmetic instead of a branch that is guessed wrong every other time.
        // For the same reason the test for a leading zero comes before that for the length, which varies.
        long first = (long) LONGS.get(bytes, from) ^ ZEROS;
        int negative = ((int) first & 0xFF ^ MINUS) - 1 >>> 31;
        long second = (long) LONGS.get(bytes, from + 8) ^ ZEROS;
        int others = (others(first) | others(second) << 8) & ~negative;
        int point = Integer.numberOfTrailingZeros(others);
        if (point == negative || bytes[from + negative] == '0' && point - negative > 1) {
            return -1;
        }
        if (point > 8) {
            return slow(bytes, from, negative, into, r);
        }
        first &= -1L << 8 * negative;
        if (bytes[from + point] != '.') {
            into[r] = parse(first, point) * SIGNS[negative];
            return (long) from + point << 4;
        }
        int end = Integer.numberOfTrailingZeros(others & others - 1);
        int behind = end - point - 1;
        if (behind == 0) {
            return -1;
        }
        if (end > 15 || behind > 7) {
            return slow(bytes, from, negative, into, r);
        }
        long more = (long) LONGS.get(bytes, from + point + 1) ^ ZEROS;
        long mantissa = parse(first, point) * WHOLE_POWERS[behind] + parse(more, behind);
        into[r] = mantissa / POWERS[behind] * SIGNS[negative];
        return (long) from + end << 4 | behind;
    }

    /** Up to 15 digits, one by one. */
    private static long slow(byte[] bytes, int from, int negative, double[] into, int r) {
        int first = from + negative;
        int position = first;
        long mantissa = 0;
        int point = -1;
        int count = 0;
        for (; count <= MAX_DIGITS; position++) {
            int digit = bytes[position] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                count++;
            } else if (bytes[position] == '.' && point < 0) {
                point = position;
            } else {
                break;
            }
        }
        int behind = point < 0 ? 0 : position - point - 1;
        if (count > MAX_DIGITS || point >= 0 && behind == 0) {
            return -1;
        }
        into[r] = mantissa / POWERS[behind] * SIGNS[negative];
        return (long) position << 4 | behind;
    }

    /**
     * Which of eight bytes, each with '0' taken from it, are no digits: one bit for each, the lowest for the first. Exact up
     * to and with the first byte that is not ASCII.
     */
    private static int others(long digits) {
        long marks = (digits + 0x7676767676767676L | digits) & 0x8080808080808080L;
        return (int) (marks * 0x0002040810204081L >>> 56);
    }

    /** The number that the first n bytes, 1 to 8 digits, stand for. */
    private static long parse(long digits, int n) {
        long aligned = digits << 64 - 8 * n;
        long pairs = aligned * 10 + (aligned >>> 8);
        return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L) >>> 32;
    }
}
