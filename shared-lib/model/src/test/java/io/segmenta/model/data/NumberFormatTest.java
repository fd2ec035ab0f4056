package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.base.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {

    private static final NumberFormat DOLLARS = new NumberFormat('.', List.of("$", "USD"), "", false, false);
    private static final NumberFormat COMMA = new NumberFormat(',', List.of("€"), "", false, false);
    private static final NumberFormat SHARES = new NumberFormat('.', List.of(), "", true, false);
    private static final NumberFormat YEARS = new NumberFormat('.', List.of(), "y", false, true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"$81.00|81", "1,234.50|1234.5", "usd 5|5", "(8)|-8", "-$8|-8", "7|7",
            " 1e3 |1000",
            "12,34,567|1234567"})
    void parse_decimalPoint(String text, double expected) {
        assertThat(DOLLARS.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.234,5 €|1234.5", "1,5|1.5", "1.613|1613", "1 234,5|1234.5", "8,0-|-8"})
    void parse_decimalComma(String text, double expected) {
        assertThat(COMMA.parse(text)).isEqualTo(expected);
    }

    @Test
    void parse_percentUnitAndBound() {
        assertThat(SHARES.parse("45%")).isEqualTo(0.45);
        assertThat(YEARS.parse("52y")).isEqualTo(52);
        assertThat(YEARS.parse("52 Y")).isEqualTo(52);
        assertThat(YEARS.parse("<=5")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"€5", "5%", "52y", "<5", "1,2,3", "1.2.3", "many", "''"})
    void parse_whatTheColumnDoesNotHave_isNoNumber(String text) {
        assertThat(DOLLARS.parse(text)).isNaN();
    }

    @Test
    void schema_keepsItAndTellsAnExample() {
        Schema schema = new Schema(List.of(ColumnSchema.of("a", Role.NUMERIC, "n").withNumberFormat(COMMA),
                ColumnSchema.of("b", Role.NUMERIC, "n").withNumberFormat(SHARES),
                ColumnSchema.of("c", Role.NUMERIC, "n").withNumberFormat(YEARS)
                        .withDescription("age at the last order")));
        assertThat(Schema.fromJson(schema.toJson())).isEqualTo(schema);
        assertThat(List.of(COMMA.example(), SHARES.example(), YEARS.example())).containsExactly("€1.234,5", "45%",
                "45y");
    }

    @Test
    void decimal_otherThanPointAndComma_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberFormat(';', List.of(), "", false, false));
        String json = new Schema(List.of(ColumnSchema.of("a", Role.NUMERIC, "n").withNumberFormat(COMMA))).toJson();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Schema.fromJson(json.replace("\"comma\"", "\"dash\"")))
                .withMessageContaining("decimal");
    }
}
