package io.segmenta.statistics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The sum of doubles, or of their squares, without any rounding until it is asked for.
 *
 * <p>
 * A number in fixed point, wide enough for the least and the greatest square of a double, in chunks of 32 bits that
 * each have 31 bits of room for carries (a small superaccumulator). Adding is exact, so sums are the same in any order
 * and however they are split into parts that are added with {@link #add(ExactSum)}. Time of an addition O(1), about
 * that of ten plain ones; memory 1.1 KB. Not thread-safe.
 * <ul>
 * <li>The sum of nothing is +0, as is any sum that is zero;
 * <li>NaN and infinities are refused;
 * <li>up to 2<sup>62</sup> values.
 * </ul>
 *
 * <p>
 * Reference: Neal, "Fast exact summation using small and large superaccumulators", 2015, arXiv:1505.05571.
 */
public final class ExactSum implements Serializable {

    private static final long serialVersionUID = 1;

    /** The lowest bit stands for 2^-2148, the lowest of the square of the least double. */
    private static final int LOWEST = 2148;
    /** From there to the highest bit of the square of the greatest double, 2^2048, and 64 bits of values. */
    private static final int CHUNKS = (LOWEST + 2048 + 64) / 32 + 1;
    /** So many values of 33 bits fit a chunk before its carries are due. */
    private static final int MOST = 1 << 29;
    private static final int EXPONENT = 0x7FF;
    private static final long MANTISSA = (1L << 52) - 1;
    private static final long LOW = 0xFFFFFFFFL;

    private final long[] chunks = new long[CHUNKS];
    private int sinceCarry;

    /**
     * Adds a value.
     *
     * @param x finite
     */
    public void add(double x) {
        long bits = Double.doubleToRawLongBits(x);
        // A double is mantissa 2^(exponent - 1075).
        addAt(exponent(bits, x) - 1075 + LOWEST, mantissa(bits), 0, bits < 0);
    }

    /**
     * Adds the square of a value, which need not be a double.
     *
     * @param x finite
     */
    public void addSquare(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long mantissa = mantissa(bits);
        addAt(2 * (exponent(bits, x) - 1075) + LOWEST, mantissa * mantissa, Math.multiplyHigh(mantissa, mantissa),
                false);
    }

    private static int exponent(long bits, double x) {
        int exponent = (int) (bits >>> 52) & EXPONENT;
        if (exponent == EXPONENT) {
            throw new IllegalArgumentException("x must be finite, got " + x);
        }
        return Math.max(1, exponent);
    }

    private static long mantissa(long bits) {
        return ((bits >>> 52) & EXPONENT) == 0 ? bits & MANTISSA : (bits & MANTISSA) | (1L << 52);
    }

    /** Adds a number of 106 bits, its lowest bit at a place of the sum. */
    private void addAt(int place, long low, long high, boolean negative) {
        int chunk = place >> 5;
        int shift = place & 31;
        long sign = negative ? -1 : 1;
        chunks[chunk] += sign * ((low << shift) & LOW);
        // The bits of a shifted word that stand in the next two chunks; two steps, as a shift by 64 is one by 0.
        long rest = low >>> 1 >>> (31 - shift);
        chunks[chunk + 1] += sign * (rest & LOW);
        chunks[chunk + 2] += sign * ((rest >>> 32) + ((high << shift) & LOW));
        if (high != 0) {
            long more = high >>> 1 >>> (31 - shift);
            chunks[chunk + 3] += sign * (more & LOW);
            chunks[chunk + 4] += sign * (more >>> 32);
        }
        if (++sinceCarry == MOST) {
            carry();
        }
    }

    /** Adds all that another sum holds; the other keeps its value. */
    public void add(ExactSum other) {
        other.carry();
        carry();
        for (int c = 0; c < CHUNKS; c++) {
            chunks[c] += other.chunks[c];
        }
        sinceCarry = 1;
    }

    /** Leaves each chunk but the highest within [0, 2^32). */
    private void carry() {
        for (int c = 0; c < CHUNKS - 1; c++) {
            long over = chunks[c] >> 32;
            chunks[c] -= over << 32;
            chunks[c + 1] += over;
        }
        sinceCarry = 0;
    }

    /** Returns the sum times 2^{@value #LOWEST}. */
    BigInteger scaled() {
        carry();
        BigInteger sum = BigInteger.ZERO;
        for (int c = CHUNKS - 1; c >= 0; c--) {
            sum = sum.shiftLeft(32).add(BigInteger.valueOf(chunks[c]));
        }
        return sum;
    }

    /** Returns the sum, unrounded. */
    public BigDecimal exact() {
        return new BigDecimal(scaled()).divide(new BigDecimal(BigInteger.ONE.shiftLeft(LOWEST))).stripTrailingZeros();
    }

    /** Returns the double nearest to the sum, the even one of two; infinite beyond the greatest. */
    public double value() {
        return Ratio.nearest(scaled(), BigInteger.ONE, LOWEST);
    }

    /**
     * Returns the double nearest to the sum divided by a number.
     *
     * @param count {@code >= 1}
     */
    public double dividedBy(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be >= 1, got " + count);
        }
        return Ratio.nearest(scaled(), BigInteger.valueOf(count), LOWEST);
    }

    /** The places of a sum after the binary point. */
    static int fractionBits() {
        return LOWEST;
    }
}
