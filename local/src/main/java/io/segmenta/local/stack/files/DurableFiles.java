package io.segmenta.local.stack.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Steps on files after which a crash finds the old content or the new, never a part. */
public final class DurableFiles {

    /** The disk of this machine. */
    public static final Disk DISK = new RealDisk();

    private static final String UNFINISHED = ".unfinished";

    private DurableFiles() {}

    /** Writes the file whole: a neighbour is written, forced to disk and renamed. */
    public static void write(Path file, byte[] content) throws IOException {
        write(DISK, file, content);
    }

    /** As {@link #write(Path, byte[])}, on another disk. */
    public static void write(Disk disk, Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + UNFINISHED);
        disk.write(fresh, content);
        disk.move(fresh, file);
        disk.forceFolder(file.resolveSibling(""));
    }

    /** What to throw when a file of the state does not hold what was written to it. */
    public static IOException damaged(Path file, String what, Exception cause) {
        return new IOException(file + ", " + what + ", is damaged; delete it to go on without", cause);
    }

    /** The finished files of a folder that end so, by name; none when the folder is missing. */
    public static List<Path> list(Path folder, String suffix) throws IOException {
        return list(DISK, folder, suffix);
    }

    /** As {@link #list(Path, String)}, on another disk. */
    public static List<Path> list(Disk disk, Path folder, String suffix) throws IOException {
        return disk.list(folder).stream().filter(file -> file.getFileName().toString().endsWith(suffix)).sorted()
                .toList();
    }

    /** Deletes a folder with all it holds; nothing when it is missing. */
    public static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }
}
