package io.segmenta;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * Every library that is shipped (in the archives of the functions, the serving program and the command line) has the
 * SHA-256 that {@code .mvn/checksums} holds. Maven 3.9 checks the same of all that it resolves, older ones do not.
 */
class ChecksumsIT {
    private static final Path PROJECT = Path.of("..");

    @Test
    void everyLibraryThatIsShipped_hasItsChecksum() throws IOException {
        Map<String, String> known;
        try (Stream<String> lines = Files.lines(PROJECT.resolve(".mvn/checksums/checksums.sha256"))) {
            known = lines.map(line -> line.split(" +", 2)).collect(Collectors.toMap(
                    line -> line[1].substring(line[1].lastIndexOf('/') + 1), line -> line[0], (one, other) -> one));
        }
        Map<String, String> shipped = new TreeMap<>();
        folder(PROJECT.resolve("local/target/lib"), shipped);
        folder(PROJECT.resolve("serving/target/lib"), shipped);
        for (String function : new String[] {"training", "registration", "deployment", "inference", "migration",
                "scoring", "api", "monitoring", "privacy", "repetition"}) {
            archive(PROJECT.resolve("functions").resolve(function)
                    .resolve("target/segmenta-" + function + "-function.zip"), shipped);
        }
        shipped.keySet().removeIf(name -> name.startsWith("segmenta-"));

        assertThat(shipped).hasSizeGreaterThan(50);
        assertThat(known).containsAllEntriesOf(shipped);
    }

    private static void folder(Path folder, Map<String, String> found) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(file -> {
                try {
                    found.put(file.getFileName().toString(), Sha256.of(Files.readAllBytes(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static void archive(Path archive, Map<String, String> found) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> one.getName().endsWith(".jar")).toList()) {
                try (InputStream content = zip.getInputStream(entry)) {
                    String name = entry.getName();
                    found.put(name.substring(name.lastIndexOf('/') + 1), Sha256.of(content.readAllBytes()));
                }
            }
        }
    }
}
