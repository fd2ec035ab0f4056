package io.segmenta.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample events in the root's {@code events/}, for tests run from a module of {@code functions/}. */
public final class Events {
    /** The bucket that the sample events name. */
    public static final String BUCKET = "segmenta-123456789012-us-east-1";

    private Events() {}

    public static String text(String name) {
        try {
            return Files.readString(Path.of("..", "..", "events", name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
