package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.SampleModels;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.model.predict.Prediction.Part;
import java.time.Instant;
import java.util.Map;
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
        assertThat(prediction.why()).containsExactly(new Part("Annual Income (k$)", 100, null, 4),
                new Part("Spending Score (1-100)", 75, null, 0));
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
            double parts = prediction.why().stream().mapToDouble(Part::contribution).sum();
            assertThat(prediction.segment().cluster()).isEqualTo(assigner.assign(row));
            // Exact but for the one rounding to float between projection and distance, which outliers feel most.
            double farthest = 0;
            for (float value : row) {
                farthest = Math.max(farthest, Math.abs(value));
            }
            double rounding = 4 * Math.ulp((float) farthest) * (Math.sqrt(winner) + Math.sqrt(runnerUp));
            assertThat(parts).isCloseTo(runnerUp - winner, within(1e-5 * (1 + runnerUp) + rounding));
            assertThat(prediction.why()).hasSize(6);
        }
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
