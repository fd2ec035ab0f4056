package io.segmenta.local.stack.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file and tells of each; several writers may share one. The file is opened by the first line, stays
 * open until the end of a process whose output it takes over, and is opened anew by the next line. One that has become
 * too long is put aside as {@code <name>.1} in the place of the one before, so that a log takes at most twice the
 * limit; a line longer than {@link #MOST_CHARS} is cut.
 */
public final class LogFile {

    /** The longest line, in characters; Lambda's own logs cut at about as many. */
    static final int MOST_CHARS = 256 * 1024;

    private static final long MOST_BYTES = 16L << 20;
    private static final String CUT = " ... (cut)";

    private final Path file;
    private final long limit;
    private final Consumer<String> listener;
    private @Nullable OutputStream out;
    private long written;

    /** @param file its folder is created if missing */
    public LogFile(Path file, Consumer<String> listener) throws IOException {
        this(file, MOST_BYTES, listener);
    }

    /** @param limit after how many bytes the file is put aside */
    LogFile(Path file, long limit, Consumer<String> listener) throws IOException {
        Files.createDirectories(file.getParent());
        this.file = file;
        this.limit = limit;
        this.listener = listener;
    }

    /**
     * Appends one line. What a full disk does not take is told to the listener alone: whoever logs works on, and a
     * process whose output nobody took would stand still.
     */
    public void line(String line) {
        try {
            write(line);
            listener.accept(line);
        } catch (IOException notWritten) {
            listener.accept(line + " (not in the log: " + notWritten.getMessage() + ")");
        }
    }

    private synchronized void write(String line) throws IOException {
        try {
            byte[] bytes = ((line.length() > MOST_CHARS ? line.substring(0, MOST_CHARS) + CUT : line) + '\n')
                    .getBytes(StandardCharsets.UTF_8);
            OutputStream open = open();
            if (written > 0 && written + bytes.length > limit) {
                close();
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                open = open();
            }
            open.write(bytes);
            written += bytes.length;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private OutputStream open() throws IOException {
        OutputStream open = out;
        if (open == null) {
            open = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out = open;
            written = Files.size(file);
        }
        return open;
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

    private static String withoutReturn(StringBuilder line) {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    /** Takes over a process's output, in a thread of its own, until it ends. */
    public void follow(InputStream output, String threadName) {
        Thread.ofPlatform().daemon().name(threadName).start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                StringBuilder line = new StringBuilder();
                for (int c = reader.read(); c >= 0; c = reader.read()) {
                    if (c == '\n') {
                        line(withoutReturn(line));
                        line.setLength(0);
                    } else if (line.length() <= MOST_CHARS) {
                        line.append((char) c);
                    }
                }
                if (!line.isEmpty()) {
                    line(line.toString());
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
