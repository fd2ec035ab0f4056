package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeparatorsTest {
    private static final int[] LENGTHS = {0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 131, 1021, 20_011};

    @Test
    void find_everyByteBesideEveryOther_isExact() {
        byte[] bytes = new byte[65_536 * 2 + Separators.SLACK];
        for (int i = 0; i < 65_536; i++) {
            bytes[2 * i] = (byte) i;
            bytes[2 * i + 1] = (byte) (i >> 8);
        }
        check(bytes, 0, 65_536 * 2);
    }

    @Test
    void find_anyPlacesAndLengths_isExact() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] marks = {',', '"', '\n', '\r', '\t', 'a', '-', '.', '0', (byte) 0xC3};
        for (int length : LENGTHS) {
            for (int dense = 1; dense <= marks.length; dense += 3) {
                byte[] bytes = new byte[length + 13 + Separators.SLACK];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = random.nextInt(4) < dense ? marks[random.nextInt(marks.length)] : (byte) 'x';
                }
                check(bytes, 13, 13 + length);
            }
        }
    }

    @Test
    void find_nothingButSeparators_holdsThemAll() {
        byte[] bytes = new byte[50_000 + Separators.SLACK];
        Arrays.fill(bytes, (byte) ',');
        check(bytes, 3, 50_000);
    }

    private static void check(byte[] bytes, int from, int to) {
        for (byte delimiter : new byte[] {',', ';', '\t', '|'}) {
            List<Integer> expected = new ArrayList<>();
            for (int i = from; i < to; i++) {
                if (bytes[i] < ' ' || bytes[i] == '"' || bytes[i] == delimiter) {
                    expected.add(i);
                }
            }
            Separators separators = new Separators(delimiter, (byte) '"');
            separators.find(bytes, from, to);
            assertThat(Arrays.stream(separators.places, 0, separators.count).boxed().toList()).isEqualTo(expected);
        }
    }
}
