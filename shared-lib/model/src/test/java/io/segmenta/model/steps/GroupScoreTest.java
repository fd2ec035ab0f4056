package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupScoreTest {
    private static final double NO = Double.NaN;
    private static final Table ANSWERS = new Table("x.csv", List.of(
            new NumericColumn("q1", new double[] {1, 2, NO, NO}),
            new NumericColumn("q2", new double[] {3, 5, 4, NO}),
            new NumericColumn("q3", new double[] {5, NO, NO, NO})));
    private static final Schema SCHEMA = new Schema(List.of(ColumnSchema.of("q1", Role.ORDINAL, "asked"),
            ColumnSchema.of("q2", Role.ORDINAL, "asked"), ColumnSchema.of("q3", Role.ORDINAL, "asked")));
    private static final FeaturePipeline PIPELINE = new FeaturePipeline(
            List.of(new GroupScore("Music", List.of("q1", "q2", "q3"), 0.5),
                    new ImputeNumeric("Music", 2.5, 2, "median"), new Scale("Music", Scale.Kind.STANDARD, 3, 2)),
            List.of("Music", "Music_answered"));

    @Test
    void score_isTheMeanOfTheAnswers_andBesideItTheShareAnswered() {
        Matrix features = PIPELINE.transform(ANSWERS);
        assertThat(features.column(0)).containsExactly(0, 0.25f, -0.25f, -0.25f);
        assertThat(features.column(1)).containsExactly(1, 2 / 3f, 1 / 3f, 0);
    }

    @Test
    void rowByRow_equalsAllAtOnce() {
        Matrix features = PIPELINE.transform(ANSWERS);
        for (int i = 0; i < ANSWERS.rows(); i++) {
            FeatureRow row = PIPELINE.transform(record(i));
            for (int f = 0; f < 2; f++) {
                assertThat(row.values()[f]).isEqualTo(features.get(i, f));
            }
        }
        assertThat(PIPELINE.transform(record(2)).missing()).containsExactly("q1", "q3");
    }

    private static InputRecord record(int row) {
        InputRecord record = new InputRecord(SCHEMA);
        for (int j = 0; j < 3; j++) {
            double value = ((NumericColumn) ANSWERS.columns().get(j)).value(row);
            if (!Double.isNaN(value)) {
                record.setNumber(j, value);
            }
        }
        return record;
    }

    @Test
    void writtenAndRead_isEqual() {
        assertThat(FeaturePipeline.fromJson(PIPELINE.toJson())).isEqualTo(PIPELINE);
    }

    @Test
    void split_givesTheAnsweredQuestionsEqualParts() {
        FeatureRow row = PIPELINE.transform(record(1));
        double[] parts = new double[3];
        row.split(new float[] {0, 0}, new float[] {1, 0}, parts);
        // |0.25 - 1|^2 - |0.25 - 0|^2 = 0.5 on the score, nothing on the share
        assertThat(parts).containsExactly(0.25, 0.25, 0);
    }

    @Test
    void components_ofScores_areSplitOverTheQuestions() {
        FeaturePipeline projected = new FeaturePipeline(
                List.of(PIPELINE.steps().get(0), PIPELINE.steps().get(1), PIPELINE.steps().get(2),
                        new Pca(List.of("Music"), new double[] {0}, new double[][] {{1}}, new double[] {1})),
                List.of("pc1"));
        FeatureRow row = projected.transform(record(1));
        double[] parts = new double[3];
        row.split(new float[] {0}, new float[] {1}, parts);
        assertThat(parts[0] + parts[1] + parts[2]).isCloseTo(0.5, within(1e-12));
        assertThat(projected.sourceOf(0)).isEqualTo("pc1");
        assertThat(PIPELINE.sourceOf(0)).isEqualTo("Music");
    }

    @Test
    void describe_saysWhatIsAveraged() {
        assertThat(PIPELINE.steps().get(0).describe())
                .isEqualTo("Music: mean of the answers to 3 questions (q1; q2; q3), where 50 % are answered");
    }
}
