package io.segmenta.pipeline.drift;

import io.segmenta.clustering.smile.Distributions;
import io.segmenta.model.base.Check;

/**
 * The mean of a score over a window's records. The score has mean 0 and variance 1 on the baseline.
 *
 * <p>
 * The p-value is of |mean| &lt;= tolerance, the baseline's own error allowed for: z = sqrt(n) mean / sqrt(1 + n / N), a
 * = tolerance sqrt(n) / sqrt(1 + n / N), p = P(Z &gt;= |z| - a) + P(Z &gt;= |z| + a). The ratios are of a normal mean
 * against the tolerance and three standard errors of the baseline, exp(l (z - a) - l^2 / 2) for the rates l of 1/2, 1,
 * 2 and 4.
 *
 * @param records records of the window that have the score, n >= 1
 * @param mean their mean score
 * @param baselineRows rows that the score was standardised on, N &gt;= 1
 */
public record ScoreReading(double records, double mean, double baselineRows) implements Reading {
    /** Standard errors of the baseline that the memory detector, which adds up for ever, tolerates. */
    private static final double BASELINE_ERRORS = 3;
    private static final double SLOWEST = 0.5;
    /** Beyond, one window has said enough. */
    private static final double MOST = 50;

    /** Checks that there are records and rows. */
    public ScoreReading {
        Check.range("records", records, 1, Double.MAX_VALUE);
        Check.range("baselineRows", baselineRows, 1, Double.MAX_VALUE);
        Check.finite("mean", mean);
    }

    @Override
    public double z() {
        return Math.sqrt(records) * mean;
    }

    @Override
    public double p(double tolerance, double dispersion) {
        double n = records / dispersion;
        double scale = Math.sqrt(n / (1 + n / baselineRows));
        double z = Math.abs(mean) * scale;
        double a = tolerance * scale;
        return Math.min(1, Distributions.normalUpperTail(z - a) + Distributions.normalUpperTail(z + a));
    }

    @Override
    public void ratios(double tolerance, double dispersion, double[] ratios) {
        double root = Math.sqrt(records / dispersion);
        double z = mean * root;
        double a = (tolerance + BASELINE_ERRORS / Math.sqrt(baselineRows)) * root;
        double rate = SLOWEST;
        for (int i = 0; i < RATES; i++) {
            double half = rate * rate / 2;
            ratios[i] = Math.clamp(rate * (z - a) - half, -MOST, MOST);
            ratios[RATES + i] = Math.clamp(rate * (-z - a) - half, -MOST, MOST);
            rate *= 2;
        }
    }

    @Override
    public double effect() {
        return mean;
    }

    @Override
    public Interval interval(double dispersion) {
        return Interval.around(mean, Math.sqrt(dispersion / records + 1 / baselineRows));
    }
}
