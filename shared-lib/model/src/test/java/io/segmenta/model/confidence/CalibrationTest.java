package io.segmenta.model.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.assign.Assignment;
import io.segmenta.model.assign.NearestCentroid;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final StayCurve STAY = new StayCurve(new double[] {0, 2}, new double[] {0.5, 0.9});

    /** Two segments about 0 and 10; scores 1 to 9 of the first, 2 of the second. */
    private static Calibration two(double alpha, float[][] examples) {
        return new Calibration(alpha,
                List.of(ScoreTable.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), ScoreTable.of(new double[] {2})),
                new double[] {1, 3}, List.of(STAY, STAY, new StayCurve(new double[] {0}, new double[] {0.75})),
                examples);
    }

    @Test
    void p_byHand() {
        ScoreTable table = ScoreTable.of(new double[] {3, 1, 2, 2});
        assertThat(table.p(0)).isEqualTo(1);
        assertThat(table.p(1)).isEqualTo(1);
        assertThat(table.p(1.5)).isEqualTo(0.8);
        assertThat(table.p(2)).isEqualTo(0.8);
        assertThat(table.p(3)).isEqualTo(0.4);
        assertThat(table.p(3.5)).isEqualTo(0.2);
    }

    @Property(tries = 200)
    void p_manyScores_isExactAtTheEndAndNeverLessThanTheRank(@ForAll @IntRange(min = 1, max = 3_000) int n,
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1.1) double score) {
        double[] scores = new Random(seed).doubles(n).map(value -> Math.round(value * 500) / 500.0).toArray();
        double rank = (1.0 + Arrays.stream(scores).filter(value -> value >= score).count()) / (n + 1.0);
        double p = ScoreTable.of(scores).p(score);
        assertThat(p).isGreaterThanOrEqualTo(rank).isLessThanOrEqualTo(rank + 1.0 / ScoreTable.BELOW);
        if (rank * (n + 1) <= ScoreTable.GREATEST) {
            assertThat(p).as("among the greatest").isEqualTo(rank);
        }
    }

    @Property(tries = 200)
    void p_greaterScore_isNotGreater(@ForAll @IntRange(min = 1, max = 3_000) int n, @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 2) double one, @ForAll @DoubleRange(min = 0, max = 2) double other) {
        ScoreTable table = ScoreTable.of(new Random(seed).doubles(n).toArray());
        assertThat(table.p(Math.max(one, other))).isLessThanOrEqualTo(table.p(Math.min(one, other)));
    }

    @Test
    void at_betweenKnots_isOnTheLine() {
        StayCurve curve = new StayCurve(new double[] {1, 1, 3}, new double[] {0.2, 0.4, 0.8});
        assertThat(curve.at(0)).isEqualTo(0.2);
        assertThat(curve.at(1)).isEqualTo(0.4);
        assertThat(curve.at(2)).isCloseTo(0.6, within(1e-15));
        assertThat(curve.at(NONE)).isEqualTo(0.8);
        assertThat(curve.at(-NONE)).isEqualTo(0.2);
    }

    @Test
    void constructor_fallingShares_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StayCurve(new double[] {0, 1}, new double[] {0.9, 0.8}));
    }

    @Test
    void answers_byHand() {
        Calibration calibration = two(0.2, new float[1][1]);
        Assignment usual = new Assignment(0, 1, 5, 1, false, 5, 7, 2);
        assertThat(calibration.fit(usual)).isEqualTo(0.6);
        assertThat(calibration.isOutside(usual, 0.6)).isFalse();
        assertThat(calibration.between(usual)).as("its margin is not narrow").isEqualTo(-1);
        assertThat(calibration.confidence(usual)).isEqualTo(0.9);
        assertThat(calibration.confidence(usual, 1)).as("of nine trainings in ten that know both, one in ten")
                .isCloseTo(0.09, within(1e-15));
        Assignment far = new Assignment(0, 1, 9.5, 1, false, 9.5, 12, 2.5);
        assertThat(calibration.isOutside(far, calibration.fit(far))).isTrue();
    }

    @Test
    void between_narrowMargin_namesTheOtherWhenItFitsThat() {
        Calibration calibration = two(0.5, new float[1][1]);
        assertThat(calibration.between(new Assignment(0, 1, 1.5, 1, false, 1.5, 2, 0.5))).isEqualTo(1);
        assertThat(calibration.between(new Assignment(0, 1, 1.5, 1, false, 1.5, 2.1, 0.6)))
                .as("2.1 is beyond the only row of the other").isEqualTo(-1);
        assertThat(calibration.between(new Assignment(0, -1, 1.5, 1, false, 1.5, NONE, NONE))).isEqualTo(-1);
    }

    @Test
    void answers_inNone_areOfTheNearest() {
        Calibration calibration = two(0.01, new float[1][1]);
        Assignment none = new Assignment(-1, 0, 8, 0, true, 8, NONE, 1);
        assertThat(calibration.fit(none)).isEqualTo(0.3);
        assertThat(calibration.isOutside(none, 0.3)).isTrue();
        assertThat(calibration.between(none)).isEqualTo(-1);
        assertThat(calibration.confidence(none)).isEqualTo(0.75);
    }

    /** Half of the examples are at (0, 0), half at (0, 10): what is not known decides. */
    @Test
    void expected_unknownThatDecides_isTheShareOfExamples() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0, 0}, {0, 10}}, new double[] {0.5, 0.5}, 1,
                new double[] {1, 1});
        float[][] examples = new float[64][2];
        for (int i = 0; i < examples.length; i += 2) {
            examples[i][1] = 10;
        }
        Calibration calibration = two(0.01, examples);
        double[][] second = {{0, 1}};
        double sure = calibration.confidence(assigner.explain(new float[] {0, 0}));
        assertThat(calibration.expected(assigner, new float[] {0, 4}, 0, second).confidence())
                .isCloseTo((sure + 0.9 * (1 - sure)) / 2, within(1e-12));
        assertThat(calibration.expected(assigner, new float[] {0, 4}, 0, new double[0][]).confidence())
                .as("all is known").isCloseTo(calibration.confidence(assigner.explain(new float[] {0, 4})),
                        within(1e-12));
    }

    /** The unlike half of the examples says nothing of the record. */
    @Test
    void expected_examplesAlikeInWhatIsKnown_decide() {
        NearestCentroid assigner = new NearestCentroid(new float[][] {{0, 0}, {5, 10}}, new double[] {0.5, 0.5}, 1,
                new double[] {1, 1});
        float[][] examples = new float[64][2];
        for (int i = 0; i < examples.length; i += 2) {
            examples[i] = new float[] {5, 10};
        }
        Calibration calibration = two(0.01, examples);
        double[][] second = {{0, 1}};
        assertThat(calibration.expected(assigner, new float[] {5, 5}, 1, second).confidence())
                .isCloseTo(0.9, within(1e-12));
    }

    private static Calibration random(Random random, int k, int d) {
        ScoreTable[] tables = new ScoreTable[k];
        StayCurve[] stays = new StayCurve[k + 1];
        for (int c = 0; c < k; c++) {
            tables[c] = ScoreTable.of(random.doubles(1 + random.nextInt(500)).toArray());
        }
        for (int c = 0; c <= k; c++) {
            int knots = 1 + random.nextInt(StayCurve.KNOTS);
            stays[c] = new StayCurve(random.doubles(knots).sorted().toArray(),
                    random.doubles(knots).sorted().toArray());
        }
        float[][] examples = new float[1 + random.nextInt(Calibration.MOST_EXAMPLES)][d];
        examples[0][0] = random.nextFloat();
        return new Calibration(0.01, List.of(tables), random.doubles(k).toArray(), List.of(stays), examples);
    }

    @Property(tries = 50)
    void read_whatWasWritten_isTheSameBytes(@ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 5) int d, @ForAll long seed) {
        byte[] bytes = CalibrationBytes.write(random(new Random(seed), k, d));
        assertThat(bytes.length).isLessThanOrEqualTo((int) CalibrationBytes.most(k, d));
        assertThat(CalibrationBytes.write(CalibrationBytes.read(bytes, k, d))).isEqualTo(bytes);
    }

    @Property(tries = 300)
    void read_changedBytes_refusedOrReadAndNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = CalibrationBytes.write(random(random, 2, 3));
        byte[] hostile = random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 20)) : bytes;
        for (int i = 0; i < 4 && hostile.length > 0; i++) {
            hostile[random.nextInt(Math.min(hostile.length, 200))] = (byte) random.nextInt(256);
        }
        try {
            assertThat(CalibrationBytes.read(hostile, 2, 3).clusters()).isEqualTo(2);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }

    @Test
    void read_ofAnotherModelOrCutOrLengthened_refused() {
        byte[] bytes = CalibrationBytes.write(random(new Random(1), 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> CalibrationBytes.read(bytes, 3, 3))
                .withMessageContaining("2 segments and 3 features, the model has 3 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationBytes.read(Arrays.copyOf(bytes, bytes.length - 1), 2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationBytes.read(Arrays.copyOf(bytes, bytes.length + 1), 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> CalibrationBytes.read(new byte[3], 2, 3))
                .withMessageContaining("cut short");
        byte[] newer = bytes.clone();
        newer[0] = 2;
        assertThatIllegalArgumentException().isThrownBy(() -> CalibrationBytes.read(newer, 2, 3))
                .withMessageContaining("format 2");
    }
}
