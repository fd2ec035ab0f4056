package io.segmenta.local.stack.secrets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.access.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The key under which this machine hashes customers' identifiers: a file in the folder of the stack that nobody else
 * may read (0600), drawn once and kept, for without it no hash is ever recognised again.
 */
public final class IdentifierKey {
    private static final String FILE = "identifier-key.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private IdentifierKey() {}

    /** The content of the secret, read from its file, which is made when there is none. */
    public static Map<String, Object> read(Path stateDir) {
        Path file = stateDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                draw(stateDir, file);
            }
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the identifiers' key cannot be read: " + file, e);
        }
    }

    private static void draw(Path stateDir, Path file) throws IOException {
        Path fresh = Files.createTempFile(stateDir, FILE, ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(fresh, JSON.writeValueAsBytes(Map.of("version", 1, "key",
                    AccessKey.draw().secret() + AccessKey.draw().secret())));
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException drawnMeanwhile) {
            return;
        } finally {
            Files.delete(fresh);
        }
    }
}
