package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Quantiles;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ColumnFactsTest {
    private static final double[] SAMPLE = {1, 2, 3, 4};
    /** Of 8 rows, two of them without a value. */
    private static final ColumnFacts ALL = new ColumnFacts(6, 2, 0, 20, 10, 3, 7, 9, 12);

    private static List<FeatureStep> fit(double[] values, String setting, String value) {
        PipelineConfig config = PipelineConfig.defaults().with(Map.of(setting, value));
        return new NumberFit(config.features(), new ArrayList<>(), Optional.of(ALL)).fit("age", values, false);
    }

    @Test
    void numberOfASample_isFilledAndScaledAsAllRowsAre() {
        List<FeatureStep> steps = fit(SAMPLE, "features.impute_numeric", "median");
        assertThat(steps).hasSize(2);
        assertThat(((ImputeNumeric) steps.getFirst()).value()).isEqualTo(9);
        Scale scale = (Scale) steps.getLast();
        // (6 * 10 + 2 * 9) / 8; (6 * (9 + 0.0625) + 2 * 0.5625) / 8
        assertThat(scale.center()).isEqualTo(9.75);
        assertThat(scale.scale()).isCloseTo(Math.sqrt(6.9375), within(1e-15));
    }

    @Test
    void everyScaling_isOfAllRows() {
        assertThat(((Scale) fit(SAMPLE, "features.scale", "min_max").getLast()).scale()).isEqualTo(20);
        Scale robust = (Scale) fit(SAMPLE, "features.scale", "robust").getLast();
        assertThat(robust.center()).isEqualTo(9);
        assertThat(robust.scale()).isEqualTo(5);
        assertThat(((Scale) fit(SAMPLE, "features.scale", "none").getLast()).scale()).isEqualTo(1);
    }

    /** What is told of all rows, and what is seen of them in one table, give the same bits. */
    @Property(tries = 200)
    void tableWithAllRows_isScaledAsItsFactsAre(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = -100, max = 100) Double> values,
            @ForAll @IntRange(min = 0, max = 5) int missing, @ForAll("scales") String scale) {
        double[] there = values.stream().mapToDouble(Double::doubleValue).toArray();
        int gaps = scale.equals("robust") ? 0 : missing;
        double[] column = Arrays.copyOf(there, there.length + gaps);
        Arrays.fill(column, there.length, column.length, Double.NaN);
        Center center = Center.of(there);
        double[] quartiles = Quantiles.of(there, 0.25, 0.5, 0.75);
        ColumnFacts facts = new ColumnFacts(there.length, gaps, Quantiles.min(there), Quantiles.max(there),
                center.mean(), center.deviation(), quartiles[0], quartiles[1], quartiles[2]);
        PipelineConfig config = PipelineConfig.defaults().with(Map.of("features.scale", scale,
                "features.impute_numeric", "mean", "features.skew", "none"));
        assertThat(new NumberFit(config.features(), new ArrayList<>()).fit("age", column, false)).isEqualTo(
                new NumberFit(config.features(), new ArrayList<>(), Optional.of(facts)).fit("age", column, false));
    }

    @Provide
    Arbitrary<String> scales() {
        return Arbitraries.of("standard", "min_max", "robust", "none");
    }

    @Test
    void straightenedNumber_isScaledByTheSample() {
        Scale scale = (Scale) fit(SAMPLE, "features.skew", "log1p").getLast();
        assertThat(scale.center()).isLessThan(2);
    }

    @Property(tries = 200)
    void filledFacts_areThoseOfTheFilledValues(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -100, max = 100) Double> values,
            @ForAll @DoubleRange(min = -100, max = 100) double fill) {
        double[] there = values.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = NumberStats.mean(there);
        ColumnFacts facts = new ColumnFacts(there.length, 7, -100, 100, mean,
                Math.sqrt(NumberStats.variance(there, mean)), 0, 0, 0).filled(fill);
        double[] filled = new double[there.length + 7];
        Arrays.fill(filled, fill);
        System.arraycopy(there, 0, filled, 0, there.length);
        double all = NumberStats.mean(filled);
        assertThat(facts.mean()).isCloseTo(all, within(1e-9));
        assertThat(facts.deviation()).isCloseTo(Math.sqrt(NumberStats.variance(filled, all)), within(1e-6));
    }
}
