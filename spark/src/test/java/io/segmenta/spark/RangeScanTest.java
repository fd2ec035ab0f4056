package io.segmenta.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Stretches and the reader of their rows, on text in memory. */
class RangeScanTest {

    private static final Csv CSV = new Csv(',');

    private static InputStream from(byte[] text, int start) {
        return new ByteArrayInputStream(text, start, text.length - start);
    }

    /** Reads a text in stretches, as a job does: all are scanned, then numbered, then read. */
    private static List<String> read(String text, int length) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> rows = new ArrayList<>();
        int state = Csv.ROW;
        long row = 0;
        for (int start = 0; start < bytes.length; start += length) {
            int end = Math.min(bytes.length, start + length);
            RangeScan scan = new RangeScan(from(bytes, start), end - start, CSV);
            int begun = state == Csv.BLANK ? Csv.FOREIGN : state;
            FileRange range = new FileRange("a.csv", start, end, false, begun, row, 0, 0);
            try (RowReader reader = new RowReader(from(bytes, start), range, CSV)) {
                for (List<String> cells = reader.next(); !cells.isEmpty(); cells = reader.next()) {
                    rows.add(reader.row() + cells.toString());
                }
            }
            row += scan.rows(begun);
            assertThat(rows).as("rows up to byte %d of %s", end, text).hasSize((int) row);
            state = scan.end(begun) == Csv.FOREIGN ? Csv.BLANK : scan.end(begun);
        }
        return rows;
    }

    @Test
    void rows_quotesAndBreaksInCells_areOneEach() throws IOException {
        String text = "1,\"a\nb\",x\r\n2,\"say \"\"hi\"\"\",\r\r\n3,5\" pipe,\"end\"";
        List<String> expected = List.of("0[1, a\nb, x]", "1[2, say \"hi\", ]", "2[3, 5\" pipe, end]");
        for (int length = 1; length <= text.length(); length++) {
            assertThat(read(text, length)).as("stretches of %d", length).isEqualTo(expected);
        }
    }

    @Test
    void rows_blankLines_areNone() throws IOException {
        String text = "\n\n  \n a,b\n\t\n\nc\n   ";
        for (int length = 1; length <= text.length(); length++) {
            assertThat(read(text, length)).as("stretches of %d", length).containsExactly("0[ a, b]", "1[c]");
        }
    }

    @Test
    void rows_accentsAndFormulas_areTheirText() throws IOException {
        assertThat(read("é,=\"007\"\n", 3)).containsExactly("0[é, 007]");
    }

    @Test
    void read_openQuoteOrOtherEncoding_isAFault() {
        assertThatThrownBy(() -> read("1,2\n3,\"x\n", 100))
                .hasMessage("a.csv, row 2: expected the quote that is opened in it to be closed");
        byte[] latin = {'a', (byte) 0xE9, '\n'};
        FileRange range = new FileRange("a.csv", 0, 3, false, Csv.ROW, 7, 5, 0);
        assertThatThrownBy(() -> new RowReader(from(latin, 0), range, CSV).next())
                .hasMessage("a.csv, row 3: expected text in UTF-8; save the file so");
    }

    @Property(tries = 500)
    void rows_anyTextAnyCut_areTheSame(
            @ForAll @StringLength(max = 40) @Chars({'a', ',', '"', '\n', '\r', ' '}) String text,
            @ForAll @IntRange(min = 1, max = 12) int length) throws IOException {
        List<String> whole;
        try {
            whole = read(text, 1000);
        } catch (Fault.FaultException openQuote) {
            assertThatThrownBy(() -> read(text, length)).hasMessage(openQuote.getMessage());
            return;
        }
        assertThat(read(text, length)).isEqualTo(whole);
    }
}
