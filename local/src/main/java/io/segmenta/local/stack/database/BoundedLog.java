package io.segmenta.local.stack.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes over what a program writes: into a file up to a size, the one before it kept beside it as {@code .1}. */
final class BoundedLog {

    private static final int BUFFER = 8192;

    private final Path file;
    private final Path before;
    private final long limit;
    private final Set<Thread> following = ConcurrentHashMap.newKeySet();

    /** @param limit bytes, after which a new file is begun */
    BoundedLog(Path file, long limit) {
        this.file = file;
        this.before = file.resolveSibling(file.getFileName() + ".1");
        this.limit = limit;
    }

    Path file() {
        return file;
    }

    /** Takes over the output, in a thread of its own, until it ends. What a full disk does not take is lost. */
    Thread follow(InputStream output) {
        Thread thread = Thread.ofPlatform().daemon().name("database-log").unstarted(() -> take(output));
        following.add(thread);
        thread.start();
        return thread;
    }

    /**
     * Waits until every output has ended. A server's children write to its output too, so that after this nobody writes
     * into its folder, not even the children of a server that was killed.
     */
    void awaitEnd(Duration limit) {
        Instant end = Instant.now().plus(limit);
        try {
            for (Thread thread : following) {
                thread.join(Duration.between(Instant.now(), end));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(InputStream output) {
        byte[] buffer = new byte[BUFFER];
        try (output) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                append(buffer, read);
            }
        } catch (IOException e) {
            // The program was ended while it wrote: there is no more to read.
            return;
        } finally {
            following.remove(Thread.currentThread());
        }
    }

    private synchronized void append(byte[] bytes, int count) {
        try {
            if (Files.exists(file) && Files.size(file) + count > limit) {
                Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
            }
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND)) {
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            // A server whose output nobody takes would stand still, so it is read even when it cannot be kept.
            return;
        }
    }
}
