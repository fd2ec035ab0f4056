package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.pipeline.schema.RawColumn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class ByteLinesTextTest {
    private static final String HEADER = "\"id\",\"name\",\"amount\",\"day\"\n";
    private static final String PLAIN = ("\"a17\",\"Ann Lee\",2.55,2010-12-01 08:26:00\n"
            + "\"b18\",Bo,-7,2010-12-01 08:28:00\n\"c19\",\"\",,2011-01-04 10:00:00\n").repeat(30);

    @Test
    void read_quotedTextsNumbersAndGaps_makesTheColumns() throws IOException {
        List<RawColumn> columns = new DelimitedText("test.csv", PipelineConfig.defaults().read())
                .read(new ByteArrayInputStream((HEADER + PLAIN).getBytes(StandardCharsets.UTF_8))).table().build();

        assertThat(columns).extracting(RawColumn::name).containsExactly("id", "name", "amount", "day");
        assertThat(columns.get(1).levels()).containsExactly("Ann Lee", "Bo");
        assertThat(columns.get(1).codes()).startsWith(0, 1, -1, 0, 1, -1);
        assertThat(columns.get(2).values()).startsWith(2.55, -7, Double.NaN, 2.55);
    }

    @Test
    void read_oddLines_equalsTheGeneralParser() throws IOException {
        for (String odd : List.of("\"a\",\"say \"\"hi\"\"\",1,2", "\"a\",\"two\nlines\",1,2", "a,5\" disk,1,2",
                "\"a\"x,b,1,2", "é,ü,1,2", "a, spaced ,\" 1 \",\u00A02", "a,b,1", "a,b,1,2,3", "a,b,1,2,", "", ",,,",
                "note,,,", "note", "# note,1,2,3", "\"#\",1,2,3", "id,name,amount,day", "id,name,amount,night",
                "a,b\rc,1,2", "a,b\tc,1,2", "\"a\tb\",b,1,2", "007,1e5,1234567890123456,0.12345678901234567890",
                "\"\"\"\",b,1,2", "\"\"x\"\",b,1,2", "\"open,b,1,2", "\"a\" ,b,1,2", " \"a\",b,1,2", "\u0000,b,1,2")) {
            SameTable.check(HEADER + PLAIN + odd + "\n" + PLAIN);
            SameTable.check(HEADER + PLAIN + odd);
            SameTable.check(HEADER + odd + "\n" + PLAIN);
            SameTable.check((HEADER + PLAIN + odd + "\n" + PLAIN).replace("\n", "\r\n"));
        }
    }

    @Test
    void read_bytesThatAreNotUtf8_equalsTheGeneralParser() throws IOException {
        byte[] csv = (HEADER + PLAIN + "a,stray ?,1,2\n" + PLAIN).getBytes(StandardCharsets.UTF_8);
        csv[new String(csv, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xA3;

        SameTable.check(csv);
    }

    @Test
    void read_titleAboveTheHeader_equalsTheGeneralParser() throws IOException {
        SameTable.check("Customers of \"2024\"\n\n" + HEADER + PLAIN);
        SameTable.check("\"Customers, all\",,,\n" + HEADER + PLAIN);
        SameTable.check("\uFEFF" + HEADER + PLAIN.replace(',', ';'));
    }

    @Test
    void read_moreThanOneBuffer_equalsTheGeneralParser() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 50_000; i++) {
            csv.append("\"k").append(i % 7000).append("\",").append(i % 3 == 0 ? "\"x, y\"" : "zé").append(',')
                    .append(i * 31 % 1013 / 8.0).append(",\"").append(i % 100 == 0 ? "C" : "").append(i).append("\"\n");
        }
        SameTable.check(csv.toString());
    }

    @Test
    void read_lineLongerThanTheBuffer_equalsTheGeneralParser() throws IOException {
        SameTable.check(HEADER + PLAIN + "a,\"" + "long ".repeat(300_000) + "\",1,2\n" + PLAIN);
    }

    @Property(tries = 300)
    void read_randomCells_equalsTheGeneralParser(@ForAll("lines") List<String> lines) throws IOException {
        SameTable.check(HEADER + PLAIN + String.join("\n", lines));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> cell = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.strings().withChars("abcxyz 019.-").ofMaxLength(20)),
                Tuple.of(6, Arbitraries.strings().withChars("abc, é#'").ofMaxLength(12).map(text -> '"' + text + '"')),
                Tuple.of(3, Arbitraries.integers().map(String::valueOf)),
                Tuple.of(1, Arbitraries.strings().withChars("01.-e, \"'x\r\n\té").ofMaxLength(6)));
        return cell.list().ofSize(4).map(cells -> String.join(",", cells)).list().ofMaxSize(40);
    }
}
