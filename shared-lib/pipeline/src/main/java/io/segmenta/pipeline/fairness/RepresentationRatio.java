package io.segmenta.pipeline.fairness;

import io.segmenta.clustering.smile.Distributions;
import io.segmenta.model.base.Check;

/**
 * How much more often a group is found inside a segment than outside it: a ratio of two shares, with a half added to
 * each count so that nobody inside or outside still gives a number.
 *
 * @param ratio above 0; 1 where the group is as frequent inside as outside
 * @param low the lower end of the 95% interval
 * @param high the upper end
 * @param p two-sided, of a ratio of 1
 * @see <a href="https://doi.org/10.2307/2530610">Katz, Baptista, Azen and Pike (1978)</a>
 */
public record RepresentationRatio(double ratio, double low, double high, double p) {
    /** Of a two-sided interval of 95%. */
    static final double Z = 1.959963984540054;
    /** A ratio between these is not worth a person's time, whatever its p-value: the rule of four fifths. */
    static final double LOW = 0.8;
    /** The inverse of {@link #LOW}. */
    static final double HIGH = 1.25;

    /**
     * Compares.
     *
     * @param inside members of the group in the segment, in [0, segment]
     * @param segment people in the segment, above 0
     * @param outside members of the group elsewhere, in [0, others]
     * @param others people elsewhere, above 0; somebody of {@code segment} and {@code others} is no member
     */
    public static RepresentationRatio of(long inside, long segment, long outside, long others) {
        Check.argument(inside >= 0 && inside <= segment && segment > 0,
                "inside must be in [0, segment], got %d of %d", inside, segment);
        Check.argument(outside >= 0 && outside <= others && others > 0,
                "outside must be in [0, others], got %d of %d", outside, others);
        Check.argument(inside < segment || outside < others, "somebody must be of another group: %d of %d, %d of %d",
                inside, segment, outside, others);
        double log = StrictMath.log((inside + 0.5) / (segment + 0.5))
                - StrictMath.log((outside + 0.5) / (others + 0.5));
        double error = Math.sqrt(1 / (inside + 0.5) - 1 / (segment + 0.5) + 1 / (outside + 0.5) - 1 / (others + 0.5));
        return new RepresentationRatio(StrictMath.exp(log), StrictMath.exp(log - Z * error),
                StrictMath.exp(log + Z * error), Math.min(1, 2 * Distributions.normalUpperTail(Math.abs(log) / error)));
    }

    /** Whether the ratio would matter if it were no chance. */
    boolean isLarge() {
        return ratio < LOW || ratio > HIGH;
    }
}
