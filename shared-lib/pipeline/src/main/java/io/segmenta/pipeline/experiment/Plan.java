package io.segmenta.pipeline.experiment;

import io.segmenta.model.base.Check;

/**
 * What an experiment is read by, fixed before anything is seen.
 *
 * @param share of the customers that are assigned to the challenger, in (0, 1)
 * @param numbers whether outcomes are numbers; else 0 and 1
 * @param customers planned of both arms, at which the interval is tightest
 * @param segments of the champion, by which alpha is divided for each of them
 * @param alpha the chance that the interval of the whole ever misses
 */
public record Plan(double share, boolean numbers, double customers, int segments, double alpha) {
    /** One experiment in twenty without a difference may tell of one. */
    public static final double ALPHA = 0.05;

    public Plan {
        Check.argument(share > 0 && share < 1, "share must be in (0, 1), got %s", share);
        Check.range("segments", segments, 0, Integer.MAX_VALUE);
    }
}
