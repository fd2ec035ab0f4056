package io.segmenta.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DensityTest {
    @Test
    void oneRow_isBlurredByThreeMovingSumsOfThree() {
        int[] counts = new int[81];
        counts[4 * 9 + 4] = 1;
        Density density = Density.of(counts, 9);
        assertThat(Arrays.copyOfRange(density.heights(), 4 * 9, 5 * 9)).as("1 3 6 7 6 3 1, seven times")
                .containsExactly(0, 7, 21, 42, 49, 42, 21, 7, 0);
        assertThat(Arrays.stream(density.heights()).sum()).isEqualTo(27 * 27);
        assertThat(density.peak()).isEqualTo(4 * 9 + 4);
        assertThat(density.level(0.9)).isEqualTo(49);
        assertThat(density.below(49)).isEqualTo(42);
    }

    @Test
    void level_holdsAsMuchAsIsAskedAndNoMoreCellsThanThatTakes() {
        int[] counts = new int[64 * 64];
        counts[10 * 64 + 10] = 5;
        counts[10 * 64 + 11] = 3;
        counts[50 * 64 + 50] = 2;
        Density density = Density.of(counts, 64);
        assertThat(density.level(0.5)).isEqualTo(density.heights()[10 * 64 + 10]);
        assertThat(density.level(0.8)).isEqualTo(density.heights()[10 * 64 + 11]);
        assertThat(density.level(0.81)).isEqualTo(density.heights()[50 * 64 + 50]);
        assertThat(density.rows()).isEqualTo(10);
    }

    @Test
    void heights_areThoseOfNaiveSums() {
        int side = 256;
        int[] counts = new int[side * side];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50; i++) {
            counts[random.nextInt(side * side)]++;
        }
        long[] naive = new long[counts.length];
        Arrays.setAll(naive, cell -> counts[cell]);
        // Scott's bandwidth would be 38 cells: the sums are as wide as they may be, a twentieth of the side.
        for (int time = 0; time < 3; time++) {
            naive = summed(naive, side, 6);
        }
        assertThat(Density.of(counts, side).heights()).isEqualTo(naive);
    }

    private static long[] summed(long[] from, int side, int reach) {
        long[] sums = new long[from.length];
        for (int cell = 0; cell < sums.length; cell++) {
            for (int y = Math.max(0, cell / side - reach); y <= Math.min(side - 1, cell / side + reach); y++) {
                for (int x = Math.max(0, cell % side - reach); x <= Math.min(side - 1, cell % side + reach); x++) {
                    sums[cell] += from[y * side + x];
                }
            }
        }
        return sums;
    }

    @Test
    void manyRowsFarApart_stayWithinWholeNumbers() {
        int side = 512;
        int[] counts = new int[side * side];
        counts[0] = Integer.MAX_VALUE / 2;
        counts[side * side - 1] = Integer.MAX_VALUE / 2;
        Density density = Density.of(counts, side);
        assertThat(Arrays.stream(density.heights()).min().orElseThrow()).isZero();
        assertThat(density.rows()).isEqualTo(Integer.MAX_VALUE - 1L);
        assertThat(density.level(0.9)).isPositive();
    }
}
