package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DistinctTest {
    private static int distinct(double... values) {
        return Distinct.of(values, ResolvedColumn.Range.of(values));
    }

    @Test
    void of_fewValues_countsThemOnce() {
        assertThat(distinct(1, 2, 2, Double.NaN, 1)).isEqualTo(2);
        assertThat(distinct(0.5, 0.25, 0.5, -0.75)).isEqualTo(3);
        assertThat(distinct(0.0, -0.0)).isEqualTo(1);
        assertThat(distinct(Double.NaN, Double.NaN)).isZero();
        assertThat(distinct()).isZero();
    }

    @Test
    void of_valuesNoFractionOfAHundredTells_countsThemApart() {
        assertThat(distinct(0.1, 0.1 + 1e-9, 1.0 / 3, 0.3333)).isEqualTo(4);
        assertThat(distinct(1e300, -1e300, 1e300)).isEqualTo(2);
        assertThat(distinct(1e15, 1e15 + 1, 0.5)).isEqualTo(3);
    }

    @Test
    void of_moreThanEnoughFractions_stopsCounting() {
        assertThat(distinct(IntStream.range(0, 50_000).mapToDouble(i -> i / 100.0).toArray()))
                .isEqualTo(Distinct.ENOUGH + 1);
        assertThat(distinct(IntStream.range(0, 50_000).mapToDouble(Math::sqrt).toArray()))
                .isEqualTo(Distinct.ENOUGH + 1);
    }

    @Test
    void of_aDifferentWholeNumberInEveryRow_countsTheRows() {
        assertThat(distinct(IntStream.range(0, 50_000).asDoubleStream().toArray())).isEqualTo(50_000);
        assertThat(distinct(IntStream.range(0, 50_000).mapToDouble(i -> 1e6 * i).toArray())).isEqualTo(50_000);
    }

    @Property
    void of_anyValues_equalsASet(@ForAll("values") List<Double> values) {
        Set<Double> set = new HashSet<>(values);
        set.remove(Double.NaN);
        assertThat(distinct(values.stream().mapToDouble(Double::doubleValue).toArray())).isEqualTo(set.size());
    }

    @Provide
    Arbitrary<List<Double>> values() {
        Arbitrary<Double> one = Arbitraries.oneOf(Arbitraries.integers().between(0, 300).map(i -> i / 100.0),
                Arbitraries.integers().between(-50, 50).map(i -> (double) i),
                Arbitraries.integers().between(0, 100).map(i -> i / 10_000.0),
                Arbitraries.of(1.0 / 3, 7e200, Double.NaN));
        return one.map(value -> value + 0.0).list().ofMaxSize(300);
    }
}
