package io.segmenta.local.journey;

import java.nio.file.Path;

/** Where things are while tests run. */
final class Project {
    private Project() {}

    /** The root of the project; tests run in the module's folder. */
    static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }

    /** The folder of real data sets; only for tests that are {@link RealData}. */
    static Path data(String file) {
        return Path.of(System.getProperty("segmenta.data")).resolve(file);
    }
}
