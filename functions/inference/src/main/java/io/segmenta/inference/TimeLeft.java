package io.segmenta.inference;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How much of its time an invocation still has, asked again before each further wait. */
@FunctionalInterface
public interface TimeLeft {

    /** The function's own limit ({@code Timeout} in the template). */
    Duration FUNCTION = Duration.ofSeconds(29);

    /** Returns the time until Lambda ends the invocation; zero when it is over. */
    Duration now();

    /** As Lambda tells it; the function's whole limit when nothing does. */
    static TimeLeft of(@Nullable Context context) {
        return context == null ? () -> FUNCTION
                : () -> Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()));
    }
}
