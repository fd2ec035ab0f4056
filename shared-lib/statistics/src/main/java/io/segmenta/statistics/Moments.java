package io.segmenta.statistics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Number, least, greatest, mean and variance of values, the same however the values are cut and ordered.
 *
 * <p>
 * Sums are exact, so the mean and the variance are the doubles nearest to those of the values as they are: there is no
 * cancellation, however far the values lie from zero. Not thread-safe.
 * <ul>
 * <li>Without values the mean, the variance, the least and the greatest are NaN;
 * <li>of one value the variance is 0;
 * <li>negative zero counts as zero; NaN and infinities are refused.
 * </ul>
 */
public final class Moments implements Serializable {

    private static final long serialVersionUID = 1;
    private static final MathContext DIGITS = new MathContext(40);

    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    /**
     * Adds a value.
     *
     * @param x finite
     */
    public void add(double x) {
        sum.add(x);
        squares.addSquare(x);
        count++;
        // A sum of zeros is +0.
        least = Math.min(least, x + 0.0);
        greatest = Math.max(greatest, x + 0.0);
    }

    /** Adds all values of others, which keep theirs. */
    public void add(Moments others) {
        sum.add(others.sum);
        squares.add(others.squares);
        count += others.count;
        least = Math.min(least, others.least);
        greatest = Math.max(greatest, others.greatest);
    }

    /** Returns how many values there are. */
    public long count() {
        return count;
    }

    /** Returns the least value. */
    public double least() {
        return count == 0 ? Double.NaN : least;
    }

    /** Returns the greatest value. */
    public double greatest() {
        return count == 0 ? Double.NaN : greatest;
    }

    /** Returns the sum of the values, rounded once. */
    public double sum() {
        return sum.value();
    }

    /** Returns the mean, rounded once. */
    public double mean() {
        return count == 0 ? Double.NaN : sum.dividedBy(count);
    }

    /** Returns the variance about the mean, of the values as all there are (divided by their number), rounded once. */
    public double variance() {
        return count == 0 ? Double.NaN
                : Ratio.nearest(deviations(), BigInteger.valueOf(count).pow(2), 2 * ExactSum.fractionBits());
    }

    /** Returns the square root of the variance, of 40 digits rounded to the nearest double. */
    public double standardDeviation() {
        if (count == 0) {
            return Double.NaN;
        }
        BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(2 * ExactSum.fractionBits()));
        BigDecimal variance = new BigDecimal(deviations()).divide(scale)
                .divide(new BigDecimal(BigInteger.valueOf(count).pow(2)), DIGITS);
        return variance.sqrt(DIGITS).doubleValue();
    }

    /** Returns n Σx² - (Σx)², which is n² times the variance, scaled as the square of a sum is. */
    private BigInteger deviations() {
        BigInteger total = sum.scaled();
        return squares.scaled().shiftLeft(ExactSum.fractionBits()).multiply(BigInteger.valueOf(count))
                .subtract(total.multiply(total));
    }
}
