package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({"52,52", "' 52 ',52", "-1.5,-1.5", "+3,3", "1e3,1000", ".5,0.5", "5.,5"})
    void number_plain_parses(String text, double expected) {
        assertThat(Values.number(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,234", "1 234", "0x1p3", "1d", "1f", "NaN", "Infinity", "1e999", "--1", "e5",
            "$5",
            "５"})
    void number_anythingElse_isNaN(String text) {
        assertThat(Values.number(text)).isNaN();
    }

    @Property
    void number_readsWhatTextWrites(@ForAll double value) {
        if (Double.isFinite(value)) {
            assertThat(Values.number(Values.text(value))).isEqualTo(value == 0 ? 0.0 : value);
        }
    }

    @Test
    void text_wholeNumber_hasNoFraction() {
        assertThat(Values.text(3.0)).isEqualTo("3");
        assertThat(Values.text(-0.0)).isEqualTo("0");
        assertThat(Values.text(3.25)).isEqualTo("3.25");
        assertThat(Values.text(Double.NaN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"yes,1", "TRUE,1", "t,1", "1,1", "No,0", "off,0", "0,0", "maybe,NaN"})
    void truth_knownWords(String text, double expected) {
        assertThat(Values.truth(text)).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void date_byFormatThenIso() {
        double day = LocalDate.of(2014, 5, 31).toEpochDay();
        assertThat(Values.date("31-05-2014", Values.dateFormat("dd-MM-uuuu"))).isEqualTo(day);
        assertThat(Values.date("2014-05-31", Values.dateFormat("dd-MM-uuuu"))).isEqualTo(day);
        assertThat(Values.date("2014-05-31T10:00:00Z", null)).isEqualTo(day);
        assertThat(Values.date("31/05/2014", null)).isNaN();
        assertThat(Values.date("2014-02-30", null)).isNaN();
        assertThat(Values.dayNumber(41_790.99)).isEqualTo(day);
    }

    /** As the file has them: the schema keeps the order of the parts, not each way to spell a month or a time. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"dd.MM.yyyy;31.05.2014 10:00", "M/d/yyyy;5/31/2014 8:26 PM",
            "yyyyMMdd;20140531T235959", "d-MMM-yyyy;31-MAY-2014", "d MMM yyyy;31 may 2014", "MMM d yyyy;May 31, 2014",
            "dd.MM.yy;31.05.14", "yyyy-MM-dd'T'HH:mm;2014-05-31T10:00", "dd[.MM].yyyy;31.05.2014"})
    void date_asTheFileHasIt(String format, String text) {
        assertThat(Values.date(text, Values.dateFormat(format)))
                .isEqualTo((double) LocalDate.of(2014, 5, 31).toEpochDay());
    }

    @Test
    void date_monthByItsFullNameAndYearOfTwoDigits() {
        assertThat(Values.date("January 2, 1970", Values.dateFormat("MMM d yyyy"))).isEqualTo(1);
        assertThat(Values.date("2.1.70", Values.dateFormat("d.M.yy"))).isEqualTo(1);
        assertThat(Values.date("2.1.69", Values.dateFormat("d.M.yy")))
                .isEqualTo((double) LocalDate.of(2069, 1, 2).toEpochDay());
        assertThat(Values.date("2.1.1970", Values.dateFormat("d.M.yy"))).isNaN();
        assertThat(Values.date("02.01.1970x", Values.dateFormat("dd.MM.yyyy"))).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NA", "n/a", "NaN", "null", "?", "-", "#N/A"})
    void isMissingNumber_knownSpellings(String text) {
        assertThat(Values.isMissingNumber(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"999999999999999,999999999999999", "1e15,1.0E15", "-1e15,-1.0E15", "1e300,1.0E300",
            "Infinity,Infinity"})
    void text_beyondWhatIsExact_isThatOfJava(double value, String text) {
        assertThat(Values.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1234567,1234570", "0.1,0.1", "1.50,1.5", "0,0", "-0.0,0", "1e-7,0.0000001", "-2.5,-2.5", "NaN,''",
            "Infinity,Infinity"})
    void brief_hasSixDigitsAndNoExponent(double value, String text) {
        assertThat(Values.brief(value)).isEqualTo(text);
    }

    @Test
    void isMissingNumber_otherWords_areValues() {
        assertThat(Values.isMissingNumber("unknown")).isFalse();
        assertThat(Values.isMissingNumber("0")).isFalse();
    }

    @Test
    void date_whatStandsBehindADay_isATimeOrMakesItNone() {
        assertThat(Values.date("1970-01-03 10:00", null)).isEqualTo(2);
        assertThat(Values.date("1970-01-03x10:00", null)).isNaN();
        assertThat(Values.date("03.01.1970 x", Values.dateFormat("dd.MM.yyyy"))).isEqualTo(2);
        assertThat(Values.date("03.01.1970Tx", Values.dateFormat("dd.MM.yyyy"))).isEqualTo(2);
    }
}
