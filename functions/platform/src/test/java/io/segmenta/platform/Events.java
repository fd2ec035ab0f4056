package io.segmenta.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sample events in the root's {@code events/}, for tests run from a module of {@code functions/}. */
public final class Events {
    /** The bucket that the sample events name. */
    public static final String BUCKET = "segmenta-123456789012-us-east-1";

    private static final Path FOLDER = Path.of("..", "..", "events");

    private Events() {}

    /** The names of a function's samples, without the ending. */
    public static List<String> of(String function) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(function + "-") && name.endsWith(".json"))
                    .map(name -> name.replace(".json", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
