package io.segmenta.local.stack.lambda;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Limits of waiting. Unlike {@link CompletableFuture#completeOnTimeout}, which wakes a thread for every limit set and
 * lifted, a limit that is not reached costs a place in a queue.
 */
public final class Deadlines {

    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("deadlines").factory());

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
    }

    private Deadlines() {}

    /**
     * Completes the future with the value when the limit passes before.
     *
     * @return the same future
     */
    public static <T> CompletableFuture<T> within(CompletableFuture<T> future, Duration limit, T otherwise) {
        if (!future.isDone()) {
            Future<?> passed = CLOCK.schedule(() -> Thread.ofVirtual().start(() -> future.complete(otherwise)),
                    limit.toMillis(), TimeUnit.MILLISECONDS);
            var _ = future.whenComplete((value, failure) -> passed.cancel(false));
        }
        return future;
    }
}
