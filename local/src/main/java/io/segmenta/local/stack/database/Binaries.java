package io.segmenta.local.stack.database;

import io.segmenta.local.stack.files.DurableFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once for all servers of this machine. */
final class Binaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private Binaries() {}

    /**
     * Unpacks the programs unless they are there. Several processes may do so at once: each unpacks for itself, and the
     * first to end has its folder kept.
     *
     * @param folder created if missing
     * @return the folder that holds {@code bin}
     */
    static Path unpack(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Path unpacked = root.resolve("postgresql-" + digest().substring(0, 16));
        if (Files.exists(unpacked)) {
            return unpacked;
        }
        Files.createDirectories(root);
        Path fresh = Files.createTempDirectory(root, "unpacking-");
        try {
            extract(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, unpacked);
        } catch (IOException e) {
            DurableFiles.deleteTree(fresh);
            if (Files.notExists(unpacked)) {
                throw e;
            }
        }
        return unpacked;
    }

    private static void extract(Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException(ARCHIVE + " holds " + entry.getName() + ", which lies outside of it");
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String digest() throws IOException {
        try (DigestInputStream in = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream archive() throws IOException {
        InputStream in = Binaries.class.getResourceAsStream(ARCHIVE);
        if (in == null) {
            throw new FileNotFoundException("the class path does not hold PostgreSQL's programs for Linux on x86-64");
        }
        return in;
    }
}
