package io.segmenta.local.journey;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk of a given size, which can be filled: in memory, mounted in a namespace of its own that lives as long as this
 * and that programs are started in.
 */
final class SmallDisk implements AutoCloseable {
    private static final String MOUNT = "mount -t tmpfs -o \"size=$1m,mode=700\" tmpfs \"$0\" && echo ready"
            + " && exec cat";
    private static final int BLOCK = 1 << 16;

    private final Process holder;
    private final Path folder;

    private SmallDisk(Process holder, Path folder) {
        this.holder = holder;
        this.folder = folder;
    }

    /** Mounts a disk over an empty folder; none where the system does not let users do so. */
    static Optional<SmallDisk> mount(Path folder, int megabytes) throws IOException {
        try {
            Process holder = new ProcessBuilder("unshare", "-Urm", "sh", "-c", MOUNT,
                    folder.toString(), Integer.toString(megabytes))
                    .redirectErrorStream(true).start();
            String answer = holder.inputReader().readLine();
            return "ready".equals(answer) ? Optional.of(new SmallDisk(holder, folder)) : Optional.empty();
        } catch (IOException noUnshare) {
            return Optional.empty();
        }
    }

    /** Goes before a command that is to see the disk. */
    List<String> prefix() {
        return List.of("nsenter", "-t", Long.toString(holder.pid()), "-U", "-m", "--preserve-credentials");
    }

    /** The folder as programs outside the namespace see it. */
    Path seen() {
        return Path.of("/proc", Long.toString(holder.pid()), "root", folder.toString());
    }

    /** Takes every byte that is free. */
    void fill() throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(seen()).getUsableSpace() >= BLOCK) {
                throw full;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return seen().resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            if (!holder.waitFor(10, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
