package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.KnnReference;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImputeNeighborsTest {
    private static final double NO = Double.NaN;
    private static final float GAP = Float.NaN;
    private static final Schema SCHEMA = new Schema(List.of(ColumnSchema.of("a", Role.NUMERIC, "numbers"),
            ColumnSchema.of("b", Role.NUMERIC, "numbers")));
    private static final Table ROWS = new Table("x.csv", List.of(
            new NumericColumn("a", new double[] {10.5, NO, NO, 3}),
            new NumericColumn("b", new double[] {NO, 29, NO, 4})));
    private static final ImputeNeighbors STEP = step(2,
            new float[][] {{0, 0}, {10, 10}, {12, 12}, {30, 30}, {GAP, 700}});
    private static final FeaturePipeline PIPELINE = new FeaturePipeline(
            List.of(STEP, new Scale("a", Scale.Kind.STANDARD, 1, 2)), List.of("a", "b"));

    private static ImputeNeighbors step(int k, float[][] rows) {
        return new ImputeNeighbors(List.of("a", "b"),
                new KnnReference(k, rows, new float[] {1, 1}, new float[] {5, 6}), 4);
    }

    @Test
    void gaps_getTheMeanOfTheNearestRows_orTheFallback() {
        Matrix features = PIPELINE.transform(ROWS);
        // The first row is nearest to 10 and 12, the second to 30 and 12; the third has nothing to compare.
        assertThat(features.column(1)).containsExactly(11, 29, 6, 4);
        assertThat(features.column(0)).containsExactly(4.75f, 10, 2, 1);
    }

    @Test
    void rowByRow_equalsAllAtOnce_andIsFlagged() {
        Matrix features = PIPELINE.transform(ROWS);
        for (int i = 0; i < ROWS.rows(); i++) {
            FeatureRow row = PIPELINE.transform(InputRecord.of(SCHEMA, ROWS, i));
            assertThat(row.values()).containsExactly(features.get(i, 0), features.get(i, 1));
            assertThat(row.imputed()).isEqualTo(row.missing());
        }
        assertThat(PIPELINE.transform(InputRecord.of(SCHEMA, ROWS, 1)).imputed()).containsExactly("a");
        assertThat(PIPELINE.transform(InputRecord.of(SCHEMA, ROWS, 3)).imputed()).isEmpty();
    }

    @Test
    void valueThatSinglePrecisionCannotHold_hasNoNeighbors() {
        FeatureRow row = PIPELINE.transform(InputRecord.of(SCHEMA, Map.of("a", -1e30)));
        assertThat(row.values()[1]).as("all rows are as far").isFinite();
        InputRecord beyond = InputRecord.of(SCHEMA, Map.of("a", 1e300));
        assertThat(new FeaturePipeline(List.of(STEP), List.of("b")).transform(beyond).values()).containsExactly(6);
    }

    @Test
    void split_addsUp_andGoesToTheColumnThatWasFilled() {
        FeatureRow row = PIPELINE.transform(InputRecord.of(SCHEMA, ROWS, 0));
        double[] parts = new double[2];
        row.split(new float[] {0, 0}, new float[] {0, 1}, parts);
        // |11 - 1|^2 - |11 - 0|^2 on b, nothing on a, which b was filled from
        assertThat(parts).containsExactly(0, -21);
    }

    @Test
    void split_ofComponents_addsUp() {
        FeaturePipeline projected = new FeaturePipeline(
                List.of(STEP, new Pca(List.of("a", "b"), new double[] {1, 2}, new double[][] {{0.6, 0.8}},
                        new double[] {1})),
                List.of("pc1"));
        FeatureRow row = projected.transform(InputRecord.of(SCHEMA, ROWS, 1));
        double[] parts = new double[2];
        row.split(new float[] {2}, new float[] {-1}, parts);
        double x = row.values()[0];
        assertThat(parts[0] + parts[1]).isCloseTo((x + 1) * (x + 1) - (x - 2) * (x - 2), within(1e-5));
    }

    @Test
    void writtenAndRead_isEqual_alsoWithGapsInReferenceRows() {
        assertThat(FeaturePipeline.fromJson(PIPELINE.toJson())).isEqualTo(PIPELINE);
        assertThat(PIPELINE).isNotEqualTo(new FeaturePipeline(List.of(step(2, new float[][] {{0, 0}}),
                PIPELINE.steps().get(1)), List.of("a", "b")));
    }

    @Test
    void outline_tellsHowManyRowsThereAre_notWhatIsInThem() {
        assertThat(PIPELINE.toOutline().toString()).contains("reference_rows=5").doesNotContain("700");
        assertThat(PIPELINE.toJson()).contains("700");
    }

    @Test
    void step_thatContradictsItself_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> step(0, new float[][] {{0, 0}}))
                .withMessageContaining("k must be in [1, ");
        assertThatIllegalArgumentException().isThrownBy(() -> step(1, new float[1_001][2]))
                .withMessage("reference rows must be in [1, 1000], got 1001");
        assertThatIllegalArgumentException().isThrownBy(() -> step(1, new float[0][]))
                .withMessage("reference rows must be in [1, 1000], got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> step(1, new float[][] {{0, Float.POSITIVE_INFINITY}}))
                .withMessage("a value of a reference row must be finite or missing, got Infinity");
        KnnReference two = STEP.reference();
        assertThatIllegalArgumentException().isThrownBy(() -> new ImputeNeighbors(List.of("a"), two, 0))
                .withMessage("2 values to fall back on for 1 columns; there must be as many");
        assertThatIllegalArgumentException().isThrownBy(() -> new ImputeNeighbors(List.of("a", "a"), two, 0))
                .withMessage("a column is to be filled twice from neighbors: [a, a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnnReference(1, two.rows(), two.scale(), new float[] {GAP, 1}))
                .withMessage("fallback must be finite, got NaN");
        assertThat(ImputeNeighbors.maxRows(10_000)).isEqualTo(25);
    }

    @Test
    void document_thatContradictsItself_isRefused() {
        refuse("\"neighbors\" : 2", "\"neighbors\" : 101", "neighbors: expected a whole number in [1, 100]");
        refuse("\"columns\" : [\n        \"a\",", "\"columns\" : [\n        \"c\",\n        \"a\",",
                "reference_rows: expected lists of 3 numbers each, found \"2\"");
        refuse("\"fallback\" : [\n        5.0,", "\"fallback\" : [\n        5.0, 1,",
                "fallback: expected 2 numbers, found \"3\"");
        refuse("\"fallback\" : [\n        5.0,", "\"fallback\" : [\n        1e99,", "fallback must be finite");
        refuse("\"scale\" : [\n        1.0,", "\"scale\" : [\n        0.0,", "scale must be positive");
        refuse("700.0", "1e40", "must be finite or missing, got Infinity");
        refuse("700.0", "\"many\"", "reference_rows: expected numbers, found \"many\"");
        refuse("700.0", "1, 2", "reference_rows: expected lists of 2 numbers each, found \"3\"");
        refuse("\"reference_rows\" : [", "\"reference_rows\" : [" + "[0, 1],".repeat(1_000),
                "reference_rows: expected at most 1000 rows, found \"1005\"");
        refuse("\"imputed\" : 4", "\"imputed\" : -1", "imputed must not be negative");
    }

    private static void refuse(String from, String to, String message) {
        String json = PIPELINE.toJson();
        assertThat(json).contains(from);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> FeaturePipeline.fromJson(json.replace(from, to)))
                .withMessageContaining(message);
    }

    @Test
    void describe_saysWhatFillsWhat() {
        assertThat(STEP.describe()).isEqualTo("a; b: 4 missing filled with the mean of the 2 most similar of 5 rows");
    }

    @Test
    void maxRows_areAsManyAsNumbersAllow() {
        assertThat(ImputeNeighbors.maxRows(250)).isEqualTo(1_000);
        assertThat(ImputeNeighbors.maxRows(251)).isEqualTo(996);
        assertThat(ImputeNeighbors.maxRows(1)).isEqualTo(1_000);
        assertThat(ImputeNeighbors.maxRows(0)).isEqualTo(1_000);
        assertThat(ImputeNeighbors.maxRows(250_001)).as("one at least").isEqualTo(1);
    }

    @Test
    void step_withoutColumns_isRefused() {
        KnnReference none = new KnnReference(1, new float[1][0], new float[0], new float[0]);
        assertThatIllegalArgumentException().isThrownBy(() -> new ImputeNeighbors(List.of(), none, 0))
                .withMessage("imputation from neighbors needs at least one column");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImputeNeighbors(List.of("a", "b"), STEP.reference(), -1))
                .withMessage("imputed must not be negative, got -1");
        assertThat(new ImputeNeighbors(List.of("a", "b"), STEP.reference(), 0).describe())
                .isEqualTo("a; b: none missing, later ones filled with the mean of the 2 most similar of 5 rows");
    }
}
