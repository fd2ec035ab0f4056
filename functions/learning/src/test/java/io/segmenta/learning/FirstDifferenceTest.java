package io.segmenta.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstDifferenceTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FirstDifference of(String path, String was, String repeated) {
        return FirstDifference.of(path, bytes(was), bytes(repeated)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a":1,"b":[{"c":"x"},{"c":"y"}]} | {"a":1,"b":[{"c":"x"},{"c":"z"}]} | b[1].c    | "y"     | "z"
            {"a":1}                           | {"a":1,"b":null}                  | b         | nothing | null
            {"a":[1,2]}                       | {"a":[1]}                         | a[1]      | 2       | nothing
            {"a":{"b":1}}                     | {"a":[1]}                         | a         | {"b":1} | [1]
            [1]                               | 2                                 | the whole | [1]     | 2
            """)
    void json_isTheFirstMemberWithBothValues(String was, String repeated, String at, String one, String other) {
        assertThat(of("profile.json", was, repeated)).isEqualTo(new FirstDifference(at, one, other));
    }

    @Test
    void jsonOfEqualMembersInOtherOrder_isTheFirstByte() {
        assertThat(of("profile.json", "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"))
                .isEqualTo(new FirstDifference("byte 2", "13 bytes", "13 bytes"));
    }

    @Test
    void text_isTheFirstLine() {
        assertThat(of("plots/flow.svg", "<svg>\n<g/>\n</svg>", "<svg>\n<p/>\n</svg>"))
                .isEqualTo(new FirstDifference("line 2", "<g/>", "<p/>"));
        assertThat(of("rules.spark.sql", "a\nb", "a\nb\nc")).isEqualTo(new FirstDifference("line 3", "nothing", "c"));
    }

    @Test
    void others_areTheFirstByteAndBothSizes() {
        assertThat(of("model.tar.gz", "abcd", "abX")).isEqualTo(new FirstDifference("byte 2", "4 bytes", "3 bytes"));
        assertThat(of("model.tar.gz", "ab", "abX")).isEqualTo(new FirstDifference("byte 2", "2 bytes", "3 bytes"));
    }

    @Test
    void rowsOfPeople_areNotShown() throws IOException {
        byte[] was = gzip("id,segment\nAda,0\n", Deflater.BEST_SPEED);
        byte[] repeated = gzip("id,segment\nAda,12\n", Deflater.BEST_SPEED);
        assertThat(FirstDifference.of("assignments.csv.gz", was, repeated)).contains(
                new FirstDifference("line 2", "a line of 5 characters", "a line of 6 characters"));
    }

    @Test
    void sameRowsCompressedDifferently_areNoDifference() throws IOException {
        String rows = "id,segment\n" + "Ada,0\n".repeat(500);
        byte[] fast = gzip(rows, Deflater.NO_COMPRESSION);
        byte[] small = gzip(rows, Deflater.BEST_COMPRESSION);
        assertThat(fast).isNotEqualTo(small);
        assertThat(FirstDifference.of("assignments.csv.gz", fast, small)).isEmpty();
    }

    private static byte[] gzip(String text, int level) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(level);
            }
        }) {
            gzip.write(bytes(text));
        }
        return bytes.toByteArray();
    }
}
