package io.segmenta.benchmarks;

import io.segmenta.pipeline.report.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The files of a run as they are read by whoever gets them. */
final class Artifacts {
    private Artifacts() {}

    /** The text of one, unpacked; bytes that are no text become some letters. */
    static String text(Artifact artifact) throws IOException {
        byte[] bytes = artifact.bytes();
        if (artifact.path().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                bytes = in.readAllBytes();
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
