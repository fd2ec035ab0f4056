package io.segmenta.local.stack.process;

import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file with the loaded and linked classes of a program, which a later process of the same class path starts from.
 * <p>
 * Java makes it at the end of a process and checks it at the start of another: one that was made by another Java or
 * from other jars is passed over, and the process starts as if there were none. Its name says what it was made of, so
 * that whatever would be passed over is made anew. It appears whole or not at all, and at most one process on the
 * machine makes it.
 */
final class ClassArchive {

    private static final String PREFIX = "classes-";
    private static final String SUFFIX = ".jsa";
    private static final String UNFINISHED = ".unfinished";
    private static final String LOCK = "classes.lock";
    /** The tests of a build and its command line have different class paths. */
    private static final int MOST_KEPT = 2;
    /** What Java says of an archive that it does not use; the process starts without. */
    private static final List<String> SILENT = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    /** Folders that this Java process makes archives in: two locks of one process on one file would end each other. */
    private static final Set<Path> MAKING = ConcurrentHashMap.newKeySet();

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /**
     * The archive of a class path.
     *
     * @param folder for archives of this program alone
     * @param classPath jars, none of which is written to any more
     */
    static ClassArchive of(Path folder, List<Path> classPath) throws IOException {
        StringBuilder origin = new StringBuilder(System.getProperty("java.home")).append('\n')
                .append(System.getProperty("java.vm.version")).append('\n');
        for (Path jar : classPath) {
            origin.append(jar.toAbsolutePath()).append(' ').append(Files.size(jar)).append(' ')
                    .append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
        }
        return new ClassArchive(folder.toAbsolutePath().normalize()
                .resolve(PREFIX + sha256(origin.toString()).substring(0, 16) + SUFFIX));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Options of a process that starts from the archive. */
    List<String> reading() {
        return options("-XX:SharedArchiveFile=" + file);
    }

    private static List<String> options(String first) {
        return List.of(first, "-Xshare:auto", SILENT.getFirst(), SILENT.getLast());
    }

    /** Deletes the archive: what started from it did not come up. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Begins to make the archive, unless it is there, another process makes it, or nothing can be written here. */
    Optional<Making> make() {
        if (!MAKING.add(file.getParent())) {
            return Optional.empty();
        }
        Optional<Making> making = Optional.empty();
        try {
            making = locked();
        } catch (IOException | OverlappingFileLockException notWritable) {
            // A program that starts slowly is better than none.
            making = Optional.empty();
        } finally {
            if (making.isEmpty()) {
                MAKING.remove(file.getParent());
            }
        }
        return making;
    }

    private Optional<Making> locked() throws IOException {
        FileChannel lock = FileChannel.open(file.resolveSibling(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null && !exists()) {
                deleteUnfinished();
                return Optional.of(new Making(lock));
            }
        } catch (IOException | OverlappingFileLockException e) {
            lock.close();
            throw e;
        }
        lock.close();
        return Optional.empty();
    }

    /** Deletes what killed stacks have left; the lock is held, so nobody makes an archive here now. */
    private void deleteUnfinished() throws IOException {
        for (Path left : DurableFiles.list(file.resolveSibling(""), SUFFIX + UNFINISHED)) {
            Files.deleteIfExists(left);
        }
    }

    private void deleteOldest() throws IOException {
        List<Path> newestFirst = DurableFiles.list(file.resolveSibling(""), SUFFIX).stream()
                .sorted(Comparator.comparingLong((Path one) -> one.toFile().lastModified()).reversed()).toList();
        for (Path old : newestFirst.subList(Math.min(MOST_KEPT, newestFirst.size()), newestFirst.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The right to make the archive, for one process; it ends with {@link #keep} or {@link #discard}. */
    final class Making {

        private final FileChannel lock;
        private final Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        private boolean ended;

        private Making(FileChannel lock) {
            this.lock = lock;
        }

        /** Options of the process that makes the archive when it ends. */
        List<String> writing() {
            return options("-XX:ArchiveClassesAtExit=" + unfinished);
        }

        /** Puts what the process has written in the archive's place. */
        synchronized void keep() throws IOException {
            if (ended) {
                return;
            }
            try {
                if (Files.exists(unfinished)) {
                    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                    deleteOldest();
                }
            } finally {
                release();
            }
        }

        /** Deletes what the process may have written. */
        synchronized void discard() throws IOException {
            if (ended) {
                return;
            }
            try {
                Files.deleteIfExists(unfinished);
            } finally {
                release();
            }
        }

        private void release() throws IOException {
            ended = true;
            lock.close();
            MAKING.remove(file.getParent());
        }
    }
}
