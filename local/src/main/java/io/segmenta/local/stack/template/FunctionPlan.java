package io.segmenta.local.stack.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the template.
 *
 * @param id the logical id
 * @param name the name that AWS shows
 * @param archive the packaged code
 * @param environment variables, settled
 * @param fullJit whether AWS lets it compile with both tiers: with SnapStart it does
 * @param retries how often a failed asynchronous call is tried again, 0 to 2
 * @param maximumAge after which an event is given up
 */
public record FunctionPlan(String id, String name, String handler, Path archive, int memoryMb, Duration timeout,
        String architecture, Map<String, String> environment, boolean fullJit, boolean jsonLogs, int retries,
        Duration maximumAge, Optional<Destination> onSuccess, Optional<Destination> onFailure,
        Optional<Destination> deadLetters) {

    public FunctionPlan {
        environment = Map.copyOf(environment);
    }

    /** Where the result of an asynchronous call goes. */
    public sealed interface Destination permits ToFunction, ToQueue {

        /** The logical id of what receives it. */
        String id();
    }

    /** To another function, called asynchronously. */
    public record ToFunction(String id) implements Destination {}

    /** To a queue. */
    public record ToQueue(String id) implements Destination {}
}
