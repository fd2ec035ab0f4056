package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;

/**
 * A share of the baseline, and what of a change of it is tolerated. The share is p0 = (x0 + 1/2) / (N + 1), the
 * tolerance min(0.02, p0 / 2) + 2 sqrt(p0 (1 - p0) / N): two points or half of the share, and twice the baseline's own
 * error. Immutable.
 */
public final class BaselineShare {
    private static final double TOLERATED = 0.02;
    private static final double OF_ITSELF = 0.5;
    private static final double BASELINE_ERRORS = 2;
    /** How much the alternatives multiply the odds. */
    private static final double[] ODDS = {1.15, 1.3, 1.6, 2.2};
    /** No edge lies nearer to 0 or 1. */
    private static final double EDGE = 1e-6;

    private final double count;
    private final double rows;
    private final double share;
    private final double tolerance;
    private final double[] ifIn = new double[Reading.RATIOS];
    private final double[] ifOut = new double[Reading.RATIOS];

    /**
     * Takes what was counted.
     *
     * @param count rows of the baseline that are in it, x0 in [0, rows]
     * @param rows rows of the baseline, N &gt;= 1
     */
    public BaselineShare(double count, double rows) {
        this.rows = Check.range("rows", rows, 1, Double.MAX_VALUE);
        this.count = Check.range("count", count, 0, rows);
        this.share = (count + 0.5) / (rows + 1);
        this.tolerance = Math.min(TOLERATED, share * OF_ITSELF)
                + BASELINE_ERRORS * Math.sqrt(share * (1 - share) / rows);
        for (int i = 0; i < Reading.RATES; i++) {
            weigh(i, upper(), ODDS[i]);
            weigh(Reading.RATES + i, lower(), 1 / ODDS[i]);
        }
    }

    /** Notes what a record that is in, or is not, adds to the logarithm of the ratio of an alternative to an edge. */
    private void weigh(int ratio, double edge, double factor) {
        double odds = edge / (1 - edge) * factor;
        double alternative = odds / (1 + odds);
        ifIn[ratio] = StrictMath.log(alternative / edge);
        ifOut[ratio] = StrictMath.log((1 - alternative) / (1 - edge));
    }

    double logRatio(int ratio, double in, double out) {
        return in * ifIn[ratio] + out * ifOut[ratio];
    }

    double count() {
        return count;
    }

    double rows() {
        return rows;
    }

    /** p0, in (0, 1). */
    public double share() {
        return share;
    }

    /** The change of the share that does not matter. */
    public double tolerance() {
        return tolerance;
    }

    double upper() {
        return Math.min(1 - EDGE, share + tolerance);
    }

    double lower() {
        return Math.max(EDGE, share - tolerance);
    }
}
