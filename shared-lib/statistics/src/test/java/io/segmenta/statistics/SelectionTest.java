package io.segmenta.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SelectionTest {

    /** In two parts, whose counts are added. */
    private static double[] quantiles(double[] values, double... orders) {
        Selection selection = new Selection(values.length, orders);
        while (!selection.isDone()) {
            long[] counts = selection.newCounts();
            long[] others = selection.newCounts();
            for (int i = 0; i < values.length; i++) {
                selection.count(values[i], i % 3 == 0 ? counts : others);
            }
            Arrays.setAll(counts, c -> counts[c] + others[c]);
            selection.narrow(counts);
        }
        return selection.quantiles();
    }

    @Test
    void quantiles_ofFour_areInterpolated() {
        // NumPy 2.4.6: numpy.quantile([3, 1, 4, 2], [0, .25, .5, .9, 1]) = [1, 1.75, 2.5, 3.7, 4]
        assertThat(quantiles(new double[] {3, 1, 4, 2}, 0, .25, .5, .9, 1)).containsExactly(1, 1.75, 2.5, 3.7, 4);
    }

    @Test
    void quantiles_bothSignsAndZeros_areInOrder() {
        assertThat(quantiles(new double[] {-0.0, -1e-300, 5e-324, -7, 1e300}, 0, .25, .5, .75, 1))
                .containsExactly(-7, -1e-300, 0, 5e-324, 1e300);
    }

    @Test
    void quantiles_ofOne_areTheOne() {
        assertThat(quantiles(new double[] {0.1}, 0, .5, 1)).containsExactly(0.1, 0.1, 0.1);
    }

    @Test
    void selection_outOfRange_isRefused() {
        assertThatThrownBy(() -> new Selection(0, .5)).hasMessage("quantiles need at least one value, got 0");
        assertThatThrownBy(() -> new Selection(3, 1.5)).hasMessage("order must be in [0, 1], got 1.5");
        assertThatThrownBy(() -> new Selection(3, .5).quantiles())
                .hasMessage("the quantiles are not found yet: 0 of 6 rounds");
        Selection selection = new Selection(1, .5);
        assertThatThrownBy(() -> selection.count(Double.NaN, selection.newCounts()))
                .hasMessage("x must be a number, got NaN");
    }

    @Property(tries = 200)
    void quantiles_anyValues_areThoseOfSorting(@ForAll @Size(min = 1, max = 60) double[] values) {
        double[] sorted = Arrays.stream(values).map(x -> x + 0.0).sorted().toArray();
        double[] orders = {0, .1, .25, .5, .75, .9, 1};
        double[] found = quantiles(values, orders);
        for (int q = 0; q < orders.length; q++) {
            double at = orders[q] * (sorted.length - 1);
            int low = (int) at;
            double truth = at == low ? sorted[low] : sorted[low] + (at - low) * (sorted[low + 1] - sorted[low]);
            assertThat(found[q]).isEqualTo(truth);
        }
    }
}
