package io.segmenta.clustering.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairingTest {
    @Test
    void pairs_gainMostTogether_andNotEachForItself() {
        assertThat(Pairing.of(new double[][] {{9, 8}, {8, 1}})).containsExactly(1, 0);
    }

    @Test
    void whatGainsNothing_staysAlone() {
        assertThat(Pairing.of(new double[][] {{0, 0.5, 0}, {0, 0.4, 0}})).containsExactly(1, -1);
        assertThat(Pairing.of(new double[0][])).isEmpty();
    }

    @Property(tries = 300)
    void pairs_gainAsMuchAsTheBestOfAllPermutations(@ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] gain = new double[rows][columns];
        for (double[] row : gain) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextInt(3) == 0 ? 0 : random.nextInt(8) / 8.0;
            }
        }
        int[] paired = Pairing.of(gain);
        double sum = 0;
        boolean[] taken = new boolean[columns];
        for (int r = 0; r < rows; r++) {
            if (paired[r] >= 0) {
                assertThat(taken[paired[r]]).isFalse();
                taken[paired[r]] = true;
                sum += gain[r][paired[r]];
            }
        }
        assertThat(sum).isCloseTo(best(gain, 0, new boolean[columns]), within(1e-9));
    }

    private static double best(double[][] gain, int row, boolean[] taken) {
        if (row == gain.length) {
            return 0;
        }
        double best = best(gain, row + 1, taken);
        for (int c = 0; c < taken.length; c++) {
            if (!taken[c]) {
                taken[c] = true;
                best = Math.max(best, gain[row][c] + best(gain, row + 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }
}
