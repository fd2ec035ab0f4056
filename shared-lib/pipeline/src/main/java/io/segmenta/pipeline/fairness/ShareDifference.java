package io.segmenta.pipeline.fairness;

import io.segmenta.clustering.smile.Distributions;
import io.segmenta.model.base.Check;

/**
 * The difference of two shares, with Newcombe's interval (his method 10, of two of Wilson's), which keeps within -1 and
 * 1 and holds for small counts.
 *
 * @param difference the first share less the second, in [-1, 1]
 * @param low the lower end of the 95% interval
 * @param high the upper end
 * @param p two-sided, of no difference, by the pooled standard error; 1 where both shares are 0 or both 1
 * @see <a href="https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I">Newcombe
 * (1998)</a>
 */
public record ShareDifference(double difference, double low, double high, double p) {

    /**
     * Compares.
     *
     * @param first in [0, ofFirst], ofFirst above 0
     * @param second in [0, ofSecond], ofSecond above 0
     */
    public static ShareDifference of(long first, long ofFirst, long second, long ofSecond) {
        Check.argument(first >= 0 && first <= ofFirst && ofFirst > 0, "first must be in [0, ofFirst], got %d of %d",
                first, ofFirst);
        Check.argument(second >= 0 && second <= ofSecond && ofSecond > 0,
                "second must be in [0, ofSecond], got %d of %d", second, ofSecond);
        double one = first / (double) ofFirst;
        double two = second / (double) ofSecond;
        double difference = one - two;
        double[] wilsonOne = wilson(one, ofFirst);
        double[] wilsonTwo = wilson(two, ofSecond);
        double low = difference - root(one - wilsonOne[0], wilsonTwo[1] - two);
        double high = difference + root(wilsonOne[1] - one, two - wilsonTwo[0]);
        double pooled = (first + second) / (double) (ofFirst + ofSecond);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / ofFirst + 1.0 / ofSecond));
        double p = error > 0 ? Math.min(1, 2 * Distributions.normalUpperTail(Math.abs(difference) / error)) : 1;
        return new ShareDifference(difference, low, high, p);
    }

    private static double root(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }

    /** Returns both ends of Wilson's interval of a share of n. */
    private static double[] wilson(double share, long n) {
        double square = RepresentationRatio.Z * RepresentationRatio.Z;
        double middle = (share + square / (2 * n)) / (1 + square / n);
        double half = RepresentationRatio.Z / (1 + square / n)
                * Math.sqrt(share * (1 - share) / n + square / (4.0 * n * n));
        return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
    }
}
