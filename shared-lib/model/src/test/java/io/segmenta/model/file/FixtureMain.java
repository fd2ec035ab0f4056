package io.segmenta.model.file;

import io.segmenta.model.SampleModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the fixture of the current format, to be run once when a format is released and never again for that format:
 * {@code java -cp <test class path> io.segmenta.model.file.FixtureMain src/test/resources/io/segmenta/model/file}.
 */
final class FixtureMain {

    static final String FORMAT_1_ID = "7d52dae5727914f8864018e22a04571a138130338ac950bb9e76a62e45e245e0";
    static final String FORMAT_1_SEGMENT = "s2";
    static final double FORMAT_1_DISTANCE = 0.2740810430164531;

    private FixtureMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Files.write(folder.resolve("model-format-" + ModelFile.FORMAT + ".tar.gz"),
                ModelFile.write(SampleModels.mixed(true, true)));
    }
}
