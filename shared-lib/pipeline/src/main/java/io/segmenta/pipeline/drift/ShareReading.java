package io.segmenta.pipeline.drift;

import io.segmenta.clustering.smile.Distributions;
import io.segmenta.model.base.Check;

/**
 * How many of a window's records are in something, beside the baseline's share of it.
 *
 * <p>
 * The p-value is twice the smaller of the binomial tails at the edges of the tolerance. The ratios are those of a coin
 * whose odds are 1.15, 1.3, 1.6 or 2.2 times, or as many parts of, those at the edge, and hence exact for few records.
 * The tolerance given is for scores; a share has {@linkplain BaselineShare its own}.
 *
 * @param records records of the window, n >= 1
 * @param count how many of them are in it, x in [0, n]
 * @param baseline the share of the baseline
 */
public record ShareReading(double records, double count, BaselineShare baseline) implements Reading {
    private static final double LEAST = -60;
    private static final double MOST = 200;

    /** Checks that there are records, and no more of them in it than there are. */
    public ShareReading {
        Check.range("records", records, 1, Double.MAX_VALUE);
        Check.range("count", count, 0, records);
    }

    /** The window's share. */
    public double share() {
        return count / records;
    }

    @Override
    public double z() {
        double share = baseline.share();
        return (count - records * share) / Math.sqrt(records * share * (1 - share));
    }

    @Override
    public double p(double tolerance, double dispersion) {
        double n = records / dispersion;
        double x = Math.min(n, count / dispersion);
        return Math.min(1, 2 * Math.min(Distributions.binomialUpperTail(x, n, baseline.upper()),
                Distributions.binomialLowerTail(x, n, baseline.lower())));
    }

    @Override
    public void ratios(double tolerance, double dispersion, double[] ratios) {
        double in = count / dispersion;
        double out = (records - count) / dispersion;
        for (int i = 0; i < RATIOS; i++) {
            ratios[i] = Math.clamp(baseline.logRatio(i, in, out), LEAST, MOST);
        }
    }

    @Override
    public double effect() {
        return share() - baseline.count() / baseline.rows();
    }

    @Override
    public Interval interval(double dispersion) {
        return Interval.ofDifference(count / dispersion, records / dispersion, baseline.count(), baseline.rows());
    }
}
