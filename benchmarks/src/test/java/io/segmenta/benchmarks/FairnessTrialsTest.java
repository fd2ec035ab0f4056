package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.benchmarks.FairnessTrials.Rates;
import org.junit.jupiter.api.Test;

/** The short form of the trial of fairness in {@code benchmarks/monitoring}. */
class FairnessTrialsTest {

    /** Of 1,000 files 50 are stated to be flagged, give or take seven. */
    @Test
    void randomAttribute_isFlaggedInOneFileOfTwenty() {
        Rates rates = FairnessTrials.random(2_000, 1_000);
        assertThat(rates.covered()).isBetween(0.94, 0.96);
        assertThat(rates.plain()).isGreaterThan(0.35);
        assertThat(rates.holm()).isBetween(0.025, 0.08);
        assertThat(rates.told()).isLessThanOrEqualTo(rates.holm());
    }
}
