package io.segmenta.model.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.Baseline;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WatchedColumnsTest {
    private static final double[] ORDERS = Baseline.QUANTILES.stream().mapToDouble(order -> order).toArray();

    private static WatchedNumber of(double... values) {
        return WatchedNumber.of("x", values, ORDERS, 3);
    }

    /** The quantile of order q of 0 to 100 is 100 q, and its bin begins with it. */
    @Test
    void number_hundredAndOneValues_areBinnedByTheirQuantiles() {
        WatchedNumber column = of(IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray());
        assertThat(column.edges()).containsExactly(1.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0,
                95.0, 99.0);
        assertThat(column.bins()).containsExactly(1L, 4L, 5L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 5L, 4L, 2L);
        assertThat(column.low()).isCloseTo(0.1, within(1e-12));
        assertThat(column.below()).isEqualTo(1);
        assertThat(column.above()).isEqualTo(1);
        assertThat(column.missing()).isEqualTo(3);
        assertThat(column.bin(-5)).isZero();
        assertThat(column.bin(1)).isEqualTo(1);
        assertThat(column.bin(1e9)).isEqualTo(13);
        assertThat(column.counts()).hasSize(17).endsWith(2, 1, 1, 3);
    }

    @Test
    void number_valueOfATenth_isABinOfItsOwn() {
        double[] values = new double[100];
        for (int i = 40; i < 100; i++) {
            values[i] = i - 39;
        }
        WatchedNumber column = of(values);
        assertThat(column.edges().get(0)).isEqualTo(Math.nextUp(0.0));
        assertThat(column.bins().get(0)).isEqualTo(40);
        assertThat(column.bin(0)).isZero();
        assertThat(column.bin(-0.0)).isZero();
        assertThat(column.bin(1)).isEqualTo(1);
    }

    @Test
    void number_oneValueOnly_isOneBin() {
        WatchedNumber column = of(7, 7, 7);
        assertThat(column.edges()).isEmpty();
        assertThat(column.bins()).containsExactly(3L);
        assertThat(column.counts()).containsExactly(3, 0, 0, 3);
    }

    @Property(tries = 300)
    void number_anyValues_fillAtMostFourteenBinsAndNoneIsEmpty(
            @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -5, max = 5) Double> values) {
        double[] rounded = values.stream().mapToDouble(value -> Math.rint(value * 2) / 2).toArray();
        WatchedNumber column = of(rounded);
        assertThat(column.bins()).hasSizeLessThanOrEqualTo(14).doesNotContain(0L);
        assertThat(column.bins().stream().mapToLong(rows -> rows).sum()).isEqualTo(rounded.length);
        long[] counted = new long[column.bins().size()];
        Arrays.stream(rounded).forEach(value -> counted[column.bin(value)]++);
        assertThat(Arrays.stream(counted).boxed().toList()).isEqualTo(column.bins());
    }

    @Test
    void text_levelOfFewerThanTenRows_isNotNamed() {
        Map<String, Long> counts = new LinkedHashMap<>(Map.of("Ulm", 9L, "Bonn", 10L, "Kiel", 30L));
        WatchedText column = WatchedText.of("city", counts, 2);
        assertThat(column.levels()).containsExactly("Kiel", "Bonn");
        assertThat(column.counts()).containsExactly(30, 10, 9, 0, 2);
    }

    @Test
    void text_moreThanTwentyLevels_namesTheMostFrequent() {
        Map<String, Long> counts = new LinkedHashMap<>();
        IntStream.range(0, 25).forEach(i -> counts.put("l" + i, 100L + i));
        WatchedText column = WatchedText.of("city", counts, 0);
        assertThat(column.levels()).hasSize(20).startsWith("l24").endsWith("l5");
        assertThat(column.other()).isEqualTo(100 + 101 + 102 + 103 + 104);
    }

    @Test
    void segment_hundredDistances_areBinnedByTheirDeciles() {
        WatchedSegment segment = WatchedSegment.of(1000, IntStream.rangeClosed(0, 100).mapToDouble(i -> i).toArray(), 1,
                5);
        assertThat(segment.edges()).containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
        assertThat(segment.heldOut()).isEqualTo(101);
        assertThat(WatchedSegment.of(3, new double[] {1, 2, 3}, 0, 0).edges()).as("too few for deciles").isEmpty();
    }

    /** Of a segment of 900 rows 100 were held out, of one of 100 all: shares of 0.1 and 0 make 0.09. */
    @Test
    void baseline_largeSegmentOfWhichLittleWasHeldOut_countsByItsRows() {
        MonitorBaseline baseline = new MonitorBaseline(1000, List.of(), List.of(),
                List.of(new WatchedSegment(900, List.of(), List.of(100L), 10, 20),
                        new WatchedSegment(100, List.of(), List.of(100L), 0, 0)),
                0, 0);
        assertThat(baseline.heldOut()).isEqualTo(200);
        assertThat(baseline.outside()).isEqualTo(18);
        assertThat(baseline.between()).isEqualTo(36);
    }

    @Test
    void parts_thatContradictThemselves_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new WatchedNumber("x", List.of(2.0, 1.0), 0, 1, List.of(1L, 1L, 1L), 0, 0, 0))
                .withMessage("x: edge 1 does not rise");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new WatchedNumber("x", List.of(2.0), 0, 1, List.of(1L), 0, 0, 0))
                .withMessageContaining("1 bins for 1 edges");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new WatchedNumber("x", List.of(), 0, 1, List.of(-1L), 0, 0, 0)).withMessageContaining("a count");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new WatchedText("x", List.of("a", "a"), List.of(10L, 10L), 0, 0)).withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new WatchedSegment(1, List.of(Double.NaN), List.of(1L, 1L), 0, 0))
                .withMessageContaining("finite");
    }
}
