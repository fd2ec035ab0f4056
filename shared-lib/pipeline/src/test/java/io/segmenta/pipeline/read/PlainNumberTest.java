package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the parsers of bytes take has every bit of {@link Double#parseDouble}, and what they leave is not plain. */
class PlainNumberTest {
    private static final String PLAIN = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";

    @Test
    void parse_everySignPointAndLength_equalsTheLibrary() {
        List<String> cells = new ArrayList<>();
        for (int digits = 1; digits <= 20; digits++) {
            for (int point = 0; point <= digits; point++) {
                String text = "98765432109876543210".substring(0, digits);
                String number = text.substring(0, point) + (point < digits ? "." : "") + text.substring(point);
                cells.addAll(List.of(number, "-" + number, "0" + number, number.replace('9', '0'), number + "."));
            }
        }
        cells.addAll(List.of("-", ".", "-.", "--1", "1-", "1.2.3", "..", "+1", "0", "-0", "-0.0", "0.1", "00", "00.5",
                "-01", "1e5", "1/2", "1:2", "12/34", "0x10", "1,5", "abcdefgh", "12345678x", "x12345678901", "1 2",
                "999999999999999", "0.00000000000001", "-99999999.9999999"));

        check(cells);
    }

    @Property(tries = 300)
    void parse_randomNumbers_equalsTheLibrary(@ForAll long seed, @ForAll @IntRange(min = 1, max = 53) int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long unscaled = random.nextLong() >> random.nextInt(60);
            cells.add(BigDecimal.valueOf(unscaled, random.nextInt(12)).toPlainString());
        }
        check(cells);
    }

    @Property(tries = 300)
    void parse_anyCharacters_takesPlainNumbersOnly(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < 61; i++) {
            StringBuilder cell = new StringBuilder();
            int length = 1 + random.nextInt(18);
            for (int k = 0; k < length; k++) {
                cell.append("00112233445566778899.-/:e ".charAt(random.nextInt(random.nextInt(8) == 0 ? 26 : 21)));
            }
            cells.add(cell.toString());
        }
        check(cells);
    }

    private static void check(List<String> cells) {
        int n = cells.size();
        byte[] text = ("################" + String.join(",", cells) + ",").getBytes(StandardCharsets.ISO_8859_1);
        int[] starts = new int[n + 3];
        int[] ends = new int[n + 3];
        int at = PlainNumber.SLACK;
        for (int i = 0; i < n; i++) {
            starts[3 + i] = at;
            at += cells.get(i).length();
            ends[3 + i] = at++;
        }
        double[] together = new double[n + 5];
        byte[] decimals = new byte[n + 5];
        NumberBlock block = new NumberBlock(n);
        int left = block.parse(text, starts, ends, 3, n, together, decimals, 5);
        int k = 0;
        double[] alone = new double[1];
        for (int i = 0; i < n; i++) {
            String cell = cells.get(i);
            int behind = PlainNumber.parse(text, starts[3 + i], ends[3 + i], alone, 0);
            boolean plain = cell.matches(PLAIN) && cell.replaceAll("[-.]", "").length() <= 15;
            assertThat(behind >= 0).as(cell).isEqualTo(plain);
            if (plain) {
                int point = cell.indexOf('.');
                assertThat(behind).as(cell).isEqualTo(point < 0 ? 0 : cell.length() - point - 1);
                assertThat(Double.doubleToRawLongBits(alone[0])).as(cell)
                        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(cell)));
            }
            if (k < left && block.left(k) == i) {
                k++;
                assertThat(plain && cell.replace("-", "").length() <= 8).as(cell).isFalse();
            } else {
                assertThat(Double.doubleToRawLongBits(together[5 + i])).as(cell)
                        .isEqualTo(Double.doubleToRawLongBits(alone[0]));
                assertThat((int) decimals[5 + i]).as(cell).isEqualTo(behind);
            }
        }
        assertThat(k).isEqualTo(left);
    }
}
