package io.segmenta.clustering.rows;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A seeded draw of rows without repetition; all rows when there are few. */
public final class RowSample {
    private RowSample() {}

    /**
     * Draws rows, each set of as many equally likely.
     *
     * @param n rows there are
     * @param most rows to draw
     * @param random gives one number for each row looked at, none when all are taken
     * @return rising numbers in [0, n), {@code min(n, most)} of them
     */
    public static int[] of(int n, int most, SplittableRandom random) {
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        int[] rows = new int[most];
        int taken = 0;
        for (int i = 0; taken < most; i++) {
            if (random.nextInt(n - i) < most - taken) {
                rows[taken++] = i;
            }
        }
        return rows;
    }
}
