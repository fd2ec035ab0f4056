package io.segmenta.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws counts as windows have them, exactly: a binomial number by inversion of its distribution, which is kept for the
 * next draw, and a multinomial one as binomial ones of what is left. Every number is of a generator that is given.
 */
final class CountDraws {
    /** Chances below are left out; a draw would have to fall into one of a quadrillion. */
    private static final double NOTHING = 1e-18;
    /** Distributions of more trials are used too seldom to be kept. */
    private static final int MOST_KEPT = 4_000;

    private final RandomGenerator random;
    private final Map<Trials, Distribution> kept = new HashMap<>();

    private record Trials(long n, double p) {}

    private record Distribution(long first, double[] below) {}

    CountDraws(RandomGenerator random) {
        this.random = random;
    }

    double gaussian() {
        return random.nextGaussian();
    }

    /** How many of n come true when each does so with chance p. */
    long binomial(long n, double p) {
        if (n == 0 || p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        Distribution distribution = n > MOST_KEPT
                ? distribution(n, p)
                : kept.computeIfAbsent(new Trials(n, p), trials -> distribution(trials.n(), trials.p()));
        int at = Arrays.binarySearch(distribution.below(), random.nextDouble());
        return distribution.first() + Math.min(distribution.below().length - 1, at < 0 ? -at - 1 : at + 1);
    }

    /** Of n, how many fall into each bin. */
    long[] multinomial(long n, double[] chances) {
        long[] counts = new long[chances.length];
        long left = n;
        double rest = 1;
        for (int bin = 0; bin < counts.length - 1; bin++) {
            counts[bin] = binomial(left, Math.min(1, chances[bin] / rest));
            left -= counts[bin];
            rest -= chances[bin];
        }
        counts[counts.length - 1] = left;
        return counts;
    }

    private static Distribution distribution(long n, double p) {
        long mode = Math.min(n, (long) Math.floor((n + 1) * p));
        double odds = p / (1 - p);
        int down = 0;
        for (double chance = 1; chance > NOTHING && mode - down > 0; down++) {
            chance *= (mode - down) / (double) (n - mode + down + 1) / odds;
        }
        int up = 0;
        for (double chance = 1; chance > NOTHING && mode + up < n; up++) {
            chance *= (n - mode - up) / (double) (mode + up + 1) * odds;
        }
        double[] below = new double[down + up + 1];
        below[down] = 1;
        for (int i = down; i > 0; i--) {
            long x = mode - down + i;
            below[i - 1] = below[i] * x / (n - x + 1) / odds;
        }
        for (int i = down; i < below.length - 1; i++) {
            long x = mode - down + i;
            below[i + 1] = below[i] * (n - x) / (x + 1) * odds;
        }
        Arrays.parallelPrefix(below, Double::sum);
        double all = below[below.length - 1];
        for (int i = 0; i < below.length; i++) {
            below[i] /= all;
        }
        return new Distribution(mode - down, below);
    }
}
