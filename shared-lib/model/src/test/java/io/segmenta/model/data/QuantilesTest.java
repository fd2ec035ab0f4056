package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void of_fourValues_interpolateAsNumPy() {
        // numpy 1.24.2: numpy.quantile([4, 1, 3, 2], [0, 0.25, 0.5, 0.75, 1])
        assertThat(Quantiles.of(new double[] {4, 1, 3, 2}, 0, 0.25, 0.5, 0.75, 1))
                .containsExactly(1, 1.75, 2.5, 3.25, 4);
    }

    @Test
    void of_oneValue_isThatValue() {
        assertThat(Quantiles.of(new double[] {7}, 0, 0.5, 1)).containsExactly(7, 7, 7);
    }

    @Test
    void atRanks_manyValuesOfAnyShape_areWhatSortingGives() {
        assertSorted(value -> value);
        assertSorted(value -> Math.rint(10 * value));
        assertSorted(value -> value < 1 ? 5 : value);
        assertSorted(value -> Math.exp(30 * value));
        assertSorted(value -> Math.exp(300 * value));
        assertSorted(value -> value * 1e-310);
        assertSorted(value -> value * 1.7e308);
        assertSorted(value -> value > 2 ? 1e300 : value);
        assertSorted(value -> value > 2 ? Double.POSITIVE_INFINITY : value);
        assertSorted(value -> 42);
        assertSorted(value -> value > 0 ? 1 : 0);
        assertSorted(value -> 1 + Math.ulp(1.0) * Math.rint(value));
    }

    private static void assertSorted(DoubleUnaryOperator shape) {
        Random random = new Random(11);
        double[] x = random.doubles(20_011, -1, 1).map(value -> value + random.nextGaussian() / 2).map(shape).toArray();
        double[] given = x.clone();
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int[] ranks = {20_010, 0, 1, 4_999, 5_000, 10_005, 15_013, 20_009, 20_010};
        assertThat(Quantiles.atRanks(x, ranks))
                .containsExactly(Arrays.stream(ranks).mapToDouble(i -> sorted[i]).toArray());
        for (int rank : ranks) {
            assertThat(Quantiles.atRanks(x, rank)).containsExactly(sorted[rank]);
        }
        assertThat(x).as("the values are not changed").containsExactly(given);
    }
}
