package io.segmenta.local.cli;

import io.segmenta.model.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What changes with whatever is deployed. SAM publishes a new version of a function when this word changes; from the
 * text of the template alone it cannot see that a parameter has another value.
 */
final class Release {
    private static final int LENGTH = 32;

    private Release() {}

    /**
     * A hash of every function's archive and of all parameters.
     *
     * @param parameters as {@code NAME=VALUE}, in any order
     */
    static String of(Path projectDir, Collection<String> parameters) throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Path archive : archives(projectDir.resolve("functions"))) {
            add(digest, archive.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            add(digest, digestOf(archive));
        }
        parameters.stream().sorted().forEach(text -> add(digest, text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }

    private static List<Path> archives(Path functions) throws IOException {
        if (!Files.isDirectory(functions)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(functions, 3,
                (file, attributes) -> file.getFileName().toString().endsWith("-function.zip"))) {
            return files.sorted().toList();
        }
    }

    private static byte[] digestOf(Path file) throws IOException {
        return Sha256.digest().digest(Files.readAllBytes(file));
    }

    /** With its length before it, so that no two lists of parts give the same bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(part);
    }
}
