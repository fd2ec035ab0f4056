package io.segmenta.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Many sequences of bytes are found at once, each where it stands. */
class NeedlesTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void words_areFoundOnlyOnTheirOwn() {
        Needles.Builder all = new Needles.Builder();
        List.of("K-1", "K-10", "ä1").forEach(id -> all.add(bytes(id), id, Needles.Kind.WORD));
        all.add("K-1".getBytes(StandardCharsets.UTF_16LE), "wide", Needles.Kind.WIDE_WORD);
        all.add(new byte[] {0, 1, 2}, "hash", Needles.Kind.BYTES);
        Needles needles = all.build();
        assertThat(needles.wordsIn(bytes("K-10,1\n"))).containsExactly("K-10");
        assertThat(needles.wordsIn(bytes("\"K-1\""))).containsExactly("K-1");
        assertThat(needles.wordsIn(bytes("AK-1 K-1B K-1-2 K-1.5 K-1_"))).isEmpty();
        assertThat(needles.isAnyIn(bytes("AK-1"))).isTrue();
        assertThat(needles.wordsIn(bytes("xä1"))).isEmpty();
        assertThat(needles.wordsIn(bytes("ä1"))).containsExactly("ä1");
        assertThat(needles.wordsIn(",K-1,".getBytes(StandardCharsets.UTF_16LE))).containsExactly("wide");
        assertThat(needles.wordsIn(new byte[] {'a', 0, 1, 2, 'b'})).containsExactly("hash");
        assertThat(needles.wordsIn(new byte[0])).isEmpty();
        assertThat(new Needles.Builder().build().wordsIn(bytes("K-1"))).isEmpty();
    }

    /** Against a search for one after the other, of two letters, so that many begin alike and overlap. */
    @Test
    void search_ofRandomSequences_findsWhatASearchForEachFinds() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<byte[]> wanted = new ArrayList<>();
            Needles.Builder all = new Needles.Builder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                byte[] needle = drawn(random, 1 + random.nextInt(12));
                wanted.add(needle);
                all.add(needle, Arrays.toString(needle), Needles.Kind.BYTES);
            }
            byte[] text = drawn(random, random.nextInt(80));
            Set<String> expected = new TreeSet<>();
            for (byte[] needle : wanted) {
                if (new String(text, StandardCharsets.ISO_8859_1)
                        .contains(new String(needle, StandardCharsets.ISO_8859_1))) {
                    expected.add(Arrays.toString(needle));
                }
            }
            assertThat(new TreeSet<>(all.build().wordsIn(text))).isEqualTo(expected);
        }
    }

    private static byte[] drawn(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? 'a' : 0xE4);
        }
        return bytes;
    }
}
