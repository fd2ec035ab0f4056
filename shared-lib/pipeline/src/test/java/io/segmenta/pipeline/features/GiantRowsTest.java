package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A few rows of another size, above, below and on both sides of all others. */
class GiantRowsTest {
    private static final int ROWS = 120;

    private static double[] usual(SplittableRandom random) {
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = new double[] {90, 800, 4600}[i % 3] * (0.95 + 0.1 * random.nextDouble());
        }
        return values;
    }

    private static int[] found(double[] values) {
        return GiantRows
                .find(new Table("balances", List.of(NumericColumn.of("balance", values, 0))), List.of("balance"))
                .rows();
    }

    /** Up to three of a hundred and more, wherever they stand and of whatever sign. */
    @Property(tries = 200, seed = "89")
    void giantsOfEitherSign_areFoundWhereverTheyStand(@ForAll @IntRange(min = 0, max = ROWS - 1) int first,
            @ForAll @IntRange(min = 0, max = ROWS - 1) int second,
            @ForAll @IntRange(min = 0, max = ROWS - 1) int third, @ForAll boolean secondBelow,
            @ForAll boolean thirdBelow) {
        double[] values = usual(new SplittableRandom(first));
        values[first] = -2_500_000;
        values[second] = secondBelow ? -2_600_000 : 9_000_000;
        values[third] = thirdBelow ? -1_900_000 : 3_100_000;
        assertThat(found(values)).containsExactly(
                new TreeSet<>(List.of(first, second, third)).stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void balancesOfEitherSign_haveNoGiants() {
        double[] values = usual(new SplittableRandom(1));
        for (int i = 0; i < ROWS; i += 2) {
            values[i] = -values[i];
        }
        assertThat(found(values)).isEmpty();
    }

    @Test
    void fourOnBothSides_areAGroup() {
        double[] values = usual(new SplittableRandom(2));
        for (int i = 0; i < 4; i++) {
            values[10 * i] = i % 2 == 0 ? 5_000_000 : -5_000_000;
        }
        assertThat(found(values)).isEmpty();
    }
}
