package io.segmenta.local.stack.lambda;

import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks function archives once per content, beside the archive and for all stacks of this machine. Several may do so
 * at once: each unpacks for itself, and the first to end has its folder kept.
 */
final class Archives {

    private static final Logger LOG = LoggerFactory.getLogger(Archives.class);

    private static final String CODE = "code";
    private static final String LIBRARIES = "lib";
    private static final String UNFINISHED = "unfinished-";
    private static final Path RUNNING = Path.of("/proc");

    private Archives() {}

    /**
     * The content of an archive.
     *
     * @param code what Lambda unpacks to its task root
     * @param keep a folder for what may be kept of this content for later stacks, or empty when nothing may
     */
    record Unpacked(Path code, Optional<Path> keep) {

        /**
         * The jars under {@code lib} in the order in which the runtime interface client takes them, or empty when the
         * archive has anything else, which its class loader alone finds.
         */
        Optional<List<Path>> jars() throws IOException {
            List<Path> jars = DurableFiles.list(code.resolve(LIBRARIES), ".jar");
            boolean nothingElse = DurableFiles.list(code, "").equals(List.of(code.resolve(LIBRARIES)))
                    && DurableFiles.list(code.resolve(LIBRARIES), "").equals(jars);
            return nothingElse ? Optional.of(jars) : Optional.empty();
        }
    }

    /**
     * The archive's content, unpacked if it is new; folders of earlier content are deleted unless a process works in
     * them.
     *
     * @param otherwise a folder for this archive alone, used when nothing can be written beside it
     */
    static Unpacked unpacked(Path archive, Path otherwise) throws IOException {
        if (Files.notExists(archive)) {
            throw new NoSuchFileException(archive.toString(), null, "the function is not built");
        }
        String name = archive.getFileName().toString();
        Path beside = archive.toAbsolutePath().normalize().resolveSibling("unpacked")
                .resolve(name.substring(0, name.length() - (name.endsWith(".zip") ? ".zip".length() : 0)));
        String content = identity(archive);
        try {
            Path folder = unpacked(archive, beside, content);
            return new Unpacked(folder.resolve(CODE), Optional.of(folder));
        } catch (IOException notWritable) {
            LOG.debug("{} is unpacked for this stack alone", archive, notWritable);
            return new Unpacked(unpacked(archive, otherwise, content).resolve(CODE), Optional.empty());
        }
    }

    private static Path unpacked(Path archive, Path root, String content) throws IOException {
        Path folder = root.resolve(content);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path fresh = Files.createTempDirectory(Files.createDirectories(root), UNFINISHED);
        try {
            extract(archive, Files.createDirectory(fresh.resolve(CODE)));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            DurableFiles.deleteTree(fresh);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        try {
            deleteOthers(root, folder);
        } catch (IOException e) {
            LOG.debug("earlier content was left under {}", root, e);
        }
        return folder;
    }

    private static void extract(Path archive, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(archive + " holds a path outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    /** A name for what the archive holds: from the names, sizes and checksums of its entries, without unpacking it. */
    private static String identity(Path archive) throws IOException {
        StringBuilder entries = new StringBuilder();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
                ZipEntry entry = all.nextElement();
                entries.append(entry.getName()).append('\n').append(entry.getSize()).append(' ')
                        .append(entry.getCrc()).append('\n');
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(entries.toString().getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteOthers(Path root, Path kept) throws IOException {
        List<Path> inUse = directoriesOfProcesses();
        for (Path other : DurableFiles.list(root, "")) {
            if (other.getFileName().toString().startsWith(UNFINISHED)) {
                deleteAbandoned(other);
            } else if (!other.equals(kept) && inUse.stream().noneMatch(directory -> directory.startsWith(other))) {
                // Renamed first, so that nobody finds half of it under its name.
                Path gone = Files.createTempDirectory(root, UNFINISHED);
                Files.move(other, gone.resolve(CODE), StandardCopyOption.ATOMIC_MOVE);
                DurableFiles.deleteTree(gone);
            }
        }
    }

    /** What a killed stack was unpacking: nobody needs an hour for that. */
    private static void deleteAbandoned(Path unfinished) throws IOException {
        if (Files.getLastModifiedTime(unfinished).toInstant().isBefore(Instant.now().minus(Duration.ofHours(1)))) {
            DurableFiles.deleteTree(unfinished);
        }
    }

    /** Where the processes of this machine work, as far as this user may know: functions work in their code. */
    private static List<Path> directoriesOfProcesses() throws IOException {
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(RUNNING, "[0-9]*")) {
            for (Path process : processes) {
                workingDirectory(process).ifPresent(directories::add);
            }
        }
        return directories;
    }

    private static Optional<Path> workingDirectory(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("cwd")));
        } catch (IOException goneOrOfAnotherUser) {
            return Optional.empty();
        }
    }
}
