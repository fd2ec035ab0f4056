package io.segmenta.pipeline.algorithm;

import io.segmenta.config.ClusteringConfig;

/**
 * How long a fit takes at least: what it cannot do without, at the greatest speed that any kernel reached. A fit takes
 * several times as long, so what is refused by it could not have ended, and what ends is never refused.
 */
public final class Effort {
    /**
     * Products of differences that one processor adds up in a second, at most. Single linkage of 20,000 x 8 rows took
     * 56.1 ms on one thread, 1.6e9 of them: 2.85e10 ({@code benchmarks/run}, 2026-11-21-side-by-side); one k-means fit
     * on 1,000,000 x 8 rows 1.6e10. Rounded up.
     */
    static final double PER_SECOND = 3e10;

    private Effort() {}

    /** Seconds that so many take at least on one thread. */
    static double seconds(double operations) {
        return operations / PER_SECOND;
    }

    /** Every pair of n rows measured once. */
    static double pairs(double n, int features) {
        return n * Math.max(0, n - 1) / 2 * features;
    }

    /** Every row measured once to each of the centres of each number of segments that is tried. */
    static double centres(double n, int features, ClusteringConfig settings) {
        double centres = settings.k() > 0 ? settings.k()
                : (settings.kMin() + settings.kMax()) / 2.0 * (settings.kMax() - settings.kMin() + 1);
        return n * features * centres;
    }
}
