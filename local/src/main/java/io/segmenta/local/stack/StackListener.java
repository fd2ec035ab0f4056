package io.segmenta.local.stack;

import java.time.Duration;

/**
 * Hears what happens in a {@link LocalStack}. Calls come from many threads, at any time between start and close; they
 * must return at once and must not throw.
 */
public interface StackListener {

    /** Hears nothing. */
    StackListener NONE = new StackListener() {
    };

    /** An object was written to a bucket. */
    default void objectCreated(String bucket, String key, long size) {}

    /**
     * A function is about to be called.
     *
     * @param function the logical id in the template, for example {@code TrainingFunction}
     * @param attempt 1 for the first
     */
    default void functionInvoked(String function, String requestId, int attempt) {}

    /** A function has answered; {@code response} is its JSON. */
    default void functionFinished(String function, String requestId, Duration duration, String response) {}

    /**
     * A call of a function has failed.
     *
     * @param error the error's type and message
     * @param last false when the call is tried again
     */
    default void functionFailed(String function, String requestId, String error, boolean last) {}

    /** A line that a function wrote to its log. */
    default void functionLog(String function, String line) {}

    /** A line that the serving program of an endpoint wrote to its log. */
    default void endpointLog(String endpoint, String line) {}

    /**
     * An endpoint changed its state.
     *
     * @param status as SageMaker names it, for example {@code InService}
     * @param detail the failure reason, or empty
     */
    default void endpointChanged(String endpoint, String status, String detail) {}

    /** A model package was created or its approval changed; {@code status} as SageMaker names it. */
    default void modelPackageChanged(String group, int version, String status) {}
}
