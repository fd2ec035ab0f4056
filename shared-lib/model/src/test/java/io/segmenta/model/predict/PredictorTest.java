package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.SampleModels;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.model.predict.Prediction.Part;
import io.segmenta.model.predict.Prediction.Reasons;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    /** Income 100 and score 75 are (2, 1): 5 from (0, 0), 1 from (2, 2), 25 from (-2, -2). */
    @Test
    void predict_mall_solvedByHand() {
        SegmentationModel model = SampleModels.mall();
        Prediction prediction = new Predictor(model, "v3").predict(
                InputRecord.of(model.schema(), Map.of("Annual Income (k$)", 100, "Spending Score (1-100)", 75)), AT);
        assertThat(prediction.segment().cluster()).isEqualTo(1);
        assertThat(prediction.distance()).isEqualTo(1);
        assertThat(prediction.outside()).isFalse();
        double others = 0.5 * Math.exp(-4) + 0.25 * Math.exp(-24);
        assertThat(prediction.confidence()).isCloseTo(0.25 / (0.25 + others), within(1e-15));
        assertThat(prediction.reasons()).isEqualTo(new Reasons(model.segments().get(0),
                List.of(new Part("Annual Income (k$)", 100, null, 4)), 4, List.of(), 0, 0));
    }

    /** Income 100 and score 25 are (2, -1): 5 from (0, 0), 9 from (2, 2): less income speaks for the second. */
    @Test
    void predict_columnThatSpeaksForTheRunnerUp_standsApart() {
        SegmentationModel model = SampleModels.mall();
        Prediction prediction = new Predictor(model, "v3").predict(
                InputRecord.of(model.schema(), Map.of("Annual Income (k$)", 100, "Spending Score (1-100)", 25)), AT);
        assertThat(prediction.reasons()).isEqualTo(new Reasons(model.segments().get(1),
                List.of(new Part("Spending Score (1-100)", 25, null, 8)), 8,
                List.of(new Part("Annual Income (k$)", 100, null, -4)), -4, 0));
    }

    /** The missing score becomes its median, 50: (2, 0) is 4 from (0, 0) and 4 from (2, 2). */
    @Test
    void predict_columnThatWasNotGiven_isNoReason() {
        SegmentationModel model = SampleModels.mall();
        Prediction prediction = new Predictor(model, "v3")
                .predict(InputRecord.of(model.schema(), Map.of("Annual Income (k$)", 100)), AT);
        assertThat(prediction.reasons()).isEqualTo(new Reasons(model.segments().get(1), List.of(), 0,
                List.of(new Part("Annual Income (k$)", 100, null, -4)), -4, 4));
    }

    @Test
    void predict_rowInNoCluster_isOutsideEverySegment() {
        SegmentationModel mall = SampleModels.mall();
        Assigner dense = new DensityReference(new float[][] {{0, 0}, {2, 2}, {-2, -2}}, new int[] {0, 1, 2}, 0,
                new double[] {0.5, 0.25, 0.25}, 1, new double[] {0.5, 0.5, 0.5});
        SegmentationModel model = new SegmentationModel(mall.schema(), mall.pipeline(), dense, mall.segments(),
                mall.metrics(), mall.baseline(), mall.provenance());
        Prediction prediction = new Predictor(model, "v3").predict(
                InputRecord.of(model.schema(), Map.of("Annual Income (k$)", 100, "Spending Score (1-100)", 75)), AT);
        assertThat(prediction.segment()).isEqualTo(Segment.NONE);
        assertThat(prediction.outside()).isTrue();
        assertThat(prediction.distance()).isEqualTo(1);
        assertThat(prediction.confidence()).isZero();
        assertThat(prediction.why()).isEmpty();
        assertThat(prediction.reasons()).isEqualTo(new Reasons(model.segments().get(1), List.of(), 0, List.of(), 0, 0,
                "the nearest customer of the nearest segment is 1 away, 0.5 allowed"));
    }

    /** The second nearest of the three customers, the first of them at the record's own place, is 2.83 away. */
    @Test
    void predict_rowInNoCluster_saysHowFarTheNearestCustomersAre() {
        SegmentationModel mall = SampleModels.mall();
        Assigner dense = new DensityReference(new float[][] {{0, 0}, {2, 2}, {-2, -2}}, new int[] {0, 1, 2}, 1,
                new double[] {0.5, 0.25, 0.25}, 1, new double[] {0.5, 0.5, 0.5});
        SegmentationModel model = new SegmentationModel(mall.schema(), mall.pipeline(), dense, mall.segments(),
                mall.metrics(), mall.baseline(), mall.provenance());
        Prediction prediction = new Predictor(model, "v3").predict(
                InputRecord.of(model.schema(), Map.of("Annual Income (k$)", 60, "Spending Score (1-100)", 50)), AT);
        assertThat(Objects.requireNonNull(prediction.reasons()).note())
                .isEqualTo("the 2nd nearest customer is 2.83 away, 0.5 allowed");
    }

    @Property(tries = 40)
    void predict_reasonsOfADensity_addUpAndAreOfTheSegmentThatWon(@ForAll boolean pca, @ForAll long seed) {
        SegmentationModel near = SampleModels.mixed(pca, true);
        NearestReference reference = (NearestReference) near.assigner();
        SegmentationModel model = new SegmentationModel(near.schema(), near.pipeline(),
                new DensityReference(reference.rows(), reference.labels(), 2, new double[] {0.4, 0.3, 0.3}, 1,
                        new double[] {3, 2, 1}),
                near.segments(), near.metrics(), near.baseline(), near.provenance());
        Table table = SampleModels.mixedTable(20, seed);
        Matrix matrix = model.pipeline().transform(table);
        float[] row = new float[matrix.columns()];
        double[] squared = new double[3];
        for (int i = 0; i < table.rows(); i++) {
            Prediction prediction = new Predictor(model, "v1").predict(InputRecord.of(model.schema(), table, i), AT);
            Reasons reasons = prediction.reasons();
            if (reasons != null && prediction.segment().cluster() >= 0) {
                matrix.row(i, row);
                model.assigner().locate(row, squared, new int[3]);
                double runnerUp = squared[reasons.runnerUp().cluster()];
                assertThat(reasons.whySum() + reasons.againstSum() + reasons.other())
                        .isCloseTo(runnerUp - squared[prediction.segment().cluster()], within(1e-9 * (1 + runnerUp)))
                        .isNotNegative();
                assertThat(reasons.note()).isEqualTo("compared with the most similar customer of each");
            } else if (reasons != null) {
                assertThat(reasons.note()).contains(" away, ").endsWith(" allowed");
            }
        }
    }

    @Property(tries = 40)
    void predict_whyAddsUpToTheDifferenceOfSquares(@ForAll boolean pca, @ForAll boolean references, @ForAll long seed) {
        SegmentationModel model = SampleModels.mixed(pca, references);
        Predictor predictor = new Predictor(model, "v1");
        Table table = SampleModels.mixedTable(10, seed);
        Matrix matrix = model.pipeline().transform(table);
        Assigner assigner = model.assigner();
        float[] row = new float[matrix.columns()];
        double[] squared = new double[3];
        for (int i = 0; i < table.rows(); i++) {
            Prediction prediction = predictor.predict(InputRecord.of(model.schema(), table, i), AT);
            matrix.row(i, row);
            assigner.locate(row, squared, new int[3]);
            double winner = squared[prediction.segment().cluster()];
            double runnerUp = squared[assigner.explain(row).runnerUp()];
            Reasons reasons = Objects.requireNonNull(prediction.reasons());
            double parts = reasons.whySum() + reasons.againstSum() + reasons.other();
            assertThat(reasons.runnerUp().cluster()).isEqualTo(assigner.explain(row).runnerUp());
            signsAreRight(prediction);
            assertThat(prediction.segment().cluster()).isEqualTo(assigner.assign(row));
            assertThat(parts).isCloseTo(runnerUp - winner, within(1e-9 * (1 + runnerUp))).isNotNegative();
        }
    }

    private static void signsAreRight(Prediction prediction) {
        assertThat(prediction.why()).allMatch(part -> part.contribution() > 0)
                .isSortedAccordingTo(Comparator.comparingDouble(part -> -part.contribution()))
                .noneMatch(part -> prediction.missing().contains(part.column()));
        assertThat(prediction.against()).allMatch(part -> part.contribution() < 0)
                .isSortedAccordingTo(Comparator.comparingDouble(Part::contribution))
                .noneMatch(part -> prediction.missing().contains(part.column()));
    }

    @Property(tries = 60)
    void predict_reasonsOfAMixture_addUpToItsLogOdds(@ForAll boolean pca, @ForAll boolean full, @ForAll long seed) {
        SegmentationModel round = SampleModels.mixed(pca, false);
        Table table = SampleModels.mixedTable(10, seed);
        Matrix matrix = round.pipeline().transform(table);
        GaussianPosterior mixture = mixture(matrix, full, new Random(seed));
        SegmentationModel model = new SegmentationModel(round.schema(), round.pipeline(), mixture, round.segments(),
                round.metrics(), round.baseline(), round.provenance());
        Predictor predictor = new Predictor(model, "v1");
        float[] row = new float[matrix.columns()];
        for (int i = 0; i < table.rows(); i++) {
            Prediction prediction = predictor.predict(InputRecord.of(model.schema(), table, i), AT);
            matrix.row(i, row);
            double[] posterior = mixture.posterior(row);
            Reasons reasons = Objects.requireNonNull(prediction.reasons());
            double odds = posterior[reasons.runnerUp().cluster()];
            double size = reasons.whySum() - reasons.againstSum() + Math.abs(reasons.other());
            assertThat(prediction.segment().cluster()).isEqualTo(mixture.assign(row));
            double parts = reasons.whySum() + reasons.againstSum() + reasons.other();
            double[] logs = mixture.logWeights(row);
            assertThat(parts).isCloseTo(logs[prediction.segment().cluster()] - logs[reasons.runnerUp().cluster()],
                    within(1e-9 * (1 + size))).isGreaterThanOrEqualTo(-1e-9 * (1 + size));
            if (odds > 1e-200) {
                assertThat(parts).isCloseTo(Math.log(posterior[prediction.segment().cluster()] / odds),
                        within(1e-9 * (1 + size)));
            }
            signsAreRight(prediction);
        }
    }

    private static GaussianPosterior mixture(Matrix rows, boolean full, Random random) {
        int d = rows.columns();
        double[][] means = new double[3][d];
        double[][] factors = new double[3][full ? d * (d + 1) / 2 : d];
        float[] row = new float[d];
        for (int c = 0; c < 3; c++) {
            rows.row(c, row);
            for (int j = 0; j < d; j++) {
                means[c][j] = row[j];
            }
            int at = 0;
            for (int j = 0; j < d; j++) {
                for (int l = 0; full && l < j; l++) {
                    factors[c][at++] = random.nextDouble() - 0.5;
                }
                factors[c][at++] = 1 + random.nextDouble();
            }
        }
        return new GaussianPosterior(new double[] {0.5, 0.25, 0.25}, means, factors, new double[] {0.5, 0.25, 0.25}, 1,
                new double[] {9, 9, 9});
    }

    @Test
    void predict_noFeatureGiven_refuses() {
        SegmentationModel model = SampleModels.mall();
        Predictor predictor = new Predictor(model, "v3");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> predictor.predict(InputRecord.of(model.schema(), Map.of("Age", 30)), AT))
                .matches(e -> e.reason() == Reason.BAD_RECORD)
                .withMessage("expected at least one of the fields Annual Income (k$), Spending Score (1-100), "
                        + "got nothing");
    }

    @Test
    void predict_twice_leavesTheRecordAlone() {
        SegmentationModel model = SampleModels.mixed(false, false);
        Predictor predictor = new Predictor(model, "v1");
        InputRecord record = InputRecord.of(model.schema(), SampleModels.mixedTable(1, 3), 0);
        assertThat(predictor.predict(record, AT)).isEqualTo(predictor.predict(record, AT));
    }

    @Test
    void probe_isAnswered() {
        for (SegmentationModel model : new SegmentationModel[] {SampleModels.mall(), SampleModels.mixed(true, true)}) {
            Predictor predictor = new Predictor(model, "v1");
            Reply reply = new Invocations(predictor).answer(AnswerShape.PREDICT, "application/json", predictor.probe(),
                    AT);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).contains("\"imputed\":[]");
        }
    }
}
