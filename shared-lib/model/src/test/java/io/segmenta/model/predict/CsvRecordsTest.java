package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRecordsTest {

    private static List<List<String>> rows(String text) {
        CsvRecords records = new CsvRecords(text.getBytes(StandardCharsets.UTF_8));
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = records.next(); row != null; row = records.next()) {
            rows.add(List.copyOf(row));
        }
        return rows;
    }

    @Test
    void next_linesOfEveryEnding() {
        assertThat(rows("a,b\nc,d\r\ne,f\rg,h")).containsExactly(List.of("a", "b"), List.of("c", "d"),
                List.of("e", "f"), List.of("g", "h"));
    }

    @Test
    void next_quotedCells() {
        assertThat(rows("\"a,\"\"b\"\"\n\",c\n\"\",\n")).containsExactly(List.of("a,\"b\"\n", "c"), List.of("", ""));
    }

    @Test
    void next_blankLinesAndMark_arePassedOver() {
        assertThat(rows("\uFEFFa\n\n  \nb\n")).containsExactly(List.of("a"), List.of("b"));
        assertThat(rows("\"\"\n")).containsExactly(List.of(""));
        assertThat(rows("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "'a\n\"b'|a quote opened in line 2 is never closed", "'\"a\"b'|line 1 has text after a closing quote",
            "'a\nb\"c'|line 2 has a quote inside an unquoted cell"})
    void next_malformed_namesTheLine(String text, String message) {
        assertThatExceptionOfType(RequestException.class).isThrownBy(() -> rows(text)).withMessage(message);
    }

    @Property
    void next_readsWhatIsWritten(
            @ForAll @Size(min = 2, max = 5) List<@Chars({',', '"', '\n', '\r', '=',
                    'é'}) @CharRange(from = 'a', to = 'e') @StringLength(max = 8) String> cells) {
        StringBuilder line = new StringBuilder("first");
        for (String cell : cells) {
            line.append(',');
            CsvRecords.append(line, cell);
        }
        List<String> expected = new ArrayList<>(List.of("first"));
        for (String cell : cells) {
            expected.add(cell.startsWith("=") || cell.startsWith("\r") ? "'" + cell : cell);
        }
        assertThat(rows(line.toString())).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {"=1+1|'=1+1", "+1|'+1", "-1|'-1", "@x|'@x", "a=b|a=b"})
    void append_formula_getsAnApostrophe(String cell, String expected) {
        StringBuilder line = new StringBuilder();
        CsvRecords.append(line, cell);
        assertThat(line).hasToString(expected);
    }

    @Test
    void next_tooManyCells_areRefused() {
        assertThat(rows("a" + ",a".repeat(9_999)).get(0)).hasSize(10_000);
        assertThatExceptionOfType(RequestException.class).isThrownBy(() -> rows("b\na" + ",a".repeat(10_000)))
                .withMessage("line 2 has more than 10000 cells");
    }

    @Test
    void next_lineOfAFault_countsThoseWithinCells() {
        assertThatExceptionOfType(RequestException.class).isThrownBy(() -> rows("\"a\n\nb\",c\nd\"e"))
                .withMessage("line 4 has a quote inside an unquoted cell");
        assertThat(rows("a\n\r\nb")).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void append_cellThatALineWouldNotHold_isQuoted() {
        StringBuilder line = new StringBuilder();
        for (String cell : List.of("a,b", "a\"b", "a\nb", "a\rb", "", "\tx")) {
            CsvRecords.append(line, cell);
            line.append(';');
        }
        assertThat(line).hasToString("\"a,b\";\"a\"\"b\";\"a\nb\";\"a\rb\";;'\tx;");
    }
}
