package io.segmenta.local.stack.lambda;

import io.segmenta.local.stack.template.FunctionPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls of one function. */
interface Calls {
    FunctionPlan plan();

    /**
     * Calls the function in the process that is free first.
     *
     * @param patience how long to wait for a free process
     * @return empty when none became free in time or there will be none any more
     */
    CompletableFuture<Optional<Outcome>> invoke(String requestId, byte[] payload, Duration patience);
}
