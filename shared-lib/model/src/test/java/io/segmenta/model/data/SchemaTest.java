package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.SampleModels;
import io.segmenta.model.base.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void fromJson_readsWhatToJsonWrites() {
        Schema schema = SampleModels.mixedSchema();
        assertThat(Schema.fromJson(schema.toJson())).isEqualTo(schema);
    }

    @Test
    void toJson_isForPeople() {
        Schema schema = new Schema(List.of(ColumnSchema.of("age", Role.NUMERIC, "numbers").withRange(18, 70)));
        assertThat(schema.toJson()).isEqualTo("""
                {
                  "version" : 1,
                  "columns" : [
                    {
                      "name" : "age",
                      "role" : "numeric",
                      "required" : false,
                      "min" : 18.0,
                      "max" : 70.0,
                      "reason" : "numbers"
                    }
                  ]
                }
                """);
    }

    @Test
    void fromJson_onlyNameAndRole_suffices() {
        Schema schema = Schema.fromJson("{\"version\":1,\"columns\":[{\"name\":\"a\",\"role\":\"ordinal\"}]}");
        assertThat(schema.column("a")).contains(ColumnSchema.of("a", Role.ORDINAL, "declared"));
    }

    @Test
    void fromJson_newerVersion_namesBothNumbers() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Schema.fromJson("{\"version\":2,\"columns\":[]}"))
                .withMessage("schema version 2 is newer than this reader (1)");
    }

    @Test
    void fromJson_unknownRole_listsTheRoles() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Schema.fromJson("{\"version\":1,\"columns\":[{\"name\":\"a\",\"role\":\"number\"}]}"))
                .withMessageStartingWith("schema.columns[0].role: expected one of [numeric, categorical,")
                .withMessageEndingWith("found \"number\"");
    }

    @Test
    void fromJson_twoColumnsOfOneName_refuses() {
        String twice = "{\"name\":\"a\",\"role\":\"numeric\"}";
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Schema.fromJson("{\"version\":1,\"columns\":[" + twice + "," + twice + "]}"))
                .withMessage("schema: two columns are named \"a\"");
    }

    @Test
    void columnSchema_minAboveMax_refuses() {
        ColumnSchema column = ColumnSchema.of("a", Role.NUMERIC, "numbers");
        assertThatIllegalArgumentException().isThrownBy(() -> column.withRange(2, 1))
                .withMessage("column \"a\": min 2.0 is above max 1.0");
    }

    @Test
    void columnSchema_badDateFormat_refuses() {
        ColumnSchema column = ColumnSchema.of("a", Role.DATE, "dates");
        assertThatIllegalArgumentException().isThrownBy(() -> column.withDateFormat("bogus pattern ]["));
    }

    @Test
    void fromJson_columnThatContradictsItself_isRefused() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Schema.fromJson(
                "{\"version\":1,\"columns\":[{\"name\":\"a\",\"role\":\"numeric\",\"min\":2,\"max\":1}]}"))
                .withMessage("schema: column \"a\": min 2.0 is above max 1.0")
                .matches(e -> e.reason() == DataException.Reason.SCHEMA_MISMATCH);
    }

    @Test
    void column_withEverythingDeclared_isKept() {
        ColumnSchema column = ColumnSchema.of("joined", Role.NUMERIC, "numbers").withRole(Role.DATE, "dates")
                .withRequired(true).withRange(1, 1).withCategories(List.of("x")).withDateFormat(Values.DAY_NUMBER)
                .withNumberFormat(new NumberFormat(',', List.of("\u20ac"), "d", true, true)).withMissing(List.of("?"))
                .withDescription("day of joining");
        Schema schema = new Schema(List.of(ColumnSchema.of("id", Role.IDENTIFIER, "unique"), column));
        Schema read = Schema.fromJson(schema.toJson());
        assertThat(read.column("joined")).contains(column);
        assertThat(read.indexOf("joined")).isEqualTo(1);
        assertThat(read.indexOf("left")).isEqualTo(-1);
        assertThat(read.column("left")).isEmpty();
        assertThat(column.role()).isEqualTo(Role.DATE);
        assertThat(column.reason()).isEqualTo("dates");
        assertThat(column.required()).isTrue();
        assertThat(column.missing()).containsExactly("?");
    }
}
