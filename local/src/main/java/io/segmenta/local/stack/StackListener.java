package io.segmenta.local.stack;

import io.segmenta.local.stack.lambda.FunctionListener;
import io.segmenta.local.stack.sagemaker.EndpointListener;

/**
 * Hears what happens in a {@link LocalStack}. Calls come from many threads, at any time between start and close; they
 * must return at once and must not throw.
 */
public interface StackListener extends FunctionListener, EndpointListener {

    /** Hears nothing. */
    StackListener NONE = new StackListener() {
    };

    /** An object was written to a bucket. */
    default void objectCreated(String bucket, String key, long size) {}
}
