package io.segmenta.pipeline.drift;

/**
 * What a window says of one statistic, beside the baseline. A dispersion c, at least 1, says how much more days differ
 * than chance has them: a reading then counts as if of n / c records.
 */
public sealed interface Reading permits ScoreReading, ShareReading, NoReading {
    /** Alternatives of a direction that the memory detector weighs. */
    int RATES = 4;
    /** Up and down, with the alternatives of each. */
    int RATIOS = 2 * RATES;

    /** Records that it rests on. */
    double records();

    /** The difference to the baseline in standard errors, if days differed by chance alone. */
    double z();

    /** The chance of a difference like this or a larger one, when the truth lies within the tolerance. */
    double p(double tolerance, double dispersion);

    /**
     * Logarithms of likelihood ratios of an alternative to the edge of the tolerance; the expectation of each ratio is
     * at most 1 when the truth lies within the tolerance.
     *
     * @param ratios takes them: {@link #RATES} upwards, then as many downwards
     */
    void ratios(double tolerance, double dispersion, double[] ratios);

    /** The difference to the baseline: standard deviations of a score, or a difference of shares. */
    double effect();

    /** Where the difference lies. */
    Interval interval(double dispersion);
}
