package io.segmenta.clustering.centroid;

import java.util.SplittableRandom;

/** A seeded sample of rows in rising order: one out of each of equally long stretches. */
final class StratifiedRows {

    private StratifiedRows() {}

    /**
     * Draws.
     *
     * @param n rows there are
     * @param count rows to draw, at most n
     */
    static int[] of(int n, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            long from = (long) i * n / count;
            long to = (long) (i + 1) * n / count;
            chosen[i] = (int) (from + random.nextLong(to - from));
        }
        return chosen;
    }
}
