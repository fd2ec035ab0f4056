package io.segmenta.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.smile.Distributions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers solved by hand, and SciPy's. */
class DetectorsTest {
    private static final AlarmBudget BUDGET = AlarmBudget.DEFAULT;

    static List<String> golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(DetectorsTest.class.getResourceAsStream("golden.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** Smile's incomplete beta function is exact to about 1e-7 of itself. */
    @ParameterizedTest
    @MethodSource("golden")
    void figures_areSciPys(String line) {
        String[] field = line.split(",", -1);
        double expected = Double.parseDouble(field[field.length - 1]);
        assertThat(ours(field)).as(line).isCloseTo(expected, near(expected));
    }

    private static double ours(String[] field) {
        if (field[0].equals("location")) {
            return BinScores.of(counts(field[1])).location(counts(field[2]));
        }
        if (field[0].equals("spread")) {
            return BinScores.of(counts(field[1])).spread(counts(field[2]));
        }
        double[] v = Arrays.stream(field).skip(1).mapToDouble(Double::parseDouble).toArray();
        return switch (field[0]) {
            case "normal" -> Distributions.normalUpperTail(v[0]);
            case "upper" -> Distributions.binomialUpperTail(v[0], v[1], v[2]);
            case "lower" -> Distributions.binomialLowerTail(v[0], v[1], v[2]);
            case "score" -> new ScoreReading(v[0], v[1], v[2]).p(BUDGET.tolerance(), v[3]);
            case "share" -> new ShareReading(v[0], v[1], new BaselineShare(v[2], v[3])).p(BUDGET.tolerance(), 1);
            default -> throw new IllegalArgumentException(field[0]);
        };
    }

    private static long[] counts(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    private static Offset<Double> near(double expected) {
        return within(1e-6 * Math.abs(expected));
    }

    /** Shares 1/4, 1/2, 1/4: mid-ranks 1/8, 1/2, 7/8; their variance is 9/128, so scores are -sqrt 2, 0, sqrt 2. */
    @Test
    void location_ofThreeBins_isTheStandardisedMidRank() {
        BinScores scores = BinScores.of(new long[] {25, 50, 25});
        assertThat(scores.location(new long[] {1, 0, 0})).isCloseTo(-Math.sqrt(2), within(1e-12));
        assertThat(scores.location(new long[] {0, 1, 1})).isCloseTo(Math.sqrt(0.5), within(1e-12));
        // The square of location is 2, 0, 2 with mean 1 and variance 1.
        assertThat(scores.spread(new long[] {1, 0, 1})).isCloseTo(1, within(1e-12));
        assertThat(scores.spread(new long[] {0, 1, 0})).isCloseTo(-1, within(1e-12));
    }

    @Test
    void scores_ofOneBinOrTwo_areAsManyAsCanMove() {
        assertThat(BinScores.of(new long[] {7}).hasLocation()).isFalse();
        assertThat(BinScores.of(new long[] {0, 7}).hasLocation()).isFalse();
        BinScores two = BinScores.of(new long[] {7, 7});
        assertThat(two.hasLocation()).isTrue();
        assertThat(two.hasSpread()).isFalse();
        assertThatThrownBy(() -> BinScores.of(new long[] {0, 0})).hasMessageContaining("must have a row");
        assertThatThrownBy(() -> two.location(new long[] {1, 2, 3})).hasMessageContaining("2 bins, got 3");
        assertThatThrownBy(() -> two.location(new long[2])).hasMessageContaining("must have a row");
    }

    /** p0 = 100.5 / 10,001 is a hundredth: half of it is tolerated, and twice sqrt(0.0099 / 10,000) = 0.002. */
    @Test
    void tolerance_ofAShare_isHalfOfItOrTwoPoints_andTheBaselinesError() {
        assertThat(new BaselineShare(100, 10_000).tolerance()).isCloseTo(0.005 + 0.002, within(1e-4));
        assertThat(new BaselineShare(5_000, 10_000).tolerance()).isCloseTo(0.02 + 0.01, within(1e-6));
    }

    @Test
    void holm_byHand() {
        // 0.01 <= 0.05 / 4, 0.015 <= 0.05 / 3, but 0.03 > 0.05 / 2, which ends it although 0.04 <= 0.05.
        assertThat(Holm.rejected(new double[] {0.04, 0.01, 0.03, 0.015}, 0.05)).containsExactly(false, true, false,
                true);
        assertThat(Holm.rejected(new double[] {0.02}, 0.01)).containsExactly(false);
    }

    @Test
    void budget_isHalvedBetweenTheDetectors() {
        assertThat(BUDGET.dayLevel()).isEqualTo(1 / 730.0);
        assertThat(BUDGET.memoryThreshold()).isEqualTo(730);
        assertThatThrownBy(() -> new AlarmBudget(-0.1, 1)).hasMessageContaining("tolerance");
    }

    /** n = 400, mean 0.5, N so large that it has no error: z = 10, a = 2, and so 8 l - l^2 / 2. */
    @Test
    void ratios_ofAScore_byHand() {
        double[] ratios = new double[Reading.RATIOS];
        new ScoreReading(400, 0.5, 1e30).ratios(0.1, 1, ratios);
        assertThat(ratios).containsExactly(new double[] {3.875, 7.5, 14, 24, -6.125, -12.5, -26, -50}, within(1e-9));
        new ScoreReading(400, 0.5, 1e30).ratios(0.1, 4, ratios);
        assertThat(ratios[0]).as("as if of a hundred records: z = 5, a = 1").isCloseTo(1.875, within(1e-9));
    }

    /** An edge of 1/2 has odds 1, the alternative with odds 1.15 is 23/43. */
    @Test
    void ratios_ofAShare_areThoseOfACoin() {
        double rows = 1e12;
        BaselineShare half = new BaselineShare(0.48 * rows, rows);
        double[] ratios = new double[Reading.RATIOS];
        new ShareReading(10, 7, half).ratios(0, 1, ratios);
        double byHand = 7 * Math.log(23 / 43.0 / 0.5) + 3 * Math.log(20 / 43.0 / 0.5);
        assertThat(ratios[0]).isCloseTo(byHand, within(1e-5));
    }

    /** After e = 1 in the first window M is 1, after e = 2 in the second it is 2 (1 + 1) = 4. */
    @Test
    void memory_addsUp_andForgets() {
        MemoryDetector memory = new MemoryDetector(1);
        memory.add(0, NoReading.NONE, 0.1, 1);
        memory.endWindow();
        assertThat(memory.mean()).isEqualTo(1);
        memory.add(0, NoReading.NONE, 0.1, 1);
        memory.endWindow();
        assertThat(memory.mean()).isEqualTo(2);
        assertThat(memory.windows()).isEqualTo(2);
        memory.reset();
        assertThat(memory.mean()).isZero();
        for (int i = 0; i < 100; i++) {
            memory.add(0, new ScoreReading(1e6, 3, 1e6), 0.1, 1);
        }
        assertThat(memory.mean()).as("stays finite").isBetween(1e198, 1e200);
    }

    @Test
    void dispersion_isOfSteps_andOneBeforeFifteenWindows() {
        double[] z = new double[57];
        for (int i = 0; i < z.length; i++) {
            z[i] = i % 2 == 0 ? 0 : 1.82;
        }
        assertThat(Dispersion.of(z)).isCloseTo(1.82 * 1.82 / 0.91, within(1e-12));
        assertThat(Dispersion.of(Arrays.copyOf(z, 14))).isEqualTo(1);
        for (int i = 29; i < z.length; i++) {
            z[i] += 40;
        }
        assertThat(Dispersion.of(z)).as("one step aside").isCloseTo(1.82 * 1.82 / 0.91, within(1e-12));
        assertThat(Dispersion.of(new double[57])).isEqualTo(1);
    }

    /** Shares 9.5/20 and 10.5/20 turned around: (1/20) ln(10.5/9.5), twice. */
    @Test
    void stabilityIndex_byHand() {
        long[] one = {9, 10};
        assertThat(PopulationStability.of(one, new long[] {10, 9})).isCloseTo(0.1 * Math.log(10.5 / 9.5),
                within(1e-12));
        assertThat(PopulationStability.of(one, one)).isZero();
    }

    /** Newcombe (1998), table II, example (a), method 10: 56/70 less 48/80 is 0.2, 95 % interval 0.0524 to 0.3339. */
    @Test
    void interval_ofADifference_asNewcombePrinted() {
        Interval interval = Interval.ofDifference(56, 70, 48, 80);
        assertThat(interval.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void readings_refuseWhatCannotBe() {
        BaselineShare share = new BaselineShare(1, 10);
        assertThatThrownBy(() -> new ShareReading(10, 11, share)).hasMessageContaining("count must be in [0.0, 10.0]");
        assertThatThrownBy(() -> new ScoreReading(0, 0, 10)).hasMessageContaining("records");
        assertThatThrownBy(() -> new BaselineShare(11, 10)).hasMessageContaining("count");
    }
}
