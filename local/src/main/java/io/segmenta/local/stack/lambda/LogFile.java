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
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file and tells of each; several writers may share one. The file is opened by the first line, stays
 * open until the end of a process whose output it takes over, and is opened anew by the next line.
 */
public final class LogFile {

    private final Path file;
    private final Consumer<String> listener;
    private @Nullable Writer out;

    /** @param file its folder is created if missing */
    public LogFile(Path file, Consumer<String> listener) throws IOException {
        Files.createDirectories(file.getParent());
        this.file = file;
        this.listener = listener;
    }

    /** Appends one line. */
    public void line(String line) {
        try {
            write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener.accept(line);
    }

    private synchronized void write(String line) throws IOException {
        try {
            Writer open = out;
            if (open == null) {
                open = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                out = open;
            }
            open.write(line);
            open.write('\n');
            open.flush();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException unwritten) {
            // What a full disk did not take has been told to the listener.
            return;
        } finally {
            out = null;
        }
    }

    /** A process whose output nobody takes would stand still, so it is read even when the disk is full. */
    private void tell(String line) {
        try {
            write(line);
            listener.accept(line);
        } catch (IOException notWritten) {
            listener.accept(line + " (not in the log: " + notWritten.getMessage() + ")");
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
            } finally {
                close();
            }
        });
    }
}
