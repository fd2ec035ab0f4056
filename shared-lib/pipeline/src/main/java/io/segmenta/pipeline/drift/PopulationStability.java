package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;

/**
 * The population stability index of a window's bins beside the baseline's, sum (q - p) ln(q / p), half a record added
 * to each bin of both. 0 is the same; it has no bound. It says how different two histograms are and nothing of chance:
 * of a window of n records it is about (bins - 1) / n without any change.
 */
public final class PopulationStability {
    private static final double ADDED = 0.5;

    private PopulationStability() {}

    /** Returns the index of two histograms of the same bins. */
    public static double of(long[] baseline, long[] window) {
        Check.argument(baseline.length == window.length, "there must be %d bins, got %d", baseline.length,
                window.length);
        double rows = total(baseline);
        double records = total(window);
        double index = 0;
        for (int bin = 0; bin < baseline.length; bin++) {
            double p = (baseline[bin] + ADDED) / rows;
            double q = (window[bin] + ADDED) / records;
            index += (q - p) * StrictMath.log(q / p);
        }
        return index;
    }

    private static double total(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count + ADDED;
        }
        return total;
    }
}
