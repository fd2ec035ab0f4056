package io.segmenta.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
    @ParameterizedTest
    @CsvSource({"11.2, 12.9, 12.05, 12", "0.0612, 0.0698, 0.0652, 0.065", "1180, 1240, 1213, 1200", "-3, 2, -0.5, 0",
            "-8.9, -7.7, -8.3, -8", "999.5, 1000.5, 1000.1, 1000", "7.25, 7.25, 7.25, 7.25"})
    void roundest_hasTheFewestDigits(double low, double high, double near, double expected) {
        assertThat(Thresholds.roundest(low, high, near)).isEqualTo(expected);
    }

    @Test
    void of_twoGroupsApart_liesBetweenThem() {
        assertThat(Thresholds.of(new double[] {1, 2, 3}, new double[] {97, 98, 99}, true)).contains(50);
    }

    @Test
    void of_oneValue_hasNone() {
        assertThat(Thresholds.of(new double[] {5, 5}, new double[] {5}, false)).isEmpty();
    }

    @Property
    void of_anyValues_areFewRisingAndPartThem(
            @ForAll @Size(max = 300) List<@DoubleRange(min = -1e9, max = 1e9) Double> some,
            @ForAll @Size(max = 300) List<@DoubleRange(min = -1e9, max = 1e9) Double> rest) {
        double[] members = some.stream().mapToDouble(value -> value).toArray();
        double[] others = rest.stream().mapToDouble(value -> value).toArray();
        double[] bounds = Thresholds.of(members, others, false);
        double least = Math.min(Arrays.stream(members).min().orElse(Double.POSITIVE_INFINITY),
                Arrays.stream(others).min().orElse(Double.POSITIVE_INFINITY));
        double most = Math.max(Arrays.stream(members).max().orElse(Double.NEGATIVE_INFINITY),
                Arrays.stream(others).max().orElse(Double.NEGATIVE_INFINITY));
        assertThat(bounds).hasSizeLessThanOrEqualTo(Thresholds.MOST).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(bounds)).allMatch(bound -> bound > least && bound <= most);
    }
}
