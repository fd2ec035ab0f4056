package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.SampleModels;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeaturePipelineTest {

    private static final Scale SCALE = new Scale("age", Scale.Kind.STANDARD, 40, 10);
    private static final ImputeNumeric IMPUTE = new ImputeNumeric("age", 40, 0, "mean");

    @Property(tries = 100)
    void transform_tableAndRecord_sameBits(@ForAll @IntRange(min = 1, max = 1100) int rows, @ForAll long seed,
            @ForAll boolean pca) {
        FeaturePipeline pipeline = SampleModels.mixedPipeline(pca);
        Schema schema = SampleModels.mixedSchema();
        Table table = SampleModels.mixedTable(rows, seed);
        Matrix matrix = pipeline.transform(table);
        RowEncoder encoder = pipeline.encoder(schema);
        FeatureRow row = encoder.newRow();
        for (int i = 0; i < rows; i++) {
            assertThat(encoder.encode(InputRecord.of(schema, table, i), row)).isTrue();
            for (int f = 0; f < matrix.columns(); f++) {
                assertThat(Float.floatToRawIntBits(row.values()[f])).as("row %d of %s", i, matrix.names().get(f))
                        .isEqualTo(Float.floatToRawIntBits(matrix.get(i, f)));
            }
        }
    }

    @Property(tries = 20)
    void fromJson_readsWhatToJsonWrites(@ForAll boolean pca) {
        FeaturePipeline pipeline = SampleModels.mixedPipeline(pca);
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
    }

    @Test
    void transform_record_flagsWhatHappened() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("age", 17);
        values.put("spend", null);
        values.put("region", "Mars");
        values.put("rating", "high");
        values.put("active", true);
        FeatureRow row = SampleModels.mixedPipeline(false)
                .transform(InputRecord.of(SampleModels.mixedSchema(), values));
        assertThat(row.missing()).containsExactly("spend", "joined");
        assertThat(row.imputed()).containsExactly("spend", "joined");
        assertThat(row.unseen()).containsExactly("region");
        assertThat(row.clipped()).containsExactly("age");
        assertThat(row.values()[6]).as("region=(other)").isEqualTo(1);
        assertThat(row.values()[8]).as("active").isEqualTo(1);
    }

    @Test
    void transform_levelPooledInTraining_isNotFlagged() {
        FeatureRow row = SampleModels.mixedPipeline(false)
                .transform(InputRecord.of(SampleModels.mixedSchema(), Map.of("region", "Rare")));
        assertThat(row.unseen()).isEmpty();
        assertThat(row.values()[6]).isEqualTo(1);
    }

    @Test
    void transform_recordOfText_parsesByRole() {
        Map<String, Object> values = Map.of("age", "55", "joined", "01.02.2020", "active", "no");
        FeatureRow row = SampleModels.mixedPipeline(false)
                .transform(InputRecord.of(SampleModels.mixedSchema(), values));
        assertThat(row.values()[0]).isEqualTo(1);
        assertThat(row.values()[2]).isEqualTo((float) (StrictMath.log1p(19_000 - 18_293) / 8));
        assertThat(row.values()[8]).isZero();
    }

    @Test
    void transform_outOfRange_isUsedAsItIsUnlessClipped() {
        Schema schema = SampleModels.mixedSchema();
        InputRecord record = InputRecord.of(schema, Map.of("age", 100));
        FeatureRow as = new FeaturePipeline(List.of(IMPUTE, SCALE), List.of("age")).transform(record);
        assertThat(as.values()[0]).isEqualTo(6);
        assertThat(as.clipped()).containsExactly("age");
        FeatureRow clipped = new FeaturePipeline(List.of(IMPUTE, new Clip("age", 0, 90), SCALE), List.of("age"))
                .transform(record);
        assertThat(clipped.values()[0]).isEqualTo(5);
        assertThat(clipped.clipped()).containsExactly("age");
    }

    @Test
    void transform_textWhereANumberIsDue_namesFieldAndValue() {
        InputRecord record = InputRecord.of(SampleModels.mixedSchema(), Map.of("age", "old"));
        FeaturePipeline pipeline = SampleModels.mixedPipeline(false);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline.transform(record))
                .withMessage("field \"age\": expected a number, got \"old\"");
    }

    @Test
    void transform_columnMissingFromTable_refuses() {
        FeaturePipeline pipeline = SampleModels.mixedPipeline(false);
        Table table = new Table("x.csv", List.of(new NumericColumn("age", new double[] {1})));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline.transform(table))
                .matches(e -> e.reason() == Reason.MISSING_COLUMN);
    }

    @Test
    void transform_textColumnOfNumbers_parses() {
        FeaturePipeline pipeline = new FeaturePipeline(List.of(IMPUTE, SCALE), List.of("age"));
        Table table = new Table("x.csv", List.of(TextColumn.of("age", List.of("50", "NA", "true"))));
        assertThat(pipeline.transform(table).column(0)).containsExactly(1, 0, -3.9f);
        Table bad = new Table("x.csv", List.of(TextColumn.of("age", List.of("50", "old"))));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline.transform(bad))
                .withMessage("column \"age\": expected a number, found \"old\" at row 2 (file x.csv)");
    }

    @Test
    void transform_valueTooLargeForAFloat_refuses() {
        FeaturePipeline pipeline = new FeaturePipeline(List.of(IMPUTE, SCALE), List.of("age"));
        Table table = new Table("x.csv", List.of(new NumericColumn("age", new double[] {1, 1e300})));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline.transform(table))
                .withMessage("column \"age\": the value at row 2 is too large to compute with (file x.csv)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> pipeline.transform(InputRecord.of(SampleModels.mixedSchema(), Map.of("age", 1e300))))
                .withMessageContaining("numbers small enough");
    }

    @Test
    void pipeline_withoutImputation_refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeaturePipeline(List.of(SCALE), List.of("age")))
                .withMessage("column \"age\" has no imputation step");
    }

    @Test
    void pipeline_textAsFeature_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturePipeline(
                        List.of(new ImputeCategory("region", "North", 0, "mode")), List.of("region")))
                .withMessage("column \"region\" is text: encode it before it is used");
    }

    @Test
    void pipeline_stepAfterPca_refuses() {
        Pca pca = new Pca(List.of("age"), new double[] {0}, new double[][] {{1}}, new double[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturePipeline(
                        List.of(IMPUTE, pca, new Scale("pc1", Scale.Kind.STANDARD, 0, 2)), List.of("pc1")))
                .withMessageStartingWith("no step may follow the principal components");
    }

    @Test
    void sources_areTheColumnsRead() {
        FeaturePipeline pipeline = SampleModels.mixedPipeline(false);
        assertThat(pipeline.sources()).containsExactly("age", "spend", "joined", "region", "rating", "active");
        assertThat(pipeline.sourceOf(4)).isEqualTo("region");
        assertThat(pipeline.isText(3)).isTrue();
        assertThat(SampleModels.mixedPipeline(true).sourceOf(1)).isEqualTo("pc2");
    }

    @Test
    void encoder_schemaWithoutTheColumn_refuses() {
        FeaturePipeline pipeline = SampleModels.mixedPipeline(false);
        assertThatIllegalArgumentException().isThrownBy(() -> pipeline.encoder(SampleModels.mall().schema()))
                .withMessage("the schema has no column \"age\"");
    }

    @Test
    void pipeline_withoutFeaturesOrWithOneTwice_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeaturePipeline(List.of(IMPUTE), List.of()))
                .withMessage("outputs must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturePipeline(List.of(IMPUTE), List.of("age", "age")))
                .withMessage("a feature is named twice in [age, age]");
    }

    @Test
    void pipeline_isEqualWhenStepsAndFeaturesAre() {
        FeaturePipeline pipeline = new FeaturePipeline(List.of(IMPUTE, SCALE), List.of("age"));
        assertThat(pipeline).isEqualTo(new FeaturePipeline(List.of(IMPUTE, SCALE), List.of("age")))
                .hasSameHashCodeAs(new FeaturePipeline(List.of(IMPUTE, SCALE), List.of("age")))
                .isNotEqualTo(new FeaturePipeline(List.of(IMPUTE), List.of("age"))).isNotEqualTo(SCALE);
        assertThat(SampleModels.mixedPipeline(false)).isNotEqualTo(new FeaturePipeline(
                SampleModels.mixedPipeline(false).steps(), List.of("age")));
        assertThat(pipeline.describe()).containsExactly(IMPUTE.describe(), SCALE.describe());
        assertThat(pipeline.featureNames()).containsExactly("age");
    }
}
