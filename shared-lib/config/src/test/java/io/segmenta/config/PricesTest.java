package io.segmenta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.ConfigException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices that come with the program, and those that are refused. */
class PricesTest {
    private static final String REGION = """
                lambda_gb_second: { usd: 0.00002, source: "https://example.org/lambda" }
                lambda_request: { usd: 0.0000002, source: "https://example.org/lambda" }
                s3_write: { usd: 0.000005, source: "https://example.org/s3" }
                s3_read: { usd: 0.0000004, source: "https://example.org/s3" }
                s3_gb_month: { usd: 0.02, source: "https://example.org/s3" }
            """;
    private static final String JOBS = """
                emr_vcpu_hour: { usd: 0.04, source: "https://example.org/emr" }
                emr_gb_hour: { usd: 0.005, source: "https://example.org/emr" }
            """;
    private static final String GOOD = "date: 2026-11-30\nregions:\n  us-east-1:\n" + REGION + JOBS;

    @Test
    void pricesOfThisProgram_areRead() {
        Tariff frankfurt = Prices.load().in("eu-central-1");
        assertThat(frankfurt.region()).isEqualTo("eu-central-1");
        assertThat(frankfurt.gbSecond()).isEqualTo(0.0000166667);
        assertThat(frankfurt.gbMonth()).isEqualTo(0.0245);
        assertThat(frankfurt.date()).isAfter(LocalDate.of(2026, 1, 1));
    }

    @Test
    void everyPrice_isRead() {
        assertThat(Prices.read("x", GOOD).in("us-east-1")).isEqualTo(
                new Tariff(LocalDate.of(2026, 11, 30), "us-east-1", 0.00002, 0.0000002, 0.000005, 0.0000004, 0.02,
                        0.04, 0.005));
    }

    /** Two hours of four processors with 16 GB: 8 x 0.04 + 32 x 0.005. */
    @Test
    void jobs_costProcessorsAndMemory_whereARegionDoesNotSay_asElsewhere() {
        Prices prices = Prices.read("x", GOOD + "  eu-west-1:\n" + REGION);
        assertThat(prices.in("eu-west-1").jobs(8, 32)).isEqualTo(0.48);
        assertThat(prices.in("eu-west-1").region()).isEqualTo("eu-west-1");
        assertThatThrownBy(() -> Prices.read("x", GOOD.replace(JOBS, ""))).isInstanceOf(ConfigException.class)
                .hasMessageContaining("regions.us-east-1: lacks emr_vcpu_hour or emr_gb_hour");
    }

    @Test
    void regionThatIsNotKnown_hasThePricesOfAnotherAndSaysSo() {
        assertThat(Prices.read("x", GOOD).in("mars-north-1").region()).isEqualTo("us-east-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.00002|-1|must be a number in (0, 1.0], got \"-1\"",
            "0.00002|NaN|must be a number in (0, 1.0], got \"NaN\"",
            "0.00002|much|must be a number in (0, 1.0], got \"much\"",
            "2026-11-30|yesterday|date: must be a day such as 2026-11-30, got \"yesterday\"",
            "https://example.org/lambda|my cousin|must be an address that begins with https://, got \"my cousin\"",
            "s3_read|s4_read|regions.us-east-1: has \"s4_read\", which is no part of it",
            "s3_read|s3_write|regions.us-east-1: has s3_write twice",
            "us-east-1|eu-west-9|regions: must hold us-east-1, whose prices stand for other regions",
            "regions|region|lacks regions"})
    void mistake_isRefused(String instead, String mistake, String message) {
        assertThatThrownBy(() -> Prices.read("prices.yaml", GOOD.replace(instead, mistake)))
                .isInstanceOf(ConfigException.class).hasMessageContaining(message);
    }

    @Test
    void everyMistake_isToldAtOnce() {
        assertThatThrownBy(() -> Prices.read("prices.yaml", "a: 1"))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(4));
    }
}
