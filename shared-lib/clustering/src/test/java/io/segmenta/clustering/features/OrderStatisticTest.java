package io.segmenta.clustering.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {

    @Test
    void quantiles_fourValues_interpolateAsNumPy() {
        // numpy 1.24.2: numpy.quantile([4, 1, 3, 2], [0, 0.25, 0.5, 0.75, 1])
        assertThat(NumberStats.quantiles(new double[] {4, 1, 3, 2}, 0, 0.25, 0.5, 0.75, 1))
                .containsExactly(1, 1.75, 2.5, 3.25, 4);
    }

    @Test
    void quantiles_oneValue_isThatValue() {
        assertThat(NumberStats.quantiles(new double[] {7}, 0, 0.5, 1)).containsExactly(7, 7, 7);
    }

    @Test
    void of_manyValuesOfAnyShape_isWhatSortingGives() {
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
        for (int rank : new int[] {0, 1, 4_999, 10_005, 15_013, 20_009, 20_010}) {
            double found = OrderStatistic.of(x, rank);
            assertThat(found).as("rank %s", rank).isEqualTo(sorted[rank]);
            if (rank < sorted.length - 1) {
                assertThat(OrderStatistic.after(x, rank, found)).as("after rank %s", rank).isEqualTo(sorted[rank + 1]);
            }
        }
        assertThat(x).as("the values are not changed").containsExactly(given);
    }
}
