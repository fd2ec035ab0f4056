package io.segmenta.pipeline.experiment;

import io.segmenta.clustering.smile.Distributions;
import io.segmenta.model.base.Check;

/**
 * The evidence that customers are not parted between two arms as planned: the likelihood ratio of a beta mixture of
 * shares, as heavy as {@value #WEIGHT} customers around the planned one, to the planned share. If they are, its
 * expectation is 1 at every look, and the chance that it ever reaches {@value #THRESHOLD} is at most one in that many
 * (Ville's inequality).
 *
 * <p>
 * Reference: Lindon and Malek, NeurIPS 2022, arXiv:2011.03567.
 */
public final class SampleRatio {
    /** The evidence that stops the reading. */
    public static final double THRESHOLD = 1000;

    private static final double WEIGHT = 500;

    private SampleRatio() {}

    /**
     * Returns the logarithm of the evidence.
     *
     * @param champion customers of this arm, at least 0
     * @param challenger customers of this arm, at least 0
     * @param share of the challenger as planned, in (0, 1)
     */
    public static double logEvidence(long champion, long challenger, double share) {
        Check.argument(share > 0 && share < 1, "share must be in (0, 1), got %s", share);
        Check.range("champion", champion, 0, Long.MAX_VALUE);
        Check.range("challenger", challenger, 0, Long.MAX_VALUE);
        double a = WEIGHT * (1 - share);
        double b = WEIGHT * share;
        return Distributions.logBeta(a + champion, b + challenger) - Distributions.logBeta(a, b)
                - champion * StrictMath.log1p(-share) - challenger * StrictMath.log(share);
    }

    /** Tells whether the evidence stops the reading. */
    public static boolean isMismatch(long champion, long challenger, double share) {
        return logEvidence(champion, challenger, share) >= StrictMath.log(THRESHOLD);
    }
}
