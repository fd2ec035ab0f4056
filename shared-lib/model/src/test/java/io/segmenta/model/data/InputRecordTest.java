package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.data.InputRecord.Given;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One row as its sender gave it. */
class InputRecordTest {
    private static final Schema SCHEMA = new Schema(List.of(ColumnSchema.of("age", Role.NUMERIC, "test"),
            ColumnSchema.of("region", Role.CATEGORICAL, "test"), ColumnSchema.of("active", Role.BOOLEAN, "test"),
            ColumnSchema.of("spend", Role.NUMERIC, "test")));

    @Test
    void of_namedValues_keepsInWhatFormEachWasGiven() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("age", 34);
        values.put("region", "North");
        values.put("active", true);
        InputRecord record = InputRecord.of(SCHEMA, values);
        assertThat(record.schema()).isSameAs(SCHEMA);
        assertThat(record.given(0)).isEqualTo(Given.NUMBER);
        assertThat(record.number(0)).isEqualTo(34);
        assertThat(record.given(1)).isEqualTo(Given.TEXT);
        assertThat(record.text(1)).isEqualTo("North");
        assertThat(record.given(2)).isEqualTo(Given.TRUTH);
        assertThat(record.number(2)).isEqualTo(1);
        assertThat(record.given(3)).isEqualTo(Given.NOTHING);
        values.put("age", null);
        values.put("active", false);
        InputRecord other = InputRecord.of(SCHEMA, values);
        assertThat(other.given(0)).isEqualTo(Given.MISSING);
        assertThat(other.number(2)).isZero();
    }

    @Test
    void of_unknownName_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> InputRecord.of(SCHEMA, Map.of("height", 1)))
                .withMessage("no column is named \"height\"");
    }

    @Test
    void of_rowOfATable_givesWhatTheTableHas() {
        Table table = new Table("t.csv", List.of(new NumericColumn("age", new double[] {1, 2.5}),
                TextColumn.of("region", Arrays.asList("South", null))));
        InputRecord record = InputRecord.of(SCHEMA, table, 1);
        assertThat(record.number(0)).isEqualTo(2.5);
        assertThat(record.given(1)).isEqualTo(Given.MISSING);
        assertThat(record.given(2)).isEqualTo(Given.NOTHING);
        assertThat(InputRecord.of(SCHEMA, table, 0).text(1)).isEqualTo("South");
    }

    @Test
    void number_thatIsNone_isMissing() {
        InputRecord record = new InputRecord(SCHEMA);
        record.setNumber(0, Double.NaN);
        assertThat(record.given(0)).isEqualTo(Given.MISSING);
    }

    @Test
    void number_keepsItsSpellingWhereItIsTold() {
        InputRecord record = new InputRecord(SCHEMA);
        record.setNumber(0, 1e20, "100000000000000000000");
        assertThat(record.number(0)).isEqualTo(1e20);
        assertThat(record.text(0)).isEqualTo("100000000000000000000");
        record.setNumber(0, 5);
        assertThat(record.text(0)).as("of another number").isNull();
    }

    @Test
    void clear_forgetsValuesAndOtherNames() {
        InputRecord record = new InputRecord(SCHEMA);
        record.setText(1, "North");
        record.setAlias(1, "Region");
        assertThat(record.givenName(1)).isEqualTo("Region");
        assertThat(record.givenName(0)).isEqualTo("age");
        assertThat(record.renamed()).containsExactly(Map.entry("Region", "region"));
        record.clear();
        assertThat(record.given(1)).isEqualTo(Given.NOTHING);
        assertThat(record.text(1)).isNull();
        assertThat(record.givenName(1)).isEqualTo("region");
        assertThat(record.renamed()).isEmpty();
        record.setAlias(0, null);
        assertThat(record.renamed()).isEmpty();
    }

    @Test
    void laterForm_takesThePlaceOfAnEarlierOne() {
        InputRecord record = new InputRecord(SCHEMA);
        record.setText(0, "34");
        record.setMissing(0);
        assertThat(record.given(0)).isEqualTo(Given.MISSING);
        assertThat(record.text(0)).isNull();
        record.setText(0, "34");
        record.setTruth(0, true);
        assertThat(record.given(0)).isEqualTo(Given.TRUTH);
        assertThat(record.text(0)).isNull();
    }
}
