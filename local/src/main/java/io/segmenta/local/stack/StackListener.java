package io.segmenta.local.stack;

import io.segmenta.local.stack.lambda.FunctionListener;

/**
 * Hears what happens in a {@link LocalStack}. Calls come from many threads, at any time between start and close; they
 * must return at once and must not throw.
 */
public interface StackListener extends FunctionListener {

    /** Hears nothing. */
    StackListener NONE = new StackListener() {
    };

    /** An object was written to a bucket. */
    default void objectCreated(String bucket, String key, long size) {}

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
