package io.segmenta.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredGzipTest {
    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    /** 10 bytes of header, 5 for each block of at most 65535, 8 of sums. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "65534, 1", "65535, 1", "65536, 2", "131070, 2", "131071, 3"})
    void content_isStoredInBlocksOfWhichTheLastIsMarked(int size, int blocks) throws IOException {
        byte[] content = content(size);
        byte[] gzip = StoredGzip.wrap(content);
        assertThat(gzip).hasSize(10 + 5 * blocks + size + 8);
        for (int block = 0; block < blocks; block++) {
            byte last = (byte) (block < blocks - 1 ? 0 : 1);
            assertThat(gzip[10 + block * (5 + 65535)]).as("block " + block).isEqualTo(last);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void pieces_giveTheBytesOfTheWhole() throws IOException {
        byte[] content = content(200_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoredGzip gzip = new StoredGzip(out);
        gzip.write(content[0]);
        gzip.write(content, 1, 65_535);
        gzip.write(content, 65_536, 0);
        gzip.write(content, 65_536, content.length - 65_536);
        gzip.close();
        gzip.close();
        assertThat(out.toByteArray()).isEqualTo(StoredGzip.wrap(content));
    }
}
