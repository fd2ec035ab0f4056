package io.segmenta.model.confidence;

import io.segmenta.model.base.Check;

/**
 * How likely an answer stays at another training, by its margin: a line through knots, level before the first and after
 * the last. It never falls. Immutable.
 */
public final class StayCurve {

    /** The most knots of a curve. */
    public static final int KNOTS = 16;

    private final double[] margins;
    private final double[] shares;

    /**
     * @param margins 1 to {@value #KNOTS} finite margins, rising or equal
     * @param shares as many shares in [0, 1], rising or equal
     */
    public StayCurve(double[] margins, double[] shares) {
        Check.range("knots", margins.length, 1, KNOTS);
        Check.argument(shares.length == margins.length, "%d shares for %d margins; there must be as many",
                shares.length, margins.length);
        for (int i = 0; i < margins.length; i++) {
            Check.finite("margin", margins[i]);
            Check.range("share", shares[i], 0, 1);
            Check.argument(i == 0 || (margins[i] >= margins[i - 1] && shares[i] >= shares[i - 1]),
                    "margins and shares must not fall, got %s and %s after %s and %s", margins[i], shares[i],
                    margins[Math.max(0, i - 1)], shares[Math.max(0, i - 1)]);
        }
        this.margins = margins.clone();
        this.shares = shares.clone();
    }

    /** Returns how many knots there are. */
    public int knots() {
        return margins.length;
    }

    /** Returns the margin of a knot, by its number. */
    public double margin(int knot) {
        return margins[knot];
    }

    /** Returns the share of a knot, by its number. */
    public double share(int knot) {
        return shares[knot];
    }

    /** Returns the greatest share. */
    double most() {
        return shares[shares.length - 1];
    }

    /** Returns the share of trainings, in [0, 1], that give a row of this margin the same answer. */
    public double at(double margin) {
        int above = 0;
        for (double knot : margins) {
            above += knot <= margin ? 1 : 0;
        }
        if (above == 0 || above == margins.length) {
            return shares[above == 0 ? 0 : above - 1];
        }
        double part = (margin - margins[above - 1]) / (margins[above] - margins[above - 1]);
        return shares[above - 1] + part * (shares[above] - shares[above - 1]);
    }
}
