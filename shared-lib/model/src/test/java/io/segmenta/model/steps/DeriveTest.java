package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeriveTest {

    private static final double NO = Double.NaN;
    private static final Schema SCHEMA = new Schema(List.of(ColumnSchema.of("spend", Role.NUMERIC, "n"),
            ColumnSchema.of("visits", Role.NUMERIC, "n"),
            ColumnSchema.of("per_visit", Role.NUMERIC, "derived").withRange(1, 10)));
    /** per_visit is filled with 4, then (x - 5) / 2; spend is a feature itself, visits only an operand. */
    private static final FeaturePipeline PIPELINE = new FeaturePipeline(
            List.of(new Derive("per_visit", "spend / visits"), new ImputeNumeric("spend", 20, 0, "median"),
                    new Scale("spend", Scale.Kind.STANDARD, 20, 10), new ImputeNumeric("per_visit", 4, 0, "median"),
                    new Scale("per_visit", Scale.Kind.STANDARD, 5, 2)),
            List.of("spend", "per_visit"));

    private static FeatureRow row(Map<String, ?> values) {
        return PIPELINE.transform(InputRecord.of(SCHEMA, values));
    }

    @Test
    void transform_operandsGiven_computes() {
        FeatureRow row = row(Map.of("spend", 30, "visits", 5));
        assertThat(row.values()).containsExactly(1, 0.5f);
        assertThat(row.flags()).isZero();
        assertThat(row.derived(2)).isEqualTo(6);
    }

    @Test
    void transform_valueGivenAsWell_computedWinsAndIsFlagged() {
        FeatureRow row = row(Map.of("spend", 30, "visits", 5, "per_visit", 9));
        assertThat(row.values()[1]).isEqualTo(0.5f);
        assertThat(row.recomputed()).containsExactly("per_visit");
        assertThat(row(Map.of("spend", 30, "visits", 5, "per_visit", 6.000001)).flags()).as("rounded").isZero();
    }

    @Test
    void transform_operandMissing_givenValueStands() {
        FeatureRow row = row(Map.of("spend", 30, "per_visit", 9));
        assertThat(row.values()).containsExactly(1, 2);
        assertThat(row.missing()).containsExactly("visits");
        assertThat(row.imputed()).isEmpty();
        assertThat(row.recomputed()).isEmpty();
    }

    @Test
    void transform_nothingToComputeFrom_fillsAndFlags() {
        FeatureRow row = row(Map.of("spend", 30));
        assertThat(row.values()).containsExactly(1, -0.5f);
        assertThat(row.missing()).containsExactly("visits", "per_visit");
        assertThat(row.imputed()).containsExactly("per_visit");
        assertThat(row(Map.of("spend", 30, "visits", 0)).missing()).as("divided by 0").containsExactly("per_visit");
    }

    @Test
    void transform_computedValueOutsideItsRange_isFlagged() {
        assertThat(row(Map.of("spend", 30, "visits", 1)).clipped()).containsExactly("per_visit");
    }

    @Test
    void transform_textWhereAnOperandIsDue_isRefusedByName() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> row(Map.of("spend", 30, "visits", "many")))
                .withMessage("field \"visits\": expected a number, got \"many\"");
    }

    @Test
    void transform_table_equalsItsRowsAndNeedsNoDerivedColumn() {
        NumericColumn spend = new NumericColumn("spend", new double[] {30, 30, NO, 8});
        NumericColumn visits = new NumericColumn("visits", new double[] {5, 0, 2, NO});
        Table table = new Table("x.csv", List.of(spend, visits));
        Matrix features = PIPELINE.transform(table);
        assertThat(features.column(1)).containsExactly(0.5f, -0.5f, -0.5f, -0.5f);
        for (int i = 0; i < table.rows(); i++) {
            FeatureRow row = PIPELINE.transform(InputRecord.of(SCHEMA, table, i));
            assertThat(row.values()).containsExactly(features.get(i, 0), features.get(i, 1));
        }
    }

    @Test
    void split_creditsTheDerivedColumnNotItsOperands() {
        double[] parts = new double[3];
        row(Map.of("spend", 20, "visits", 2)).split(new float[] {0, 2.5f}, new float[] {0, 0}, parts);
        assertThat(parts).containsExactly(0, 0, 6.25);
        assertThat(PIPELINE.encoder(SCHEMA).shaping()).containsExactly(0, 2);
    }

    @Test
    void describe_isTheFormula() {
        assertThat(PIPELINE.describe().get(0)).isEqualTo("per_visit = spend / visits");
    }

    @Test
    void writtenAndRead_isEqual() {
        assertThat(FeaturePipeline.fromJson(PIPELINE.toJson())).isEqualTo(PIPELINE);
    }

    @Test
    void fromJson_expressionBeyondItsBounds_isRefused() {
        for (String expression : List.of("(".repeat(60) + "spend" + ")".repeat(60), "spend+".repeat(300) + "1")) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> FeaturePipeline
                            .fromJson(PIPELINE.toJson().replace("\"spend / visits\"", "\"" + expression + "\"")))
                    .withMessageContaining("column \"per_visit\": the expression is");
        }
    }

    @Test
    void derive_ofItself_orBehindAnotherStep_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Derive("a", "a + 1"))
                .withMessageContaining("reads the column it computes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturePipeline(
                        List.of(new ImputeNumeric("a", 0, 0, "mean"), new Derive("b", "a"),
                                new ImputeNumeric("b", 0, 0, "mean")),
                        List.of("b")))
                .withMessageContaining("derived before any other step");
    }
}
