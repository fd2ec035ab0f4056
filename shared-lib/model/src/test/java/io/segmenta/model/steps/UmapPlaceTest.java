package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Four reference rows at the corners of a square, laid out on a line. */
class UmapPlaceTest {
    private static final UmapPlace STEP = new UmapPlace(List.of("x", "y"), 2,
            new float[][] {{0, 0}, {1, 0}, {0, 1}, {1, 1}}, new float[][] {{0}, {10}, {20}, {30}});
    private static final Schema SCHEMA = new Schema(
            List.of(ColumnSchema.of("x", Role.NUMERIC, "test"), ColumnSchema.of("y", Role.NUMERIC, "test")));
    private static final double[][] NONE = {};

    private static FeaturePipeline pipeline() {
        return new FeaturePipeline(
                List.of(new ImputeNumeric("x", 0.5, 0, "mean"), new ImputeNumeric("y", 0, 0, "mean"), STEP),
                STEP.outputs());
    }

    @Test
    void place_betweenTwoEquallyNear_isTheirMiddle() {
        double[] place = new double[1];
        STEP.near().place(new float[] {0.5f, 0}, place);
        assertThat(place[0]).isEqualTo(5);
    }

    // With two neighbours log2(2) = 1 is the membership of the farther one as the scale grows without bound.
    @Test
    void place_onAReferenceRow_isTheMeanWithItsNeighbour() {
        double[] place = new double[1];
        STEP.near().place(new float[] {0, 0}, place);
        assertThat(place[0]).isCloseTo(5, within(0.01));
    }

    @Test
    void find_unknownDirection_isNotCompared() {
        UmapPlace.Near near = STEP.near();
        near.find(new float[] {0.9f, 1}, NONE);
        assertThat(List.of(near.reference(0), near.reference(1))).containsExactly(3, 2);
        near.find(new float[] {0.9f, 1}, new double[][] {{0, 1}});
        assertThat(List.of(near.reference(0), near.reference(1))).containsExactly(1, 3);
        assertThat(near.membership(0)).isEqualTo(near.membership(1));
    }

    @Test
    void place_farFromAll_isFinite() {
        double[] place = new double[1];
        STEP.near().place(new float[] {1e30f, -1e30f}, place);
        assertThat(place[0]).isBetween(0.0, 30.0);
    }

    @Test
    void pipeline_missingField_movesTheRowAlongThatField() {
        FeatureRow row = pipeline().transform(InputRecord.of(SCHEMA, Map.of("y", 0)));
        assertThat(row.told()).containsExactly(0.5f, 0);
        assertThat(row.unknown()).isDeepEqualTo(new double[][] {{1, 0}});
        assertThat(row.values()).containsExactly(5);
    }

    @Test
    void pipeline_valueTooLarge_isRefusedByName() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> pipeline().transform(InputRecord.of(SCHEMA, Map.of("x", 1e300, "y", 0))))
                .withMessageContaining("field \"x\"");
        Table table = new Table("t.csv", List.of(new NumericColumn("x", new double[] {1e300}),
                new NumericColumn("y", new double[] {0})));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline().transform(table))
                .withMessageContaining("column \"x\" or \"y\"");
    }

    @Test
    void pipeline_stepBehindOrOtherFeatures_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeaturePipeline(
                List.of(new ImputeNumeric("x", 0, 0, "mean"), new ImputeNumeric("y", 0, 0, "mean"), STEP,
                        new Scale("umap1", Scale.Kind.STANDARD, 0, 2)),
                STEP.outputs())).withMessageContaining("no step may follow the layout");
        assertThatIllegalArgumentException().isThrownBy(() -> new FeaturePipeline(pipeline().steps(),
                List.of("umap1", "x"))).withMessageContaining("must be the columns of the layout");
    }

    @Test
    void json_readsWhatItWrites_andTheOutlineHoldsNoRow() {
        assertThat(FeaturePipeline.fromJson(pipeline().toJson())).isEqualTo(pipeline());
        assertThat(pipeline().toOutline().toString()).contains("reference_rows=4, places=4");
    }

    @Test
    void constructor_shapesThatDoNotFit_areRefused() {
        float[][] one = {{0, 0}};
        assertThatIllegalArgumentException().isThrownBy(() -> new UmapPlace(List.of("x"), 2, one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new UmapPlace(List.of("x", "y"), 0, one, one));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UmapPlace(List.of("x", "y"), 2, one, new float[][] {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UmapPlace(List.of("x", "y"), 2, one, new float[][] {{Float.NaN}}));
        assertThat(UmapPlace.maxRows(20, 2)).isEqualTo(5000);
        assertThat(UmapPlace.maxRows(498, 2)).isEqualTo(1000);
    }

    @Test
    void with_someReferenceRows_keepsThemAlone() {
        UmapPlace some = STEP.with(new int[] {1, 3});
        assertThat(some.size()).isEqualTo(2);
        assertThat(some.place(1)).containsExactly(30);
    }
}
