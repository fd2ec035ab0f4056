package io.segmenta.pipeline.experiment;

import io.segmenta.model.base.Check;

/**
 * The normal-mixture confidence sequence: an interval around a mean of n terms which, with a chance of at least 1 -
 * alpha, holds the truth at every look at once, however many there are and whenever one stops. For means of many terms,
 * whose variance is estimated.
 *
 * <p>
 * References: Robbins, Ann. Math. Statist. 41 (1970), doi:10.1214/aoms/1177696786; Waudby-Smith, Arbour, Sinha,
 * Kennedy, Ramdas, Ann. Statist. 52 (2024), arXiv:2103.06476.
 *
 * @param alpha the chance that the interval ever misses, in (0, 0.5]
 * @param planned n at which the interval is to be tightest, at least 1; it is valid at every other n as well, as long
 * as this is not chosen by what was seen
 */
public record AnytimeInterval(double alpha, double planned) {

    public AnytimeInterval {
        Check.argument(alpha > 0 && alpha <= 0.5, "alpha must be in (0, 0.5], got %s", alpha);
        Check.range("planned", planned, 1, Double.MAX_VALUE);
    }

    /** The variance of the mixture, in units of that of one term. */
    double mixture() {
        double twice = -2 * StrictMath.log(alpha);
        return (twice + StrictMath.log(twice + 1)) / planned;
    }

    /**
     * Returns half the width of the interval.
     *
     * @param n how many terms the mean is of, at least 1
     * @param variance of the mean, not of a term: V
     */
    public double half(double n, double variance) {
        Check.range("n", n, 1, Double.MAX_VALUE);
        Check.range("variance", variance, 0, Double.MAX_VALUE);
        double mixture = mixture();
        double scale = n * mixture + 1;
        return Math.sqrt(n * variance * scale / (n * n * mixture) * StrictMath.log(scale / (alpha * alpha)));
    }
}
