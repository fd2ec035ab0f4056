package io.segmenta.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Division of whole numbers, rounded once. */
final class Ratio {

    /** Bits of a quotient beyond which only whether there are any matters. */
    private static final int ENOUGH = 80;

    private Ratio() {}

    /**
     * Returns the double nearest to {@code numerator / denominator / 2^scale}, the even one of two.
     *
     * @param denominator positive
     * @param scale not negative
     */
    static double nearest(BigInteger numerator, BigInteger denominator, int scale) {
        if (numerator.signum() == 0) {
            return 0;
        }
        BigInteger size = numerator.abs();
        int shift = ENOUGH - (size.bitLength() - denominator.bitLength());
        BigInteger[] quotient = shift > 0 ? size.shiftLeft(shift).divideAndRemainder(denominator)
                : size.divideAndRemainder(denominator.shiftLeft(-shift));
        // A last bit for all that was left out: it decides ties and nothing else.
        BigInteger sticky = quotient[0].shiftLeft(1).add(quotient[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE);
        int places = shift + scale + 1;
        BigDecimal value = places >= 0
                ? new BigDecimal(sticky).divide(new BigDecimal(BigInteger.ONE.shiftLeft(places)))
                : new BigDecimal(sticky.shiftLeft(-places));
        return numerator.signum() * value.doubleValue();
    }
}
