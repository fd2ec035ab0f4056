package io.segmenta.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for any counts. */
class DriftProperties {

    @Property(tries = 200, seed = "20")
    void scores_haveMeanZeroAndVarianceOneOnTheBaseline(
            @ForAll @Size(min = 3, max = 14) @LongRange(min = 0, max = 1000) Long[] bins) {
        long[] rows = Arrays.stream(bins).mapToLong(one -> one).toArray();
        Assume.that(Arrays.stream(rows).filter(one -> one > 0).count() >= 3);
        BinScores scores = BinScores.of(rows);
        double total = Arrays.stream(rows).sum();
        double square = 0;
        double product = 0;
        for (int bin = 0; bin < rows.length; bin++) {
            long[] one = new long[rows.length];
            one[bin] = 1;
            square += rows[bin] / total * scores.location(one) * scores.location(one);
            product += scores.hasSpread() ? rows[bin] / total * scores.location(one) * scores.spread(one) : 0;
        }
        assertThat(scores.location(rows)).isCloseTo(0, within(1e-9));
        assertThat(square).isCloseTo(1, within(1e-9));
        assertThat(product).isCloseTo(0, within(1e-6));
    }

    @Property(tries = 300, seed = "20")
    void p_fallsAsAScoreMovesAway(@ForAll @IntRange(min = 1, max = 100_000) int records,
            @ForAll @DoubleRange(min = 0, max = 2) double mean,
            @ForAll @DoubleRange(min = 1, max = 9) double dispersion) {
        double p = new ScoreReading(records, mean, 5_000).p(0.1, dispersion);
        assertThat(p).isBetween(0.0, 1.0);
        assertThat(new ScoreReading(records, -mean, 5_000).p(0.1, dispersion)).isEqualTo(p);
        assertThat(new ScoreReading(records, mean + 0.1, 5_000).p(0.1, dispersion)).isLessThanOrEqualTo(p + 1e-12);
        assertThat(new ScoreReading(records, mean, 5_000).p(0.1, dispersion + 1)).isGreaterThanOrEqualTo(0);
    }

    /** The sum over all windows of their chance at the edge times their ratio is 1: nothing is gained by waiting. */
    @Property(tries = 100, seed = "20")
    void ratios_ofAShare_haveExpectationOneAtTheEdge(@ForAll @IntRange(min = 1, max = 60) int records,
            @ForAll @IntRange(min = 1, max = 999) int count) {
        BaselineShare baseline = new BaselineShare(count, 1000);
        double[] ratios = new double[Reading.RATIOS];
        double up = 0;
        double down = 0;
        for (int x = 0; x <= records; x++) {
            new ShareReading(records, x, baseline).ratios(0, 1, ratios);
            up += chance(x, records, baseline.upper()) * Math.exp(ratios[1]);
            down += chance(x, records, baseline.lower()) * Math.exp(ratios[Reading.RATES + 1]);
        }
        assertThat(up).isLessThanOrEqualTo(1 + 1e-9);
        assertThat(down).isLessThanOrEqualTo(1 + 1e-9);
    }

    private static double chance(int x, int n, double p) {
        double chance = 1;
        for (int i = 1; i <= x; i++) {
            chance *= (n - x + i) / (double) i * p;
        }
        return chance * Math.pow(1 - p, n - x);
    }

    @Property(tries = 200, seed = "20")
    void interval_holdsTheEffect(@ForAll @IntRange(min = 1, max = 10_000) int records,
            @ForAll @DoubleRange(min = 0, max = 1) double part, @ForAll @IntRange(min = 0, max = 1000) int count) {
        ShareReading reading = new ShareReading(records, Math.floor(part * records), new BaselineShare(count, 1000));
        Interval interval = reading.interval(1);
        assertThat(reading.effect()).isBetween(interval.low() - 1e-12, interval.high() + 1e-12);
    }

    @Property(tries = 200, seed = "20")
    void holm_rejectsNoLessThanBonferroni(
            @ForAll @Size(min = 1, max = 20) @DoubleRange(min = 0, max = 0.1) Double[] values) {
        double[] p = Arrays.stream(values).mapToDouble(one -> one).toArray();
        boolean[] rejected = Holm.rejected(p, 0.05);
        for (int i = 0; i < p.length; i++) {
            if (p[i] * p.length <= 0.05) {
                assertThat(rejected[i]).isTrue();
            }
            if (p[i] > 0.05) {
                assertThat(rejected[i]).isFalse();
            }
        }
    }
}
