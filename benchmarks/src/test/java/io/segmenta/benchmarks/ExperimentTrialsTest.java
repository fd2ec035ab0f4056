package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.benchmarks.ExperimentTrials.Mismatch;
import io.segmenta.benchmarks.ExperimentTrials.Outcome;
import org.junit.jupiter.api.Test;

/** The short form of {@code benchmarks/monitoring}: looking every day does not make experiments wrong. */
class ExperimentTrialsTest {

    /** Of 300 experiments without a difference at most 15 may ever tell of one, and 4 or 5 are expected. */
    @Test
    void nothingDiffers_dailyLooks_areSeldomWrong_whereThePlainIntervalOftenIs() {
        Outcome same = ExperimentTrials.outcomes(0.1, 0.1, 1, 300, 1);
        assertThat(same.decided()).isLessThanOrEqualTo(0.05);
        assertThat(same.plainDaily()).isGreaterThan(0.2);
        assertThat(same.plainOnce()).isLessThan(0.1);
        Outcome parts = ExperimentTrials.outcomes(0.1, 0.1, 4, 100, 2);
        assertThat(parts.decided()).isLessThanOrEqualTo(0.05);
        assertThat(parts.anySegment()).isLessThanOrEqualTo(0.05);
    }

    @Test
    void threePointsMore_areFound() {
        Outcome more = ExperimentTrials.outcomes(0.1, 0.13, 1, 60, 3);
        assertThat(more.decided()).isGreaterThan(0.9);
        assertThat(more.customers()).isBetween(2_500.0, 5_500.0);
    }

    @Test
    void shares_ofHalves_areSeldomDoubted_andOthersAreFound() {
        assertThat(ExperimentTrials.mismatches(0.5, 300, 4).told()).isLessThanOrEqualTo(0.01);
        Mismatch uneven = ExperimentTrials.mismatches(0.53, 40, 5);
        assertThat(uneven.told()).isGreaterThan(0.9);
        assertThat(uneven.customers()).isBetween(3_000.0, 8_000.0);
    }
}
