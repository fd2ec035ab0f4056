package io.segmenta.pipeline.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Deflates fast: such files are as large as their table, and mostly digits that no effort makes small. */
final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream out) throws IOException {
        super(out, 1 << 13);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Returns lines as one member of a gzip file; its header holds no time. */
    static byte[] of(CsvBytes lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lines.length() / 3 + 256);
        try (OutputStream gzip = new FastGzip(bytes)) {
            gzip.write(lines.bytes(), 0, lines.length());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
