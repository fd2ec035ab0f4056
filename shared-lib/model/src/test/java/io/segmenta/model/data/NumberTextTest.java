package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people write them, taken apart. */
class NumberTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            5 | 5
            " 5 " | 5
            +5 | 5
            '5 | 5
            .5 | .5
            1,234.5 | 1,234.5
            1'234 | 1'234
            1 234 | 1 234
            1\u00a0234 | 1\u00a0234
            1\u2009234 | 1\u2009234
            1\u202f234 | 1\u202f234
            1’234 | 1’234
            1e5 | 1e5
            1E-5 | 1E-5
            1e+12 | 1e+12
            1e1234 | 1e1234
            """)
    void plainNumber_isItsDigits(String text, String digits) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText(digits, false, false, "", "", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "\u22125", "5-", "(5)", "- 5", "( 5 )"})
    void minusOrBrackets_areNegative(String text) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText("5", true, false, "", "", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<5", ">5", "≤5", "≥5", "<=5", ">=5", "5+", "< 5", "+5+"})
    void bound_isSaid(String text) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText("5", false, false, "", "", true));
    }

    @ParameterizedTest
    @CsvSource({"$5,$", "5€,€", "5 €,€", "usd 5,usd", "EUR5,EUR", "5 chf,chf", "5CHF,CHF", "US$ 5,US$", "rs.5,rs",
            "5 kr.,kr", "5 руб.,руб", "5KZT,KZT", "₸5,₸", "5 R$,R$", "R$ 5,R$"})
    void currency_mayStandBeforeOrBehind(String text, String currency) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText("5", false, false, currency, "", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.250,-|1.250||", "1.250,-- €|1.250|€|", "12.–|12||", "kr 1 299,-|1 299|kr|",
            "1 299,- Kč|1 299|Kč|", "Rs. 12,34,567/-|12,34,567|Rs|", "€ 12,—|12|€|"})
    void aDashInThePlaceOfCents_isNoMinus(String text, String digits, String currency) {
        assertThat(NumberText.of(text)).isEqualTo(
                new NumberText(digits, false, false, currency == null ? "" : currency, "", false));
    }

    @ParameterizedTest
    @CsvSource({"5 mln zł,mln,zł", "5 тыс. руб.,тыс,руб", "5만원,만,원", "5億円,億,円", "5 万元,万,元", "5 Mio. EUR,Mio,EUR",
            "5 MSEK,M,SEK", "5mkr,m,kr", "5 k€,k,€", "5 TEUR,tsd,EUR", "5 tkr,tsd,kr", "5 T€,tsd,€", "5 k USD,k,USD"})
    void aMultiplierBeforeTheCurrency_isTheUnit(String text, String unit, String currency) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText("5", false, false, currency, unit, false));
    }

    @ParameterizedTest
    @CsvSource({"5y,y", "5 km/h,km/h", "5°C,°C", "5m²,m²", "5 kilometr,kilometr", "5e,e", "5 ex,ex"})
    void unit_isWhatLettersFollow(String text, String unit) {
        assertThat(NumberText.of(text)).isEqualTo(new NumberText("5", false, false, "", unit, false));
    }

    @Test
    void signCurrencyPercentAndBound_goTogether() {
        assertThat(NumberText.of("-$5")).isEqualTo(new NumberText("5", true, false, "$", "", false));
        assertThat(NumberText.of("($1,234.50)")).isEqualTo(new NumberText("1,234.50", true, false, "$", "", false));
        assertThat(NumberText.of("-45 %")).isEqualTo(new NumberText("45", true, true, "", "", false));
        assertThat(NumberText.of("<5%")).isEqualTo(new NumberText("5", false, true, "", "", true));
        assertThat(NumberText.of("12345678y")).isEqualTo(new NumberText("12345678", false, false, "", "y", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", ".", "-", "<", "+", "(5", "--5", "-5-", "<<5", "5++", "$5€", "5%%", "5%y", "5x%",
            "5 kilometre", "123456789y", "1e12345", "5e5x", "5 ²", "5-6", "abc 5", "5 *"})
    void anythingElse_isNoNumber(String text) {
        assertThat(NumberText.of(text)).isNull();
    }

    @Test
    void moreThan64Characters_areNoNumber() {
        assertThat(NumberText.of("1".repeat(64))).isNotNull();
        assertThat(NumberText.of("1".repeat(65))).isNull();
    }

    private static double value(String text, char decimal) {
        NumberText number = NumberText.of(text);
        return number == null ? Double.NaN : number.value(decimal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,234.5     | 1234.5
            1,234,567   | 1234567
            1,234       | 1234
            1.234       | 1.234
            12,34,567   | 1234567
            1,23,456.5  | 123456.5
            1 234.5     | 1234.5
            1’234       | 1234
            -5          | -5
            45%         | 0.45
            1e5         | 100000
            1e-2        | 0.01
            5.          | 5
            1,23        | NaN
            1,2345      | NaN
            1,234,56    | NaN
            1,23.5      | NaN
            1,23,45     | NaN
            123,45,678  | NaN
            1.2.3       | NaN
            1.5,000     | NaN
            1e999       | NaN
            """)
    void value_withADecimalPoint(String text, double expected) {
        assertThat(value(text, '.')).isEqualTo(Double.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234,5   | 1234.5
            1.234     | 1234
            1,234     | 1.234
            1 234,5   | 1234.5
            1,234.5   | NaN
            1,2,3     | NaN
            1.23      | NaN
            """)
    void value_withADecimalComma(String text, double expected) {
        assertThat(value(text, ',')).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void looksNumeric_aloneAndWithoutUnitOrBound() {
        assertThat(NumberText.looksNumeric("5")).isTrue();
        assertThat(NumberText.looksNumeric("$1,234.50")).isTrue();
        assertThat(NumberText.looksNumeric("1".repeat(40))).isTrue();
        assertThat(NumberText.looksNumeric("1".repeat(41))).isFalse();
        assertThat(NumberText.looksNumeric("")).isFalse();
        assertThat(NumberText.looksNumeric("x")).isFalse();
        assertThat(NumberText.looksNumeric("5y")).isFalse();
        assertThat(NumberText.looksNumeric("<5")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1 234.5", "1\u00a0234.5", "1\u202f234.5", "1\u2009234.5", "1'234.5", "1\u2019234.5", "1,234.5"})
    void value_groupsByAnyMark_isTheNumber(String text) {
        assertThat(NumberText.of(text).value('.')).isEqualTo(1234.5);
    }

    @Test
    void value_exponentWithoutBounds_isNone() {
        assertThat(NumberText.of("1e308").value('.')).isEqualTo(1e308);
        assertThat(NumberText.of("1e1234").value('.')).isNaN();
    }
}
