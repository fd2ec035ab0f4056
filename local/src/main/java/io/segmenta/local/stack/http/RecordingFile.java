package io.segmenta.local.stack.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.files.PrivateFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps what a {@link Recorder} tells in a file of its own, one JSON document a line. Uploads, secrets and signatures
 * are in it, so it is for tests alone: the folder is named by the system property {@value #PROPERTY}, which nothing
 * sets but them, and only its owner may enter it.
 */
public final class RecordingFile implements Consumer<RecordedExchange>, AutoCloseable {

    /** Names the folder; nothing is recorded without it. */
    public static final String PROPERTY = "segmenta.record";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter lines;
    private boolean closed;

    private RecordingFile(BufferedWriter lines) {
        this.lines = lines;
    }

    /** A new file in the folder that the system property names, or empty where it names none. */
    public static Optional<RecordingFile> open() throws IOException {
        String folder = System.getProperty(PROPERTY, "");
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path file = Files.createTempFile(PrivateFiles.createFolder(Path.of(folder)), "aws-", ".jsonl");
        return Optional.of(new RecordingFile(Files.newBufferedWriter(file, StandardCharsets.UTF_8)));
    }

    /** Keeps the exchange; once closed, it keeps none. */
    @Override
    public synchronized void accept(RecordedExchange exchange) {
        if (closed) {
            return;
        }
        try {
            lines.write(JSON.writeValueAsString(exchange));
            lines.newLine();
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        lines.close();
    }
}
