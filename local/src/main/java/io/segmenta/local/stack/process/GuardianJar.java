package io.segmenta.local.stack.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The {@link Guardian} in a jar of its own: an archive of classes holds those of jars alone. */
final class GuardianJar {

    private GuardianJar() {}

    /**
     * The jar in the folder, written unless it is there: the same name and bytes for the same class, so that stacks
     * which write it at once do not disturb each other.
     */
    static Path in(Path folder) throws IOException {
        byte[] classFile;
        try (InputStream in = Guardian.class.getResourceAsStream("Guardian.class")) {
            classFile = in.readAllBytes();
        }
        CRC32 crc = new CRC32();
        crc.update(classFile);
        Path jar = folder.resolve("guardian-" + HexFormat.of().toHexDigits(crc.getValue(), 8) + ".jar");
        if (Files.notExists(jar)) {
            Path fresh = Files.createTempFile(Files.createDirectories(folder), "guardian-", ".unfinished");
            try {
                Files.write(fresh, packed(classFile));
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        return jar.toAbsolutePath();
    }

    private static byte[] packed(byte[] classFile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(Guardian.class.getName().replace('.', '/') + ".class");
            entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(classFile);
        }
        return bytes.toByteArray();
    }
}
