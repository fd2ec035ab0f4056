package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPartsTest {
    @TempDir
    private Path folder;

    private List<String> records(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("file"), content);
        List<String> records = new ArrayList<>();
        try (RecordParts parts = RecordParts.open(file, true)) {
            double before = 0;
            for (byte[] record = parts.next(); record != null; record = parts.next()) {
                records.add(new String(record, StandardCharsets.UTF_8));
                assertThat(parts.done()).isBetween(before, 1.0);
                before = parts.done();
            }
            assertThat(parts.done()).isEqualTo(1);
        }
        return records;
    }

    @Test
    void next_anyLineEnd_keepsEveryByteOfARecord() throws IOException {
        assertThat(records("a,b\r\n1,2\r3,4\n\n  \n5,6".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a,b\r\n", "1,2\r", "3,4\n", "5,6");
        assertThat(records(new byte[0])).isEmpty();
        assertThat(records("\n \n".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void next_quotedCells_mayHoldLines() throws IOException {
        assertThat(records("id;note\n1;\"two\nlines \"\"so\"\"\n\"\n2;5\" pipe\n=\"3\n\";x\n".getBytes(
                StandardCharsets.UTF_8)))
                .containsExactly("id;note\n", "1;\"two\nlines \"\"so\"\"\n\"\n", "2;5\" pipe\n", "=\"3\n\";x\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void next_utf16_isUtf8(String charset) throws IOException {
        String table = "name,city\n" + "\u00fc,M\u00fcnchen \uD83D\uDE00\n".repeat(9_000);
        assertThat(records(table.getBytes(Charset.forName(charset)))).hasSize(9_001)
                .endsWith("\u00fc,M\u00fcnchen \uD83D\uDE00\n");
    }

    @Test
    void next_gzip_isUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a\nb\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(records(packed.toByteArray())).hasSize(20_000);
    }

    @Test
    void next_quoteNeverClosed_isRefusedWithItsLine() {
        byte[] table = ("a,b\n1,\"x\n" + "y\n".repeat(RecordParts.LONGEST)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> records(table)).hasMessageContaining("the record that begins in line 2 has more than");
    }

    @Test
    void open_workbook_isRefusedWithWhatToDo() {
        assertThatThrownBy(() -> records(new byte[] {'P', 'K', 3, 4})).hasMessageContaining("save its sheet as CSV");
    }
}
