package io.segmenta.clustering.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.infer.RawColumn;
import io.segmenta.model.config.PipelineConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NumericLinesTest {
    private static final String PLAIN = "1,2.5,-3\n0.001,123456789.25,7\n99999999,-0,12345678.12345678\n".repeat(10);

    @Test
    void read_plainNumbers_equalsTheGeneralParser() throws IOException {
        same("a,b,c\n" + PLAIN);
        same(PLAIN);
        same(PLAIN.replace("\n", "\r\n"));
        same(PLAIN.stripTrailing());
    }

    @Test
    void read_oddLines_equalsTheGeneralParser() throws IOException {
        for (String odd : List.of("1,,3", ",,", "", "4,5", "4,5,6,7", "4,5,6,", "007,1,2", "1e5,2,3", "x,y,z",
                " 1 , 2,3",
                "# note, 1", "\"1\",2,3", "1,2,\"a\nb\"", "1,2,3\r4,5,6", "é,1,2", "5.,.5,+5", "1,2,NA",
                "1234567890123456,1,2", "0.12345678901234567890,1,2", "-,1,2", "--1,1,2", "1.2.3,1,2", "a,b,c")) {
            same("a,b,c\n" + PLAIN + odd + "\n" + PLAIN);
            same(PLAIN + odd);
        }
    }

    @Test
    void read_manyOddCells_becomeTextInBoth() throws IOException {
        same("a,b\n" + "1,2\n".repeat(200) + "x,2\n".repeat(500) + "3,4\n".repeat(300));
    }

    @Test
    void read_moreThanOneBuffer_equalsTheGeneralParser() throws IOException {
        StringBuilder csv = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 120_000; i++) {
            csv.append(i).append(',').append(i % 977 / 8.0).append(',').append(-i * 31 % 1013).append('\n');
        }
        same(csv.toString());
    }

    @Property(tries = 200)
    void read_randomCells_equalsTheGeneralParser(@ForAll("lines") List<String> lines) throws IOException {
        same("a,b,c\n" + PLAIN + String.join("\n", lines));
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

    private static void same(String csv) throws IOException {
        RawTable fast = read(csv, true);
        RawTable general = read(csv, false);
        assertThat(fast.evidence()).isEqualTo(general.evidence());
        List<RawColumn> left = fast.table().build();
        List<RawColumn> right = general.table().build();
        assertThat(left).hasSameSizeAs(right);
        for (int j = 0; j < left.size(); j++) {
            RawColumn a = left.get(j);
            RawColumn b = right.get(j);
            assertThat(a.rows()).isEqualTo(b.rows());
            assertThat(a.values()).isEqualTo(b.values());
            assertThat(a.decimals()).isEqualTo(b.decimals());
            assertThat(a.codes()).isEqualTo(b.codes());
            assertThat(a.levels()).isEqualTo(b.levels());
            assertThat(a.oddRows()).isEqualTo(b.oddRows());
            assertThat(a.oddCodes()).isEqualTo(b.oddCodes());
            for (int row = 0; row < a.rows(); row += 7) {
                assertThat(a.lines().of(row)).isEqualTo(b.lines().of(row));
            }
        }
    }

    private static RawTable read(String csv, boolean fast) throws IOException {
        return new DelimitedText("test.csv", PipelineConfig.defaults().read(), fast)
                .read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
