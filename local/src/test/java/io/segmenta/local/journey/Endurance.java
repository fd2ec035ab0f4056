package io.segmenta.local.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long the tests of endurance take, by system properties, and the report that they leave. */
final class Endurance {
    private final Path file;
    private final List<String> lines = new ArrayList<>();

    /** @param name of the report, {@code target/endure/<name>.md} */
    Endurance(String name, String... head) throws IOException {
        this.file = Files.createDirectories(Path.of("target", "endure")).resolve(name + ".md");
        lines.addAll(List.of(head));
    }

    /** A number that the command sets, or the one of every build. */
    static int number(String name, int ofEveryBuild) {
        return Integer.getInteger("segmenta.endure." + name, ofEveryBuild);
    }

    /** Draws other moments by another seed. */
    static long seed() {
        return Long.getLong("segmenta.endure.seed", 1);
    }

    /** Adds a line and writes what there is, so that a run that is ended tells how far it came. */
    void line(String line) throws IOException {
        lines.add(line);
        Files.write(file, lines);
    }
}
