package io.segmenta.pipeline.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Deflates fast: such files are as large as their table, and mostly digits that no effort makes small. */
final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream out) throws IOException {
        super(out, 1 << 13);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Returns a text as one member of a gzip file, in UTF-8; its header holds no time. */
    static byte[] of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3 + 256);
        try (OutputStream gzip = new FastGzip(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
