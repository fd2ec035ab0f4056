package io.segmenta.local.cli;

import java.util.concurrent.TimeUnit;

/** Waits between two looks at something another process does. */
final class Pause {
    private static final long BRIEF_MILLIS = 150;

    private Pause() {}

    static void brief() {
        of(BRIEF_MILLIS);
    }

    static void of(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted");
        }
    }
}
