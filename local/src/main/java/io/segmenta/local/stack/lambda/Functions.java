package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.process.Processes;
import io.segmenta.local.stack.template.FunctionPlan.Destination;
import io.segmenta.local.stack.template.FunctionPlan.ToFunction;
import io.segmenta.local.stack.template.FunctionPlan.ToQueue;
import io.segmenta.local.stack.template.FunctionPlan;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of the template: called at once, or from a queue that survives a crash, with retries and destinations.
 */
public final class Functions implements AutoCloseable {

    /** Processes of one function at the same time; further calls wait. */
    public static final int CONCURRENCY = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final Map<String, FunctionPool> pools = new LinkedHashMap<>();
    private final Map<String, EventQueue> queues = new LinkedHashMap<>();
    private final DeadLetters deadLetters;
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("retries").factory());

    /**
     * How functions run.
     *
     * @param stateDir queues, logs, dead letters and unpacked archives lie in folders of it
     * @param retryDelay before the first retry, doubled for each further one
     * @param environment asked when a process starts
     * @param rights asked when Lambda does something for a function
     */
    public record Settings(Path stateDir, String account, String region, Duration retryDelay,
            ServiceEnvironment environment, Rights rights) {

        /** Settings under which every function may do everything. */
        public Settings(Path stateDir, String account, String region, Duration retryDelay,
                UnaryOperator<Map<String, String>> environment) {
            this(stateDir, account, region, retryDelay, (function, template) -> environment.apply(template),
                    (function, action, resource) -> true);
        }
    }

    /** What a function is told of the services of this machine. */
    @FunctionalInterface
    public interface ServiceEnvironment {

        /** From the variables of a function in the template to those that hold here. */
        Map<String, String> of(String function, Map<String, String> template);
    }

    /** What the roles of functions allow. */
    @FunctionalInterface
    public interface Rights {

        /** Whether the role of a function allows an action on a resource. */
        boolean permit(String function, String action, String resource);
    }

    /** Prepares the functions; nothing runs before {@link #start}, but events are accepted. */
    public Functions(SystemPlan plan, Settings settings, Processes processes, FunctionListener listener)
            throws IOException {
        this.settings = settings;
        this.deadLetters = new DeadLetters(DeadLetters.folder(settings.stateDir()));
        FunctionLauncher launcher = new FunctionLauncher(settings.stateDir().resolve("functions"), processes,
                settings.environment());
        for (FunctionPlan function : plan.functions()) {
            LogFile log = new LogFile(settings.stateDir().resolve("logs").resolve(function.id() + ".log"),
                    line -> listener.functionLog(function.id(), line));
            FunctionPool pool = new FunctionPool(function, arn(function), CONCURRENCY, launcher, log);
            pools.put(function.id(), pool);
            Path events = Files.createDirectories(settings.stateDir().resolve("events").resolve(function.id()));
            EventQueue queue = new EventQueue(pool, events, settings.retryDelay(), Machine.real(clock), listener,
                    new Delivery());
            queue.loadLeftovers();
            queues.put(function.id(), queue);
        }
    }

    /** Begins to call functions for accepted events. */
    public void start() {
        queues.values().forEach(queue -> queue.start(CONCURRENCY));
    }

    /**
     * Starts a process of functions before it is needed, in the background and one after the other in the order of the
     * template, so that the first of a file's way does not share the processors with those that come later.
     *
     * @param wanted their names in the template
     */
    public void warm(Set<String> wanted) {
        Thread.ofVirtual().name("warm").start(() -> {
            try {
                for (Map.Entry<String, FunctionPool> pool : pools.entrySet()) {
                    if (wanted.contains(pool.getKey())) {
                        pool.getValue().warm();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Accepts an event for an asynchronous call and returns its request id when it is safe on disk. */
    public String submit(String function, JsonNode event) throws IOException {
        String requestId = UUID.randomUUID().toString();
        submit(function, event, requestId);
        return requestId;
    }

    /** Accepts an event for an asynchronous call of the given request id. */
    public void submit(String function, JsonNode event, String requestId) throws IOException {
        EventQueue queue = queues.get(function);
        if (queue == null) {
            throw new IllegalArgumentException("the template has no function " + function);
        }
        queue.accept(requestId, event);
    }

    /**
     * Calls a function.
     *
     * @param patience how long to wait for a free process
     * @return empty when no process became free in time; what follows must not wait on its thread
     */
    public CompletableFuture<Optional<Outcome>> invoke(String function, String requestId, byte[] payload,
            Duration patience) {
        FunctionPool pool = pools.get(function);
        if (pool == null) {
            throw new IllegalArgumentException("the template has no function " + function);
        }
        return pool.invoke(requestId, payload, patience);
    }

    /** The logical id of the function with this name, ARN or logical id; a qualifier after it is dropped. */
    public Optional<String> idOf(String nameOrArn) {
        for (FunctionPool pool : pools.values()) {
            FunctionPlan plan = pool.plan();
            for (String known : List.of(plan.name(), plan.id(), arn(plan))) {
                if (nameOrArn.equals(known) || nameOrArn.startsWith(known + ":")) {
                    return Optional.of(plan.id());
                }
            }
        }
        return Optional.empty();
    }

    private String arn(FunctionPlan function) {
        return "arn:aws:lambda:" + settings.region() + ":" + settings.account() + ":function:" + function.name();
    }

    @Override
    public void close() {
        queues.values().forEach(EventQueue::close);
        clock.shutdownNow();
        pools.values().parallelStream().forEach(FunctionPool::close);
    }

    /** Sends records of ended calls where the template says. */
    private final class Delivery implements EventQueue.Destinations {

        @Override
        public void succeeded(FunctionPlan plan, QueuedEvent event, Outcome.Success outcome) throws IOException {
            if (plan.onSuccess().isPresent()) {
                send(plan, plan.onSuccess().get(), event, envelope(plan, event, "Success", outcome));
            }
        }

        @Override
        public void failed(FunctionPlan plan, QueuedEvent event, String condition, Outcome outcome)
                throws IOException {
            if (plan.onFailure().isPresent()) {
                send(plan, plan.onFailure().get(), event, envelope(plan, event, condition, outcome));
            }
            if (plan.deadLetters().isPresent()) {
                JsonNode error = JSON.readTree(outcome.payload());
                deadLetters.send(plan.deadLetters().get().id(), EventQueue.derived(event.requestId(), "dead-letter"),
                        event.payload().toString(), Map.of("RequestID", event.requestId(), "ErrorCode", "200",
                                "ErrorMessage", error.path("errorMessage").asText()));
            }
        }

        private void send(FunctionPlan plan, Destination destination, QueuedEvent event, ObjectNode envelope)
                throws IOException {
            String id = EventQueue.derived(event.requestId(), "destination");
            if (!mayReach(plan, destination)) {
                // As on AWS, where only a metric tells of it.
                LOG.error("the role of {} may not reach its destination {}: the result is lost", plan.id(),
                        destination.id());
                return;
            }
            switch (destination) {
                case ToFunction function -> submit(function.id(), envelope, id);
                case ToQueue queue -> deadLetters.send(queue.id(), id, envelope.toString(), Map.of());
            }
        }

        private boolean mayReach(FunctionPlan plan, Destination destination) {
            return switch (destination) {
                case ToFunction function -> settings.rights().permit(plan.id(), "lambda:InvokeFunction",
                        arn(Objects.requireNonNull(pools.get(function.id()), "no such function").plan()));
                case ToQueue queue -> settings.rights().permit(plan.id(), "sqs:SendMessage",
                        "arn:aws:sqs:" + settings.region() + ":" + settings.account() + ":" + queue.id());
            };
        }

        private ObjectNode envelope(FunctionPlan plan, QueuedEvent event, String condition, Outcome outcome)
                throws IOException {
            ObjectNode envelope = JSON.createObjectNode().put("version", "1.0").put("timestamp",
                    Instant.now().toString());
            envelope.putObject("requestContext").put("requestId", event.requestId())
                    .put("functionArn", arn(plan) + ":$LATEST").put("condition", condition)
                    .put("approximateInvokeCount", event.attempts());
            envelope.set("requestPayload", event.payload());
            ObjectNode context = envelope.putObject("responseContext").put("statusCode", 200).put("executedVersion",
                    "$LATEST");
            if (outcome instanceof Outcome.Failure) {
                context.put("functionError", "Unhandled");
            }
            String text = new String(outcome.payload(), StandardCharsets.UTF_8);
            envelope.set("responsePayload", text.isEmpty() ? JSON.nullNode() : JSON.readTree(text));
            return envelope;
        }
    }
}
