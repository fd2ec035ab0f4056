package io.segmenta.platform;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    /** Returns when that time has passed. */
    void sleep(Duration duration);

    /**
     * By the clock on the wall.
     *
     * @throws IllegalStateException when the thread is interrupted, which stays so
     */
    static void real(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
