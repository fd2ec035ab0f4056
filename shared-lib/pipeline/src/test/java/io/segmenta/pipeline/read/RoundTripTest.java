package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.pipeline.schema.RawColumn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written in some dialect is read back cell for cell. */
class RoundTripTest {
    @Property(tries = 200)
    void read_whatWasWritten_givesTheCellsBack(@ForAll("rows") List<List<String>> rows,
            @ForAll("delimiters") char delimiter,
            @ForAll("lineEnds") String lineEnd, @ForAll("charsets") String charset) throws IOException {
        StringBuilder csv = new StringBuilder();
        List<String> header = List.of("number", "word", "phrase", "code");
        write(csv, header, delimiter, lineEnd);
        rows.forEach(row -> write(csv, row, delimiter, lineEnd));

        RawTable table = new DelimitedText("test.csv", PipelineConfig.defaults().read())
                .read(new ByteArrayInputStream(csv.toString().getBytes(Charset.forName(charset))));
        List<RawColumn> columns = table.table().build();

        assertThat(columns).extracting(RawColumn::name).isEqualTo(header);
        for (int j = 0; j < header.size(); j++) {
            assertThat(texts(columns.get(j))).isEqualTo(column(rows, j));
        }
    }

    /** Numbers in the first column show where the header ends, as in any real table. */
    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> number = Arbitraries.bigDecimals().between(java.math.BigDecimal.valueOf(-1000000),
                java.math.BigDecimal.valueOf(1000000)).ofScale(3).map(java.math.BigDecimal::toPlainString);
        Arbitrary<String> word = Arbitraries.of("Rome", "Oslo", "São Paulo", "Köln", "x", "no way");
        Arbitrary<String> phrase = Arbitraries.strings().withChars("ab ,;|\t\"\n'éß-").ofMinLength(1).ofMaxLength(12)
                .map(s -> ("p" + s + "q").replace("\n", "\n"));
        Arbitrary<String> code = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(9).map(s -> "0" + s);
        return net.jqwik.api.Combinators.combine(number, word, phrase, code).as((a, b, c, d) -> List.of(a, b, c, d))
                .list()
                .ofMinSize(8).ofMaxSize(40);
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n");
    }

    @Provide
    Arbitrary<String> charsets() {
        return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252");
    }

    private static void write(StringBuilder csv, List<String> row, char delimiter, String lineEnd) {
        for (int j = 0; j < row.size(); j++) {
            String cell = row.get(j);
            csv.append(j == 0 ? "" : String.valueOf(delimiter));
            // The third column is always quoted, as a program writes text.
            csv.append(j == 2 ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        csv.append(lineEnd);
    }

    private static List<String> column(List<List<String>> rows, int j) {
        return rows.stream().map(row -> row.get(j)).toList();
    }

    private static List<String> texts(RawColumn column) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < column.rows(); i++) {
            texts.add(column.isNumeric()
                    ? RawColumn.text(column.values()[i], column.decimals()[i])
                    : column.codes()[i] < 0 ? "" : column.levels().get(column.codes()[i]));
        }
        for (int i = 0; i < column.oddRows().length; i++) {
            texts.set(column.oddRows()[i], column.levels().get(column.oddCodes()[i]));
        }
        return texts;
    }
}
