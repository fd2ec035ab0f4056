package io.segmenta.pipeline.search;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A seeded draw of rows without repetition; all rows when there are few. */
final class RowSample {
    private RowSample() {}

    /** Rising row numbers, {@code min(n, most)} of them. */
    static int[] of(int n, int most, SplittableRandom random) {
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
