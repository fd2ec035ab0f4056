package io.segmenta.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void unit_millionRowsBelowFour_isTwoToTheMinusThirty() {
        // 3.5 < 2^2 and 10^6 <= 2^20: 2^(2 - 32).
        assertThat(Grid.of(new double[] {3.5}, 1_000_000).unit(0)).isEqualTo(0x1p-30);
        assertThat(Grid.of(new double[] {4}, 1_000_000).unit(0)).isEqualTo(0x1p-29);
    }

    @Test
    void unit_beyondTwoTo28Rows_staysThatOfAFloat() {
        assertThat(Grid.of(new double[] {0.75}, 1L << 28).unit(0)).isEqualTo(0x1p-24);
        assertThat(Grid.of(new double[] {0.75}, Grid.MAX_ROWS).unit(0)).isEqualTo(0x1p-24);
    }

    @Test
    void snap_betweenUnits_goesToTheNearestAndTheEven() {
        Grid grid = Grid.of(new double[] {0.75}, 1L << 28);
        double unit = grid.unit(0);
        assertThat(grid.snap(0, 2.4 * unit)).isEqualTo(2 * unit);
        assertThat(grid.snap(0, 2.5 * unit)).isEqualTo(2 * unit);
        assertThat(grid.snap(0, -3.5 * unit)).isEqualTo(-4 * unit);
        assertThat(grid.snap(0, 0.75)).isEqualTo(0.75);
        assertThat(grid.units(0, -4 * unit)).isEqualTo(-4);
        assertThat(grid.sum(0, 7)).isEqualTo(7 * unit);
    }

    @Test
    void of_columnOfZeros_keepsThem() {
        Grid grid = Grid.of(new double[] {0}, 10);
        assertThat(grid.snap(0, 0)).isZero();
    }

    @Test
    void of_outOfRange_isRefused() {
        assertThatThrownBy(() -> Grid.of(new double[] {1}, 0))
                .hasMessage("rows must be in [1, 274877906944], got 0");
        assertThatThrownBy(() -> Grid.of(new double[] {1, Double.NaN}, 1))
                .hasMessage("greatest of column 1 must be in [0, 2^900), got NaN");
    }

    @Property(tries = 300)
    void snap_anyFloats_sumsAreExactInAnyOrder(
            @ForAll @Size(min = 1, max = 64) float @FloatRange(min = -1e6f, max = 1e6f) [] values) {
        double greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        Grid grid = Grid.of(new double[] {greatest}, values.length);
        double forth = 0;
        double back = 0;
        long units = 0;
        BigDecimal truth = BigDecimal.ZERO;
        for (int i = 0; i < values.length; i++) {
            double snapped = grid.snap(0, values[i]);
            assertThat(Math.abs(snapped - values[i])).isLessThanOrEqualTo(grid.unit(0) / 2);
            truth = truth.add(new BigDecimal(snapped));
            forth += snapped;
            back += grid.snap(0, values[values.length - 1 - i]);
            units += grid.units(0, snapped);
        }
        assertThat(new BigDecimal(forth)).isEqualByComparingTo(truth);
        assertThat(back).isEqualTo(forth);
        assertThat(grid.sum(0, units)).isEqualTo(forth);
    }
}
