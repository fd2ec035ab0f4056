package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.node.TextNode;
import io.segmenta.local.stack.files.Disk;
import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The queue of the local stack on another machine. */
public final class SimulatedQueue {
    /** How often the function is called again. */
    public static final int RETRIES = 2;

    /** Held, or the setting is forgotten: that the disk is full would be told some thousand times. */
    private static final Logger QUIET = Logger.getLogger(EventQueue.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    private final EventQueue queue;

    /** Where records of ended calls go. */
    public interface Records {
        /** Takes the record of a call that ended for good. */
        void take(String requestId, boolean succeeded) throws IOException;
    }

    /**
     * As a stack makes it at its start.
     *
     * @param function whether a call with this request id succeeds
     */
    public SimulatedQueue(Path folder, Disk disk, InstantSource clock, LongSupplier counter,
            BiConsumer<Duration, Runnable> later, Predicate<String> function, Records records) {
        Machine machine = new Machine(disk, clock, counter, new Machine.Hands() {
            @Override
            public Thread loop(String name, Runnable loop) {
                throw new IllegalStateException("whoever simulates a queue calls for its events");
            }

            @Override
            public void later(Duration delay, Runnable work) {
                later.accept(delay, work);
            }
        });
        this.queue = new EventQueue(calls(folder, function), folder, Duration.ofSeconds(1), machine,
                new FunctionListener() {
                }, new EventQueue.Destinations() {
                    @Override
                    public void succeeded(FunctionPlan plan, QueuedEvent event, Outcome.Success outcome)
                            throws IOException {
                        records.take(event.requestId(), true);
                    }

                    @Override
                    public void failed(FunctionPlan plan, QueuedEvent event, String condition, Outcome outcome)
                            throws IOException {
                        records.take(event.requestId(), false);
                    }
                });
    }

    private static Calls calls(Path folder, Predicate<String> function) {
        FunctionPlan plan = new FunctionPlan("Function", "function", "handler", folder, 1024, Duration.ofSeconds(60),
                "x86_64", Map.of(), false, false, RETRIES, Duration.ofHours(6), Optional.empty(), Optional.empty(),
                Optional.empty());
        return new Calls() {
            @Override
            public FunctionPlan plan() {
                return plan;
            }

            @Override
            public CompletableFuture<Optional<Outcome>> invoke(String requestId, byte[] payload, Duration patience) {
                byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
                return CompletableFuture.completedFuture(Optional.of(function.test(requestId)
                        ? new Outcome.Success(answer)
                        : new Outcome.Failure("Error", "it failed", answer)));
            }
        };
    }

    /** Takes up what lies on the disk. */
    public void load() throws IOException {
        queue.loadLeftovers();
    }

    /** Accepts an event. */
    public void accept(String requestId) throws IOException {
        queue.accept(requestId, TextNode.valueOf("event"));
    }

    /** Calls for one event; false when none waits. */
    public boolean handleNext() throws InterruptedException {
        return queue.handleNext();
    }
}
