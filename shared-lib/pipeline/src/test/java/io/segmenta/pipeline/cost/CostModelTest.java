package io.segmenta.pipeline.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.PipelineConfig;
import io.segmenta.config.Tariff;
import io.segmenta.model.base.DataException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs are expected to cost, and have cost. */
class CostModelTest {
    /** Prices that can be reckoned with by hand. */
    private static final Tariff ROUND = new Tariff(LocalDate.EPOCH, "nowhere", 2e-5, 2e-7, 5e-6, 4e-7, 0.02, 0.04,
            0.005);
    private static final CostModel TWO_GB = new CostModel(ROUND, 2048, 900);
    private static final PipelineConfig CONFIG = PipelineConfig.defaults();

    @Test
    void spent_isSecondsTimesMemoryRequestsAndAMonth() {
        // 2 GB x 3.5 s x 0.00002 = 0.00014, and 0.0000002 for the call; 40 x 0.000005 + 10 x 0.0000004; 0.5 GB x 0.02
        Spent spent = TWO_GB.spent(new Usage(3_500, 40, 10, 1L << 29));
        assertThat(spent.compute()).isCloseTo(0.0001402, within(1e-15));
        assertThat(spent.requests()).isCloseTo(0.000204, within(1e-15));
        assertThat(spent.storage()).isCloseTo(0.01, within(1e-15));
        assertThat(spent.usd()).isCloseTo(0.0103442, within(1e-15));
    }

    @Test
    void negativeUsage_isRefused() {
        assertThatThrownBy(() -> new Usage(1, 2, -3, 4)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("usage must not be negative, got 1 ms, 2 writes, -3 reads, 4 bytes");
    }

    /** Whole jobs on two processors: growth and whole job of 2026-11-21, quiet and busy, k-means. */
    @ParameterizedTest
    @CsvSource({"200,5,0.85", "1000,8,2.40", "1000,8,1.0", "10000,8,3.82", "10000,8,1.8", "100000,8,7.89",
            "100000,8,2.8", "1000000,8,14.30", "1000000,8,6.8", "100000,4,5.01", "100000,4,2.1", "100000,16,7.27",
            "100000,16,3.9", "100000,64,11.97", "100000,64,9.7", "100000,256,29.81", "100000,256,34",
            "1000000,8,5.2", "10000000,8,24.2", "12500000,8,26.8", "100000,8,2.63", "1000000,8,7.03"})
    void measuredTimes_lieWithinTheForecast(long rows, int columns, double took) {
        Range seconds = Throughput.seconds((double) rows, columns, CONFIG.clustering(), 2);
        assertThat(took).isBetween(seconds.low(), seconds.high());
    }

    /** 30,000 rows of 8 columns: growth of 2026-11-21, busy. */
    @ParameterizedTest
    @CsvSource({"agglomerative,5.02", "som,3.87", "som_kmeans,8.65", "gaussian_mixture,10.24", "kprototypes,16.97",
            "genie,4.78", "hdbscan,12.07", "dbscan,5.44", "auto,13.03"})
    void measuredTimesOfAlgorithms_lieWithinTheForecast(String algorithm, double took) {
        PipelineConfig config = CONFIG.with(Map.of("clustering.algorithm", algorithm));
        Range seconds = Throughput.seconds(30_000, 8, config.clustering(), 2);
        assertThat(took).isBetween(seconds.low(), seconds.high());
    }

    @Test
    void quadraticAlgorithm_isForetoldByTheSquareOfItsRows() {
        PipelineConfig single = CONFIG.with(Map.of("clustering.algorithm", "agglomerative",
                "clustering.agglomerative.linkage", "single"));
        CostModel unlimited = new CostModel(ROUND, 3538, Double.POSITIVE_INFINITY);
        assertThat(unlimited.forecast(2_000_000, 8, single).seconds().low()).isGreaterThan(
                3.5 * unlimited.forecast(1_000_000, 8, single).seconds().low());
        assertThat(TWO_GB.forecast(2_000_000, 8, single).seconds()).as("ended by the timeout").satisfies(
                seconds -> assertThat(seconds.high()).isEqualTo(900));
    }

    @Property
    void forecast_growsWithTheTable(@ForAll @LongRange(min = 1, max = 50_000_000) long rows,
            @ForAll @IntRange(min = 1, max = 10_000) int columns,
            @ForAll @IntRange(min = 1769, max = 10_240) int memoryMb) {
        CostModel model = new CostModel(ROUND, memoryMb, 900);
        Forecast one = model.forecast(rows, columns, CONFIG);
        Forecast more = model.forecast(2 * rows, columns, CONFIG);
        assertThat(one.seconds().low()).isPositive().isLessThanOrEqualTo(more.seconds().low());
        assertThat(one.seconds().high()).isLessThanOrEqualTo(more.seconds().high()).isLessThanOrEqualTo(900);
        assertThat(one.usd().low()).isPositive().isLessThanOrEqualTo(more.usd().low());
        assertThat(one.usd().high()).isLessThanOrEqualTo(more.usd().high());
        assertThat(one.usd().middle()).isBetween(one.usd().low(), one.usd().high());
    }

    @Test
    void bound_refusesWhatMayCostMoreAndNothingElse() {
        Forecast forecast = TWO_GB.forecast(100_000, 8, CONFIG);
        assertThatCode(() -> CostModel.refuseAbove(forecast, CONFIG)).as("no bound").doesNotThrowAnyException();
        for (double more : List.of(1.01, 100.0)) {
            PipelineConfig enough = bound(forecast.usd().high() * more);
            assertThatCode(() -> CostModel.refuseAbove(forecast, enough)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> CostModel.refuseAbove(forecast, bound(0.0001))).isInstanceOfSatisfying(
                DataException.class,
                refused -> assertThat(refused.reason().code()).isEqualTo("too-costly"))
                .hasMessageContaining("cost.max_usd_per_run allows 1.0E-4");
    }

    private static PipelineConfig bound(double usd) {
        return CONFIG.with(Map.of("cost.max_usd_per_run", String.valueOf(usd)));
    }
}
