package io.segmenta.deployment;

import java.time.Duration;

/** Lets time pass. */
interface Pause {
    void sleep(Duration duration);

    /** By the clock on the wall. */
    static void real(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
