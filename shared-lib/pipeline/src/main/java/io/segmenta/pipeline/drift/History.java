package io.segmenta.pipeline.drift;

import java.util.Arrays;

/** What the last windows said of a statistic, the oldest first; only as many as the dispersion is taken of. */
final class History {
    /**
     * Differences are kept to a ten-thousandth of a standard error, which decides nothing and keeps documents short.
     */
    private static final double KEPT = 1e4;

    private double[] z = new double[0];

    void add(double value) {
        boolean full = z.length == Dispersion.MOST_WINDOWS;
        double[] longer = full ? Arrays.copyOfRange(z, 1, z.length + 1) : Arrays.copyOf(z, z.length + 1);
        longer[longer.length - 1] = Math.rint(value * KEPT) / KEPT;
        z = longer;
    }

    double[] values() {
        return z;
    }

    void restore(double[] values) {
        z = values.length > Dispersion.MOST_WINDOWS
                ? Arrays.copyOfRange(values, values.length - Dispersion.MOST_WINDOWS, values.length)
                : values.clone();
    }
}
