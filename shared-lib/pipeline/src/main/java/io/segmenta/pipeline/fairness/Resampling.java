package io.segmenta.pipeline.fairness;

import java.util.SplittableRandom;

/**
 * Tables drawn from a table: as many people, each of whom falls into a cell with the chance of that cell. Cells are
 * binomial numbers of what is left, drawn exactly where few are expected and by the normal distribution where at least
 * {@value #MANY} are expected to be in and out, so the time does not depend on the number of people.
 */
final class Resampling {
    private static final double MANY = 100;

    private Resampling() {}

    static long[][] of(long[][] table, long n, SplittableRandom random) {
        long[][] drawn = new long[table.length][table[0].length];
        long left = n;
        long rest = n;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table[i].length && left > 0; j++) {
                drawn[i][j] = binomial(left, table[i][j] / (double) rest, random);
                left -= drawn[i][j];
                rest -= table[i][j];
            }
        }
        return drawn;
    }

    static long binomial(long n, double p, SplittableRandom random) {
        if (p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p, random);
        }
        double variance = n * p * (1 - p);
        if (variance >= MANY) {
            return Math.clamp(Math.round(n * p + Math.sqrt(variance) * random.nextGaussian()), 0, n);
        }
        // The gaps between successes are geometric.
        double log = StrictMath.log1p(-p);
        long successes = -1;
        double at = 0;
        while (at <= n) {
            at += Math.floor(StrictMath.log(1 - random.nextDouble()) / log) + 1;
            successes++;
        }
        return successes;
    }
}
