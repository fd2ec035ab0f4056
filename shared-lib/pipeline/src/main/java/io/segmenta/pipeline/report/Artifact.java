package io.segmenta.pipeline.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * One file of a run's result.
 *
 * @param path where it belongs within the run, with forward slashes
 * @param contentType its media type
 * @param content writes it; may be called more than once and writes the same bytes each time
 */
public record Artifact(String path, String contentType, Content content) {
    /** Writes a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all bytes and leaves the stream open.
         *
         * @throws IOException when the stream fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file whose bytes are at hand. */
    public static Artifact of(String path, String contentType, byte[] bytes) {
        return new Artifact(path, contentType, out -> out.write(bytes));
    }

    /** The content in memory: for small files and tests. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
