package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.SampleModels;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.steps.UnseenLevels.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What becomes of "Mars" where training saw North, South, East and, rarely, Rare. */
class UnseenLevelsTest {
    private static final Schema SCHEMA = SampleModels.mixedSchema();

    private static FeaturePipeline pipeline(Kind kind) {
        FeaturePipeline plain = SampleModels.mixedPipeline(false);
        List<FeatureStep> steps = new ArrayList<>(plain.steps());
        steps.add(0, new UnseenLevels("region", List.of("North", "South", "East", "Rare"), kind));
        steps.add(0, new UnseenLevels("rating", List.of("low", "mid", "high"), kind));
        return new FeaturePipeline(steps, plain.featureNames());
    }

    private static FeatureRow row(Kind kind, Map<String, Object> values) {
        return pipeline(kind).transform(InputRecord.of(SCHEMA, values));
    }

    @Property(tries = 50)
    void missing_tableAndRecord_sameBits(@ForAll @IntRange(min = 1, max = 1100) int rows, @ForAll long seed) {
        FeaturePipeline pipeline = pipeline(Kind.MISSING);
        Table table = SampleModels.mixedTable(rows, seed);
        Matrix matrix = pipeline.transform(table);
        RowEncoder encoder = pipeline.encoder(SCHEMA);
        FeatureRow row = encoder.newRow();
        for (int i = 0; i < rows; i++) {
            assertThat(encoder.encode(InputRecord.of(SCHEMA, table, i), row)).isTrue();
            for (int f = 0; f < matrix.columns(); f++) {
                assertThat(Float.floatToRawIntBits(row.values()[f])).as("row %d of %s", i, matrix.names().get(f))
                        .isEqualTo(Float.floatToRawIntBits(matrix.get(i, f)));
            }
        }
    }

    @Property(tries = 50)
    void refuse_tableAndRecord_refuseTheSameRowAndAgreeOnOthers(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll long seed) {
        FeaturePipeline pipeline = pipeline(Kind.REFUSE);
        Table table = SampleModels.mixedTable(rows, seed);
        RowEncoder encoder = pipeline.encoder(SCHEMA);
        FeatureRow row = encoder.newRow();
        for (int i = 0; i < rows; i++) {
            Table alone = table.selectRows(new int[] {i});
            boolean usable = encoder.encode(InputRecord.of(SCHEMA, table, i), row);
            assertThat(encoder.problems(InputRecord.of(SCHEMA, table, i), 0).isEmpty()).isEqualTo(usable);
            if (usable) {
                assertThat(pipeline.transform(alone).get(0, 0)).isEqualTo(row.values()[0]);
            } else {
                assertThatExceptionOfType(DataException.class).isThrownBy(() -> pipeline.transform(alone))
                        .withMessageContaining("that training saw");
            }
        }
    }

    @Test
    void missing_unseenLevel_isFilledAndFlaggedAsMissing() {
        FeatureRow row = row(Kind.MISSING, Map.of("age", 30, "region", "Mars"));
        assertThat(row.unseen()).containsExactly("region");
        assertThat(row.missing()).contains("region");
        assertThat(row.imputed()).contains("region");
        assertThat(row.values()).isEqualTo(row(Kind.MISSING, Map.of("age", 30)).values());
        assertThat(row.values()[3]).as("region=North, the most frequent").isEqualTo(1);
    }

    @Test
    void anyKind_levelPooledInTraining_isKnown() {
        for (Kind kind : Kind.values()) {
            FeatureRow row = row(kind, Map.of("region", "Rare"));
            assertThat(row.unseen()).isEmpty();
            assertThat(row.missing()).doesNotContain("region");
            assertThat(row.values()[6]).as("region=(other)").isEqualTo(1);
        }
    }

    @Test
    void anyKind_missingValue_isFilledAsEver() {
        for (Kind kind : Kind.values()) {
            FeatureRow row = row(kind, Map.of("age", 30, "region", " "));
            assertThat(row.imputed()).contains("region");
            assertThat(row.unseen()).isEmpty();
        }
    }

    @Test
    void refuse_unseenLevel_saysWhichAndWhatIsKnown() {
        InputRecord record = InputRecord.of(SCHEMA, Map.of("region", "Mars", "rating", "HIGH"));
        RowEncoder encoder = pipeline(Kind.REFUSE).encoder(SCHEMA);
        assertThat(encoder.encode(record, encoder.newRow())).isFalse();
        assertThat(encoder.problems(record, 7)).containsExactly(new FieldProblem(7, "region", "Mars",
                "one of the 4 levels that training saw (North, South, East, Rare) or no value"));
    }

    @Test
    void refuse_table_namesColumnValueAndRow() {
        Table table = new Table("new.csv", List.of(TextColumn.of("x", Arrays.asList("a", null, "b", "c"))));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> letters(Kind.REFUSE).transform(table))
                .withMessage("column \"x\": expected one of the 2 levels that training saw (a, b) or no value, found "
                        + "\"c\" at row 4 (file new.csv); correct it, or train anew with rows that have it or with "
                        + "features.unseen: other");
    }

    @Test
    void refuse_levelThatNoRowHas_isNotRefused() {
        Table table = new Table("new.csv", List.of(TextColumn.of("x", Arrays.asList("a", "c", "b"))));
        assertThat(letters(Kind.REFUSE).transform(table.selectRows(new int[] {0, 2})).rows()).isEqualTo(2);
    }

    @Test
    void numbersAsLevels_followTheSameRule() {
        Table table = new Table("new.csv", List.of(new NumericColumn("x", new double[] {1, Double.NaN, 3})));
        assertThat(numbers(Kind.MISSING).transform(table).column(0)).containsExactly(1, 1, 1);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> numbers(Kind.REFUSE).transform(table))
                .withMessageContaining("found \"3\" at row 3");
    }

    private static FeaturePipeline letters(Kind kind) {
        return new FeaturePipeline(List.of(new UnseenLevels("x", List.of("a", "b"), kind),
                new ImputeCategory("x", "a", 0, "mode"), new OneHot("x", List.of("a", "b"), false)), List.of("x=a"));
    }

    private static FeaturePipeline numbers(Kind kind) {
        return new FeaturePipeline(List.of(new UnseenLevels("x", List.of("1", "2"), kind),
                new ImputeCategory("x", "1", 0, "mode"), new OneHot("x", List.of("1", "2"), false)), List.of("x=1"));
    }

    @Test
    void withoutRefusals_encodesAsOther() {
        FeatureRow row = pipeline(Kind.REFUSE).withoutRefusals()
                .transform(InputRecord.of(SCHEMA, Map.of("region", "Mars")));
        assertThat(row.values()[6]).as("region=(other)").isEqualTo(1);
        assertThat(pipeline(Kind.MISSING).withoutRefusals()).isEqualTo(pipeline(Kind.MISSING));
    }

    @Test
    void fromJson_readsWhatToJsonWrites() {
        for (Kind kind : Kind.values()) {
            assertThat(FeaturePipeline.fromJson(pipeline(kind).toJson())).isEqualTo(pipeline(kind));
        }
    }

    @Test
    void expected_manyAndLongLevels_isBounded() {
        List<String> known = IntStream.range(0, 500).mapToObj(i -> i + " " + "😀".repeat(300)).toList();
        String expected = new UnseenLevels("x", known, Kind.REFUSE).expected();
        assertThat(expected).startsWith("one of the 500 levels that training saw (0 ").endsWith("…, …) or no value");
        assertThat(expected.length()).isLessThan(1000);
    }

    @Test
    void constructor_nothingKnownOrTwice_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UnseenLevels("x", List.of(), Kind.REFUSE));
        assertThatIllegalArgumentException().isThrownBy(() -> new UnseenLevels("x", List.of("a", "a"), Kind.REFUSE));
        UnseenLevels step = new UnseenLevels("x", List.of("a"), Kind.REFUSE);
        assertThatIllegalArgumentException().isThrownBy(() -> new FeaturePipeline(
                List.of(step, step, new OneHot("x", List.of("a"), false)), List.of("x=a")))
                .withMessageContaining("twice");
    }

    @Test
    void describe_tellsWhatHappens() {
        assertThat(new UnseenLevels("x", List.of("a", "b"), Kind.MISSING).describe())
                .isEqualTo("x: a level other than the 2 of training counts as missing");
        assertThat(new UnseenLevels("x", List.of("a", "b"), Kind.REFUSE).describe())
                .isEqualTo("x: a level other than the 2 of training is refused");
    }
}
