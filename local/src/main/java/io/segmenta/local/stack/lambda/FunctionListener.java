package io.segmenta.local.stack.lambda;

import java.time.Duration;

/** Hears of calls of functions; calls come from many threads and must return at once. */
public interface FunctionListener {

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
}
