package io.segmenta.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.metrics.AdjustedRandIndex;
import io.segmenta.clustering.smile.Distributions;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Agreement.Said;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.SmallCells;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers solved by hand, and SciPy's. */
class ExperimentFiguresTest {
    private static final Plan PLAN = new Plan(0.5, false, 5_000, 1, Plan.ALPHA);

    static List<String> golden() throws IOException {
        try (InputStream in = Objects
                .requireNonNull(ExperimentFiguresTest.class.getResourceAsStream("golden.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** The logarithm of beta is a difference of numbers of up to a million. */
    @ParameterizedTest
    @MethodSource("golden")
    void figures_areSciPys(String line) {
        String[] field = line.split(",", -1);
        double expected = Double.parseDouble(field[field.length - 1]);
        assertThat(ours(field)).as(line).isCloseTo(expected, within(1e-10 + 1e-9 * Math.abs(expected)
                + (field[0].equals("ratio") ? 1e-7 : 0)));
    }

    private static double ours(String[] field) {
        if (field[0].equals("rand")) {
            long[] cells = longs(field[1]);
            return AdjustedRandIndex.ofCounts(new long[][] {Arrays.copyOf(cells, 4), Arrays.copyOfRange(cells, 4, 8),
                    Arrays.copyOfRange(cells, 8, 12)});
        } else if (field[0].equals("weighted") || field[0].equals("variance")) {
            Uplift uplift = Look.at(counted(longs(field[1])), PLAN).uplift();
            double half = (uplift.high() - uplift.low()) / 2;
            double unit = new AnytimeInterval(Plan.ALPHA, 5_000).half(1_800, 1);
            return field[0].equals("weighted") ? uplift.difference() : half / unit * (half / unit);
        }
        double[] v = Arrays.stream(field).skip(1).mapToDouble(Double::parseDouble).toArray();
        return switch (field[0]) {
            case "half" -> new AnytimeInterval(v[0], v[1]).half(v[2], v[3]);
            case "ratio" -> SampleRatio.logEvidence((long) v[0], (long) v[1], v[2]);
            default -> throw new IllegalArgumentException(field[0]);
        };
    }

    private static long[] longs(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    /** Per segment the champion's customers and those of them with the outcome, then the challenger's. */
    private static Observed counted(long... counts) {
        Observed observed = new Observed();
        for (int at = 0; at < counts.length; at += 2) {
            Arm arm = at % 4 == 0 ? Arm.CHAMPION : Arm.CHALLENGER;
            for (long customer = 0; customer < counts[at]; customer++) {
                observed.add(arm, "s-" + at / 4, customer < counts[at + 1] ? 1 : 0);
            }
        }
        return observed;
    }

    @Test
    void ratio_ofNobody_isNoEvidence_andOfOne_isNone() {
        assertThat(SampleRatio.logEvidence(0, 0, 0.3)).isEqualTo(0);
        // B(a, b + 1) / B(a, b) = b / (a + b) = the share: one customer says nothing yet.
        assertThat(SampleRatio.logEvidence(0, 1, 0.3)).isCloseTo(0, within(1e-9));
        // Both of two at one half: (250 * 251) / (500 * 501) / (1/4) = 251 / 250.5.
        assertThat(Math.exp(SampleRatio.logEvidence(2, 0, 0.5))).isCloseTo(251 / 250.5, within(1e-9));
    }

    @Test
    void logBeta_ofWholeNumbers_isThatOfFactorials() {
        assertThat(Distributions.logBeta(2, 3)).isCloseTo(-Math.log(12), within(1e-12));
        assertThat(Distributions.logBeta(1, 1)).isCloseTo(0, within(1e-12));
        assertThatThrownBy(() -> Distributions.logBeta(0, 1)).hasMessageContaining("a must be in");
    }

    @Test
    void group_solvedByHand() {
        Group group = Group.of(5, new double[] {0, 2, 4});
        assertThat(group).isEqualTo(new Group(5, 3, 2, 2, 8));
        assertThat(group.meanVariance()).isEqualTo(8 / 2.0 / 3);
        assertThat(group.plus(Group.of(1, new double[] {6}))).isEqualTo(new Group(6, 4, 3, 3, 20));
        // Three of twelve: 3 * (3/4)^2 + 9 * (1/4)^2 = 2.25.
        assertThat(Group.ofBinary(12, 3)).isEqualTo(new Group(12, 12, 3, 0.25, 2.25));
        assertThat(Group.NOBODY.plus(Group.NOBODY)).isEqualTo(Group.NOBODY);
    }

    @Test
    void halves_solvedByHand() {
        // 10 % of 400 beside 20 % of 400: V = s2/400 + s2/400 with s2 = p(1-p) * 400/399.
        Uplift uplift = Look.at(counted(400, 40, 400, 80), PLAN).uplift();
        double variance = (0.09 + 0.16) * (400 / 399.0) / 400;
        double twice = -2 * Math.log(0.05);
        double mixture = (twice + Math.log(twice + 1)) / 5_000;
        double half = Math.sqrt(800 * variance * (800 * mixture + 1) / (800.0 * 800 * mixture)
                * Math.log((800 * mixture + 1) / 0.0025));
        assertThat(uplift.difference()).isCloseTo(0.1, within(1e-12));
        assertThat(uplift.high() - uplift.difference()).isCloseTo(half, within(1e-12));
        assertThat(uplift.difference() - uplift.low()).isCloseTo(half, within(1e-12));
    }

    @Test
    void overall_isWeightedBySegments_notByWhoIsInWhichArm() {
        // Within each segment nothing differs; the challenger merely has more of those who buy.
        Look look = Look.at(counted(300, 30, 200, 20, 200, 100, 300, 150), PLAN);
        assertThat(look.all().difference()).isGreaterThan(0.05);
        assertThat(look.uplift().difference()).isCloseTo(0, within(1e-12));
        assertThat(look.decision()).isEqualTo(Decision.NONE_YET);
    }

    @Test
    void segmentsWithoutBothArms_areTakenTogether_orWithTheLargest() {
        Look together = Look.at(counted(200, 40, 200, 60, 60, 6, 0, 0, 0, 0, 60, 6), PLAN);
        assertThat(together.uplift().difference()).isCloseTo(400 / 520.0 * 0.1, within(1e-12));
        Look joined = Look.at(counted(200, 40, 200, 60, 100, 10, 0, 0), PLAN);
        assertThat(joined.uplift().difference()).isCloseTo(60 / 200.0 - 50 / 300.0, within(1e-12));
        assertThat(Look.at(counted(200, 40, 0, 0, 0, 0, 200, 60), PLAN).uplift().difference())
                .isCloseTo(0.1, within(1e-12));
    }

    @Test
    void tooFew_sayNothing_andNoIntervalIsWritten() {
        assertThat(Look.at(counted(99, 40, 110, 10), PLAN).uplift().enough()).isFalse();
        assertThat(Look.at(counted(100, 10, 100, 9), PLAN).uplift().enough()).isFalse();
        Look enough = Look.at(counted(100, 10, 100, 10), PLAN);
        assertThat(enough.uplift().enough()).isTrue();
        assertThat(Look.at(new Observed(), PLAN).decision()).isEqualTo(Decision.NONE_YET);
        JsonObject report = report(Look.at(counted(99, 40, 110, 10), PLAN));
        assertThat(report.object("uplift").has("interval")).isFalse();
        assertThat(report(enough).object("uplift").numbers("interval")).hasSize(2);
    }

    private static JsonObject report(Look look) {
        return Json.parse(ExperimentReport.write(Map.of("id", "x"), Optional.of(look), new Agreement(), 3,
                SmallCells.USUAL), "report");
    }

    /** 7 of 300 in one arm: of that segment and the next smallest nothing is told, of the others and of all it is. */
    @Test
    void segmentWithFewCustomersOrOutcomes_isNotTold_norTheNextSmallest() {
        Look look = Look.at(counted(300, 60, 300, 7, 400, 80, 400, 90, 200, 40, 200, 60, 900, 90, 900, 99), PLAN);
        JsonObject report = report(look);
        assertThat(report.object("arms").object("challenger").integer("positive")).isEqualTo(256);
        List<JsonObject> segments = report.objects("segments");
        assertThat(segments).extracting(one -> one.has("hidden")).containsExactly(true, false, true, false);
        assertThat(segments).allMatch(one -> one.has("hidden") != one.has("arms")
                && one.has("hidden") != one.has("uplift"));
        assertThat(segments.getFirst().string("hidden"))
                .isEqualTo("kept back, so that no group of fewer than 10 people can be worked out");
    }

    @Test
    void everythingOfFewCustomers_isNotTold_norTheEvidenceThatCountsThem() {
        JsonObject report = report(Look.at(counted(4, 1, 5, 2), PLAN));
        assertThat(report.has("hidden")).isTrue();
        assertThat(report.has("arms")).isFalse();
        assertThat(report.has("uplift")).isFalse();
        assertThat(report.object("sample_ratio").has("evidence")).isFalse();
        assertThat(report.string("decision")).isEqualTo("none_yet");
        JsonObject nothingYet = report(Look.at(counted(150, 0, 150, 0), PLAN));
        assertThat(nothingYet.object("arms").object("champion").integer("positive")).as("nobody").isZero();
    }

    @Test
    void flowsOfFewRecords_areNotListed_norWhatWouldRevealThem() {
        Agreement agreement = new Agreement();
        String[] segments = {"a", "b", "c"};
        int[][] records = {{90, 4, 30}, {40, 80, 20}, {60, 50, 70}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int n = 0; n < records[i][j]; n++) {
                    agreement.add(new Said(segments[i], false), new Said(segments[j], false));
                }
            }
        }
        assertThat(Comparison.of(agreement, SmallCells.USUAL).flows())
                .extracting(flow -> flow.champion() + flow.challenger()).containsExactly("aa", "cc", "ca", "cb", "ba");
        assertThat(Comparison.of(agreement, new SmallCells(0)).flows()).hasSize(9);
    }

    @Test
    void decision_isForOrAgainst_byTheIntervalsSign() {
        assertThat(Look.at(counted(2_000, 200, 2_000, 320), PLAN).decision()).isEqualTo(Decision.FOR);
        assertThat(Look.at(counted(2_000, 320, 2_000, 200), PLAN).decision()).isEqualTo(Decision.AGAINST);
        assertThat(Look.at(counted(2_000, 200, 2_000, 210), PLAN).decision()).isEqualTo(Decision.NONE_YET);
    }

    @Test
    void mismatch_overallOrInASegment_goesBeforeEverything_andHidesTheUplift() {
        Look overall = Look.at(counted(2_400, 240, 2_000, 400), PLAN);
        assertThat(overall.decision()).isEqualTo(Decision.SAMPLE_RATIO_MISMATCH);
        assertThat(report(overall).has("uplift")).isFalse();
        Look inside = Look.at(counted(2_400, 240, 2_000, 400, 2_000, 200, 2_400, 480), PLAN);
        assertThat(inside.ratio()).isNegative();
        assertThat(inside.mismatched()).containsExactly("s-0", "s-1");
        assertThat(inside.decision()).isEqualTo(Decision.SAMPLE_RATIO_MISMATCH);
    }

    @Test
    void segments_haveTheirShareOfAlpha_byTheChampionsNumber() {
        Plan plan = new Plan(0.5, false, 5_000, 5, 0.05);
        Look look = Look.at(counted(400, 40, 400, 80, 400, 40, 400, 80), plan);
        assertThat(look.segments().values()).allSatisfy(one -> {
            assertThat(one.uplift().alpha()).isEqualTo(0.01);
            assertThat(one.uplift().high() - one.uplift().difference()).isCloseTo(
                    new AnytimeInterval(0.01, 1_000).half(800, one.arms().variance()), within(1e-12));
        });
    }

    @Test
    void giants_areCutAtTheQuantileOfBothArms() {
        Observed observed = new Observed();
        for (int customer = 0; customer < 2_000; customer++) {
            observed.add(customer % 2 == 0 ? Arm.CHAMPION : Arm.CHALLENGER, "s-0", customer == 7 ? 1e9 : customer);
        }
        // Rank ceil(0.999 * 2000) = 1998 of 2000: the third from above, and customer 7 is the greatest: 1998.
        Pair pair = observed.pairs(true).get("s-0");
        assertThat(pair.champion().mean()).isCloseTo(999, within(1e-9));
        assertThat(pair.challenger().mean()).isCloseTo((1_000_000.0 - 7 - 1 + 1_998) / 1_000, within(1e-9));
        assertThat(observed.pairs(false).get("s-0").challenger().mean()).isGreaterThan(1e5);
    }

    @Test
    void unknownOutcomes_countForTheRatioAlone() {
        Observed observed = new Observed();
        observed.add(Arm.CHAMPION, "s-0");
        observed.add(Arm.CHALLENGER, "s-0", 3);
        Pair pair = observed.pairs(true).get("s-0");
        assertThat(pair.champion()).isEqualTo(new Group(1, 0, 0, 0, 0));
        assertThat(pair.challenger()).isEqualTo(new Group(1, 1, 1, 3, 0));
        assertThatThrownBy(() -> observed.add(Arm.CHAMPION, "s-0", Double.NaN)).hasMessageContaining("outcome");
    }

    @Test
    void agreement_isReadAsSharesFlowsAndTimes() {
        Agreement agreement = new Agreement();
        for (int record = 0; record < 8; record++) {
            agreement.add(new Said("a", false), new Said(record < 6 ? "a" : "b", record == 0));
        }
        agreement.add(new Said("b", true), new Said("b", true));
        agreement.took(3_000, 900);
        agreement.took(70_000, 1_000_000);
        Comparison comparison = Comparison.of(agreement, new SmallCells(0));
        assertThat(comparison.records()).isEqualTo(9);
        assertThat(comparison.same()).isCloseTo(7 / 9.0, within(1e-12));
        assertThat(comparison.outside()).isCloseTo(1 / 9.0, within(1e-12));
        assertThat(comparison.flows()).containsExactly(new Comparison.Flow("a", "a", 6),
                new Comparison.Flow("a", "b", 2), new Comparison.Flow("b", "b", 1));
        assertThat(Comparison.microseconds(agreement.times(Arm.CHAMPION), 0.5)).isEqualTo(4);
        assertThat(Comparison.microseconds(agreement.times(Arm.CHAMPION), 0.99)).isEqualTo(128);
        assertThat(Comparison.microseconds(agreement.times(Arm.CHALLENGER), 0.99)).isEqualTo(1024);
        assertThat(Comparison.microseconds(new long[Agreement.TIMES], 0.5)).isZero();
    }
}
