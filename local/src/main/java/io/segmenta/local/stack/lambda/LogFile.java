package io.segmenta.local.stack.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Appends lines to a file and tells of each; several writers may share one. */
public final class LogFile {

    private final Path file;
    private final Consumer<String> listener;

    /** @param file its folder is created if missing */
    public LogFile(Path file, Consumer<String> listener) throws IOException {
        Files.createDirectories(file.getParent());
        this.file = file;
        this.listener = listener;
    }

    /** Appends one line. */
    public synchronized void line(String line) {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.accept(line);
    }

    /** A process whose output nobody takes would stand still, so it is read even when the disk is full. */
    private void tell(String line) {
        try {
            line(line);
        } catch (UncheckedIOException notWritten) {
            listener.accept(line + " (not in the log: " + notWritten.getCause().getMessage() + ")");
        }
    }

    /** Takes over a process's output, in a thread of its own, until it ends. */
    public void follow(InputStream output, String threadName) {
        Thread.ofPlatform().daemon().name(threadName).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    tell(line);
                }
            } catch (IOException e) {
                // The process was ended while it wrote: there is no more to read.
                listener.accept("the log ended: " + e.getMessage());
            }
        });
    }
}
