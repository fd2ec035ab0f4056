package io.segmenta.clustering.smile;

import io.segmenta.model.base.Check;
import smile.math.special.Beta;
import smile.math.special.Erf;
import smile.math.special.Gamma;

/**
 * Tails of distributions. Safe for use by several threads: what it takes from Smile are functions without state.
 *
 * <p>
 * Relative errors against SciPy 1.17.1 are below 1e-12 for the normal tail and below 1e-6 for the binomial ones, also
 * far out; Smile takes logarithms and powers from {@link Math}, so the last bits may differ between processors.
 */
public final class Distributions {
    private static final double ROOT_OF_TWO = StrictMath.sqrt(2);

    private Distributions() {}

    /** Returns P(Z &gt;= z) of a standard normal Z, in [0, 1]. */
    public static double normalUpperTail(double z) {
        Check.argument(!Double.isNaN(z), "z must be a number, got %s", z);
        return Math.clamp(0.5 * Erf.erfc(z / ROOT_OF_TWO), 0, 1);
    }

    /**
     * Returns P(X &gt;= x) of a binomial X, by the regularised incomplete beta function I_p(x, n - x + 1), which also
     * says what lies between whole numbers.
     *
     * @param x successes in [0, n]; 1 is returned for 0
     * @param n trials, at least 0
     * @param p chance of a success in [0, 1]
     */
    public static double binomialUpperTail(double x, double n, double p) {
        Check.range("n", n, 0, Double.MAX_VALUE);
        Check.range("x", x, 0, n);
        Check.range("p", p, 0, 1);
        return x == 0 ? 1 : beta(x, n - x + 1, p);
    }

    /**
     * Returns P(X &lt;= x) of a binomial X, I_(1-p)(n - x, x + 1), without taking it from one, which would lose the
     * tail.
     *
     * @param x successes in [0, n]; 1 is returned for n
     * @param n trials, at least 0
     * @param p chance of a success in [0, 1]
     */
    public static double binomialLowerTail(double x, double n, double p) {
        Check.range("n", n, 0, Double.MAX_VALUE);
        Check.range("x", x, 0, n);
        Check.range("p", p, 0, 1);
        return x == n ? 1 : beta(n - x, x + 1, 1 - p);
    }

    /**
     * Returns the logarithm of the beta function of two positive numbers. The error is below 1e-9 up to sums of ten
     * million.
     */
    public static double logBeta(double a, double b) {
        Check.range("a", a, Double.MIN_VALUE, Double.MAX_VALUE);
        Check.range("b", b, Double.MIN_VALUE, Double.MAX_VALUE);
        return Gamma.lgamma(a) + Gamma.lgamma(b) - Gamma.lgamma(a + b);
    }

    /** I_p(a, b); Smile refuses the ends. */
    private static double beta(double a, double b, double p) {
        if (p <= 0) {
            return 0;
        }
        return p >= 1 ? 1 : Math.clamp(Beta.regularizedIncompleteBetaFunction(a, b, p), 0, 1);
    }
}
