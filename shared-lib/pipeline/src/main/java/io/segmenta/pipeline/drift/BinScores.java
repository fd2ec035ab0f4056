package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * Scores of the bins of a number: two functions of the bin whose mean is 0 and whose variance is 1 on the baseline, and
 * which are uncorrelated there. <em>Location</em> is the standardised mid-rank m = P(below) + P(same) / 2;
 * <em>spread</em> is the square of location made orthogonal to it. Ties need no care, since a tied value is a bin.
 * Immutable.
 */
public final class BinScores {
    /** Below this a variance is that of rounding. */
    private static final double NOTHING = 1e-12;

    private final double[] location;
    private final double[] spread;

    private BinScores(double[] location, double[] spread) {
        this.location = location;
        this.spread = spread;
    }

    /**
     * Returns the scores of a baseline's bins.
     *
     * @param rows rows of the baseline by bin, in the order of the values; their sum is at least 1
     */
    public static BinScores of(long[] rows) {
        double total = 0;
        for (long count : rows) {
            Check.argument(count >= 0, "rows of a bin must be >= 0, got %d", count);
            total += count;
        }
        Check.argument(total > 0, "the bins of a baseline must have a row");
        double[] share = new double[rows.length];
        double[] location = new double[rows.length];
        double below = 0;
        for (int bin = 0; bin < rows.length; bin++) {
            share[bin] = rows[bin] / total;
            location[bin] = below + share[bin] / 2;
            below += share[bin];
        }
        subtract(location, mean(share, location));
        boolean moves = standardise(share, location);
        double[] spread = new double[rows.length];
        if (moves) {
            double skew = 0;
            for (int bin = 0; bin < rows.length; bin++) {
                spread[bin] = location[bin] * location[bin];
                skew += share[bin] * spread[bin] * location[bin];
            }
            subtract(spread, mean(share, spread));
            for (int bin = 0; bin < rows.length; bin++) {
                spread[bin] -= skew * location[bin];
            }
        }
        return new BinScores(moves ? location : new double[0],
                moves && standardise(share, spread) ? spread : new double[0]);
    }

    private static double mean(double[] share, double[] score) {
        double mean = 0;
        for (int bin = 0; bin < share.length; bin++) {
            mean += share[bin] * score[bin];
        }
        return mean;
    }

    private static void subtract(double[] score, double mean) {
        for (int bin = 0; bin < score.length; bin++) {
            score[bin] -= mean;
        }
    }

    /** Divides by the standard deviation; false when there is none. */
    private static boolean standardise(double[] share, double[] score) {
        double variance = 0;
        for (int bin = 0; bin < share.length; bin++) {
            variance += share[bin] * score[bin] * score[bin];
        }
        if (variance <= NOTHING) {
            return false;
        }
        double deviation = Math.sqrt(variance);
        for (int bin = 0; bin < score.length; bin++) {
            score[bin] /= deviation;
        }
        return true;
    }

    /** Whether there are two bins with rows at least, without which nothing can move. */
    public boolean hasLocation() {
        return location.length > 0;
    }

    /** Whether there are three bins with rows at least, without which nothing can spread. */
    public boolean hasSpread() {
        return spread.length > 0;
    }

    /** The mean location of a window's rows, in standard deviations of the baseline; its counts have at least a row. */
    public double location(long[] counts) {
        return mean(counts, location);
    }

    /** The mean spread of a window's rows, in standard deviations of the baseline; its counts have at least a row. */
    public double spread(long[] counts) {
        return mean(counts, spread);
    }

    private static double mean(long[] counts, double[] score) {
        Check.argument(counts.length == score.length, "there must be %d bins, got %d", score.length, counts.length);
        double sum = 0;
        double rows = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            sum += counts[bin] * score[bin];
            rows += counts[bin];
        }
        Check.argument(rows > 0, "the bins of a window must have a row");
        return sum / rows;
    }

    @Override
    public String toString() {
        return "location " + Arrays.toString(location) + ", spread " + Arrays.toString(spread);
    }
}
