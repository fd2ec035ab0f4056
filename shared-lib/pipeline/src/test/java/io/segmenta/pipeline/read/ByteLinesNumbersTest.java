package io.segmenta.pipeline.read;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ByteLinesNumbersTest {
    private static final String PLAIN = "1,2.5,-3\n0.001,123456789.25,7\n99999999,-0,12345678.12345678\n".repeat(10);

    @Test
    void read_plainNumbers_equalsTheGeneralParser() throws IOException {
        SameTable.check("a,b,c\n" + PLAIN);
        SameTable.check(PLAIN);
        SameTable.check(PLAIN.replace("\n", "\r\n"));
        SameTable.check(PLAIN.stripTrailing());
    }

    @Test
    void read_oddLines_equalsTheGeneralParser() throws IOException {
        for (String odd : List.of("1,,3", ",,", "", "4,5", "4,5,6,7", "4,5,6,", "007,1,2", "1e5,2,3", "x,y,z",
                " 1 , 2,3",
                "# note, 1", "\"1\",2,3", "1,2,\"a\nb\"", "1,2,3\r4,5,6", "é,1,2", "5.,.5,+5", "1,2,NA",
                "1234567890123456,1,2", "0.12345678901234567890,1,2", "-,1,2", "--1,1,2", "1.2.3,1,2", "a,b,c")) {
            SameTable.check("a,b,c\n" + PLAIN + odd + "\n" + PLAIN);
            SameTable.check(PLAIN + odd);
        }
    }

    @Test
    void read_manyOddCells_becomeTextInBoth() throws IOException {
        SameTable.check("a,b\n" + "1,2\n".repeat(200) + "x,2\n".repeat(500) + "3,4\n".repeat(300));
    }

    @Test
    void read_moreThanOneBuffer_equalsTheGeneralParser() throws IOException {
        StringBuilder csv = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 120_000; i++) {
            csv.append(i).append(',').append(i % 977 / 8.0).append(',').append(-i * 31 % 1013).append('\n');
        }
        SameTable.check(csv.toString());
    }

    @Test
    void read_rowsAroundABlock_equalsTheGeneralParser() throws IOException {
        for (int rows : List.of(1, 2, 127, 509, 511, 512, 513, 1021, 1024, 16_381, 16_384, 16_411)) {
            for (String odd : List.of("1,2,3", "1,,3", "x,2,3", "1,12345678901.25,3", "é,2,3", "\"1\",2,3")) {
                String csv = "a,b,c\n" + "7,-0.25,1234567.5\n".repeat(rows) + odd + "\n" + "8,,-3\n".repeat(rows % 13);
                SameTable.check(csv);
                SameTable.check(csv.stripTrailing().replace("\n", "\r\n"));
            }
        }
    }

    @Test
    void read_longCellsAcrossWindowsAndBuffers_equalsTheGeneralParser() throws IOException {
        StringBuilder csv = new StringBuilder("a;b\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i).append(";9.").append("8".repeat(37 * i % 401)).append("1\n").append(i).append(";w")
                    .append("x".repeat(i * i * 17 % 40_009)).append('\n');
        }
        SameTable.check(csv.toString());
        SameTable.check(csv + "1;" + "7".repeat(1_100_000) + "\n2;3\n");
    }

    @Test
    void read_wideTable_equalsTheGeneralParser() throws IOException {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < 41; i++) {
            for (int j = 0; j < 2503; j++) {
                csv.append(j == 0 ? "" : ",").append(i == 0 ? "q" + j : String.valueOf((i * j) % 7 - 3));
            }
            csv.append('\n');
        }
        SameTable.check(csv.toString());
    }

    @Property(tries = 200)
    void read_randomCells_equalsTheGeneralParser(@ForAll("lines") List<String> lines) throws IOException {
        SameTable.check("a,b,c\n" + PLAIN + String.join("\n", lines));
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> number = Arbitraries.bigDecimals().between(java.math.BigDecimal.valueOf(-1e9),
                java.math.BigDecimal.valueOf(1e9)).ofScale(6).map(java.math.BigDecimal::toPlainString);
        Arbitrary<String> cell = Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(8, number),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().map(String::valueOf)),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().withChars("0123456789.-+e, \"'x\r\n").ofMaxLength(6)));
        return cell.list().ofSize(3).map(cells -> String.join(",", cells)).list().ofMaxSize(40);
    }
}
