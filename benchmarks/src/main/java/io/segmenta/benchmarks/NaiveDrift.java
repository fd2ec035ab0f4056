package io.segmenta.benchmarks;

import java.util.Arrays;

/** Rules in common use, on the values themselves: both samples sorted. */
final class NaiveDrift {
    /** Terms beyond add nothing to a p-value that is held against 0.05. */
    private static final int TERMS = 50;

    private NaiveDrift() {}

    /** The asymptotic p-value of the Kolmogorov-Smirnov test of two samples. */
    static double ks(double[] window, double[] baseline) {
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < window.length && j < baseline.length) {
            double value = Math.min(window[i], baseline[j]);
            while (i < window.length && window[i] <= value) {
                i++;
            }
            while (j < baseline.length && baseline[j] <= value) {
                j++;
            }
            most = Math.max(most, Math.abs(i / (double) window.length - j / (double) baseline.length));
        }
        double n = window.length * (double) baseline.length / (window.length + baseline.length);
        double square = n * most * most;
        double p = 0;
        for (int k = 1; k <= TERMS; k++) {
            p += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * square);
        }
        return square < 0.05 ? 1 : Math.clamp(p, 0, 1);
    }

    /**
     * Wasserstein's distance over the baseline's standard deviation; the baseline must have a whole multiple of the
     * window's values.
     */
    static double wasserstein(double[] window, double[] baseline) {
        int times = baseline.length / window.length;
        double mean = Arrays.stream(baseline).average().orElseThrow();
        double distance = 0;
        double square = 0;
        for (int i = 0; i < baseline.length; i++) {
            distance += Math.abs(window[i / times] - baseline[i]);
            square += (baseline[i] - mean) * (baseline[i] - mean);
        }
        return distance / baseline.length / Math.sqrt(square / baseline.length);
    }
}
