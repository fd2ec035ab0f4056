package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.benchmarks.DriftStreams.Change;
import io.segmenta.benchmarks.DriftTrials.Delay;
import io.segmenta.benchmarks.DriftTrials.Flagged;
import io.segmenta.benchmarks.DriftTrials.Rejections;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The short form of {@code benchmarks/monitoring}: the stated rate holds, and changes are found in days. */
class DriftTrialsTest {

    /**
     * 1,460 windows are four years: two alarms of each detector are stated, and seven come once in two hundred tries.
     */
    @Test
    void alarms_atTheEdgeOfTolerance_areNoMoreThanStated() {
        Rejections scores = DriftTrials.scoresAtEdge(20, 500, 1_460);
        assertThat(scores.day()).isLessThanOrEqualTo(6);
        assertThat(scores.memory()).isLessThanOrEqualTo(6);
        Rejections shares = DriftTrials.sharesAtEdge(500, 1_460);
        assertThat(shares.day()).isLessThanOrEqualTo(6);
        assertThat(shares.memory()).isLessThanOrEqualTo(6);
    }

    @Test
    void alarms_withoutChange_areNone() {
        assertThat(DriftTrials.unchanged(20, 500, 10_000, 365, 0.1)).isEqualTo(new Rejections(365, 0, 0));
        assertThat(DriftTrials.correlated(20, 200, 200, 0.8, 0.1)).isEqualTo(new Rejections(200, 0, 0));
    }

    @Test
    void healthyDaysThatDiffer_areQuiet_onceItIsSeenHow() {
        assertThat(DriftTrials.uneven(20, 2_000, 380, 0.1, false).dayPerYear()).isGreaterThan(300);
        assertThat(DriftTrials.uneven(20, 2_000, 380, 0.1, true).dayPerYear()).isLessThan(5);
    }

    @Test
    void changes_areFoundInDays() {
        Delay moved = DriftTrials.delay(new Change(0.5, 1, DriftStreams.SHARES), 500, 0, 20, 20);
        assertThat(moved.median()).isEqualTo(1);
        Delay segment = DriftTrials.delay(Change.ofShare(2, 0.3), 500, 0, 20, 30);
        assertThat(segment.median()).isBetween(1, 4);
        assertThat(segment.found()).isEqualTo(1);
        assertThat(DriftTrials.delay(new Change(0.1, 1, DriftStreams.SHARES), 500, 0, 5, 30).found()).isZero();
    }

    @Test
    void rulesInCommonUse_flagHealthyWindows() {
        Flagged healthy = DriftTrials.naive(20, 500, 0, 20);
        assertThat(healthy.anyKs()).isGreaterThan(0.3);
        assertThat(healthy.halfOfDistances()).isZero();
    }

    @Test
    void draws_haveTheirMeanAndVariance_andAddUp() {
        CountDraws draws = DriftTrials.draws(8);
        double sum = 0;
        double square = 0;
        int tries = 20_000;
        for (int i = 0; i < tries; i++) {
            double x = draws.binomial(50, 0.3);
            sum += x;
            square += x * x;
        }
        double mean = sum / tries;
        assertThat(mean).isCloseTo(15, within(0.1));
        assertThat(square / tries - mean * mean).isCloseTo(10.5, within(0.4));
        assertThat(Arrays.stream(draws.multinomial(10_000, new double[] {0.2, 0.3, 0.5})).sum()).isEqualTo(10_000);
        assertThat(draws.binomial(7, 1)).isEqualTo(7);
        assertThat(draws.binomial(7, 0)).isZero();
    }
}
