package io.segmenta.local.stack.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the template describes, as far as one machine can stand in for it.
 *
 * @param queues logical ids of the queues, which hold dead letters
 * @param cors headers of the HTTP API's cross-origin answers
 */
public record SystemPlan(List<Bucket> buckets, List<FunctionPlan> functions, List<UploadTrigger> uploads,
        List<Rule> rules, List<Schedule> schedules, List<Route> routes, List<String> queues,
        List<CustomResource> customResources,
        Optional<Cors> cors) {

    public SystemPlan {
        buckets = List.copyOf(buckets);
        functions = List.copyOf(functions);
        uploads = List.copyOf(uploads);
        rules = List.copyOf(rules);
        schedules = List.copyOf(schedules);
        routes = List.copyOf(routes);
        queues = List.copyOf(queues);
        customResources = List.copyOf(customResources);
    }

    /** The function with this logical id. */
    public Optional<FunctionPlan> function(String id) {
        return functions.stream().filter(function -> function.id().equals(id)).findFirst();
    }

    /** What stands in a plan for the address of the HTTP API, which is known when it listens. */
    public static final String API_ENDPOINT = "https://http-api.invalid";

    /**
     * A bucket.
     *
     * @param id the logical id
     * @param eventBridge whether its events go to the event bus too
     * @param cors what pages of other origins may do, the first rule that fits
     */
    public record Bucket(String id, String name, boolean versioned, boolean eventBridge, List<CorsRule> cors) {

        public Bucket {
            cors = List.copyOf(cors);
        }
    }

    /**
     * What pages of some origins may do with a bucket.
     *
     * @param origins such as {@code https://shop.example}; {@code *} is every one
     * @param methods upper case
     * @param headers of requests, {@code *} is every one
     * @param exposed headers of answers that pages see
     */
    public record CorsRule(List<String> origins, List<String> methods, List<String> headers, List<String> exposed,
            int maxAge) {

        public CorsRule {
            origins = List.copyOf(origins);
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
            exposed = List.copyOf(exposed);
        }
    }

    /**
     * A bucket's notification of a function.
     *
     * @param events patterns such as {@code s3:ObjectCreated:*}
     * @param function the logical id of the function
     */
    public record UploadTrigger(String bucket, String function, List<String> events, String prefix, String suffix) {

        public UploadTrigger {
            events = List.copyOf(events);
        }

        /** Whether an event such as {@code ObjectCreated:Put} of this object is one to tell of. */
        public boolean matches(String inBucket, String event, String key) {
            return bucket.equals(inBucket) && key.startsWith(prefix) && key.endsWith(suffix)
                    && events.stream().anyMatch(pattern -> covers(pattern, "s3:" + event));
        }

        private static boolean covers(String pattern, String event) {
            return pattern.endsWith("*")
                    ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                    : event.equals(pattern);
        }
    }

    /**
     * A rule of the event bus.
     *
     * @param pattern the event pattern as plain maps, lists and scalars
     * @param input what is sent in place of the event, as JSON text, or empty for the event
     * @param function the logical id of the target
     */
    public record Rule(String id, Map<String, Object> pattern, String input, String function) {}

    /**
     * A schedule.
     *
     * @param expression {@code rate(…)} or {@code cron(…)}
     * @param input the event to send, as JSON text, or empty for the usual one
     */
    public record Schedule(String id, String expression, String input, String function) {}

    /**
     * A route of the HTTP API.
     *
     * @param method upper case, or {@code ANY}
     * @param path with parts such as {@code {id}} or {@code {proxy+}}
     * @param signed whether requests must be signed by a principal of AWS
     */
    public record Route(String method, String path, String function, boolean signed) {

        /** A route that anybody may call. */
        public Route(String method, String path, String function) {
            this(method, path, function, false);
        }
    }

    /**
     * A resource that a function makes.
     *
     * @param type as {@code Custom::CatalogueSchema}
     * @param function the logical id of the function
     * @param properties as plain maps, lists and scalars
     */
    public record CustomResource(String id, String type, String function, Map<String, Object> properties) {

        public CustomResource {
            properties = Map.copyOf(properties);
        }
    }

    /** Cross-origin settings of the HTTP API. */
    public record Cors(List<String> origins, List<String> methods, List<String> headers, int maxAge) {

        public Cors {
            origins = List.copyOf(origins);
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
        }
    }
}
