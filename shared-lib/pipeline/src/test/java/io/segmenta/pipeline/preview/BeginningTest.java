package io.segmenta.pipeline.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files longer than what is looked at, cut where a record ends. */
class BeginningTest {
    private static Beginning of(byte[] file) throws IOException {
        return Beginning.of(new ByteArrayInputStream(file), "a.csv", file.length);
    }

    private static byte[] repeated(String head, String row, int bytes, Charset charset) {
        StringBuilder text = new StringBuilder(head);
        while (text.length() < bytes) {
            text.append(row);
        }
        return text.toString().getBytes(charset);
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void shortFile_isWhole() throws IOException {
        byte[] file = "a,b\n1,2".getBytes(StandardCharsets.UTF_8);
        assertThat(of(file).content()).isEqualTo(file);
        assertThat(of(file).isWhole()).isTrue();
        assertThat(of(packed(file)).content()).isEqualTo(file);
        assertThat(of(packed(file)).isWhole()).isTrue();
    }

    @Test
    void fileOfJustTheLengthLookedAt_isWhole() throws IOException {
        byte[] file = new byte[Beginning.TEXT];
        Arrays.fill(file, (byte) 'x');
        assertThat(of(file).isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,\"two\nlines\"\n", "17,x\r\n", "4,y\r"})
    void longText_endsWithAWholeRow(String row) throws IOException {
        byte[] file = repeated("a,b\n", row, 3 * Beginning.TEXT, StandardCharsets.UTF_8);
        Beginning beginning = of(file);
        String text = new String(beginning.content(), StandardCharsets.UTF_8);
        assertThat(text).endsWith(row);
        assertThat((text.length() - 4) % row.length()).isZero();
        assertThat(text.length()).isGreaterThan(Beginning.TEXT - 100);
        assertThat(beginning.share()).isCloseTo(1 / 3.0, within(0.001));
    }

    @Test
    void quoteThatNothingCloses_isNone() throws IOException {
        byte[] file = repeated("size,b\n5\",x\n", "12,x\n", 2 * Beginning.TEXT, StandardCharsets.UTF_8);
        assertThat(of(file).content().length).isGreaterThan(Beginning.TEXT - 100);
        assertThat(of(file).content()).endsWith("x\n".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void textOfTwoBytesEach_isCutBetweenThem(String name) throws IOException {
        byte[] file = repeated("\uFEFFa;b\n", "12;x\n", Beginning.TEXT, Charset.forName(name));
        String text = new String(of(file).content(), Charset.forName(name));
        assertThat(text).endsWith("12;x\n").startsWith("\uFEFFa;b\n12;x\n");
    }

    @Test
    void longListOfRecords_isAListAgain() throws IOException {
        byte[] file = repeated("[", "{\"a\": \"}\\\"{\", \"b\": [1, {\"c\": 2}]},\n", 2 * Beginning.TEXT,
                StandardCharsets.UTF_8);
        assertThat(new String(of(file).content(), StandardCharsets.UTF_8)).endsWith("{\"c\": 2}]}]");
        byte[] lines = repeated("", "{\"a\": \"x\"}\n", 2 * Beginning.TEXT, StandardCharsets.UTF_8);
        assertThat(new String(of(lines).content(), StandardCharsets.UTF_8)).endsWith("{\"a\": \"x\"}");
    }

    @Test
    void longGzippedText_isUnpackedAndCut() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder content = new StringBuilder("a,b\n");
        while (content.length() < 3 * Beginning.TEXT) {
            content.append(random.nextInt(1_000_000)).append(",2\n");
        }
        byte[] file = packed(content.toString().getBytes(StandardCharsets.UTF_8));
        Beginning beginning = of(file);
        assertThat(new String(beginning.content(), StandardCharsets.UTF_8)).endsWith(",2\n");
        assertThat(beginning.share()).isCloseTo(1 / 3.0, within(0.01));
    }

    @Test
    void workbookTooLongToBeLookedAt_isRefusedWithWhatToDo() {
        byte[] head = new byte[Beginning.TEXT];
        head[0] = 'P';
        head[1] = 'K';
        assertThatThrownBy(() -> Beginning.of(new ByteArrayInputStream(head), "big.xlsx", 40L << 20))
                .isInstanceOf(DataException.class).hasMessageContaining("big.xlsx")
                .hasMessageContaining("start the run");
    }

    @Test
    void textWithoutAnEndOfALine_isRefused() {
        byte[] file = new byte[2 * Beginning.TEXT];
        Arrays.fill(file, (byte) 'x');
        assertThatThrownBy(() -> of(file)).isInstanceOf(DataException.class).hasMessageContaining("no row ends");
    }

    @Test
    void damagedGzip_isRefused() throws IOException {
        byte[] file = packed("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        file[file.length / 2] ^= 0x55;
        assertThatThrownBy(() -> of(Arrays.copyOf(file, file.length - 6))).isInstanceOf(DataException.class)
                .hasMessageContaining("damaged or cut off");
    }
}
