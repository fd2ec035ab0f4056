package io.segmenta.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the parts of the dashboard lie. */
final class Folder {
    static final Path HOME = Path.of("").toAbsolutePath();
    static final Path BUNDLE = HOME.resolve("dist");
    static final Path SOURCES = HOME.resolve("src");
    static final Path ROOT = HOME.getParent();

    private Folder() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder in order, by their names from there. */
    static List<String> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
