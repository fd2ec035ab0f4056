package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous calls of one function. An accepted event lies on disk until its call has succeeded or been given up
 * and its destination has it; what a crash leaves is called again with the same request id.
 */
final class EventQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final AtomicLong COUNTER = new AtomicLong();

    private final FunctionPool pool;
    private final Path folder;
    private final Duration retryDelay;
    private final ScheduledExecutorService clock;
    private final FunctionListener listener;
    private final Destinations destinations;
    private final BlockingQueue<QueuedEvent> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    /** Takes the record of a call that ended for good; returns when the record is safe. */
    interface Destinations {

        /** Takes a call that succeeded. */
        void succeeded(FunctionPlan plan, QueuedEvent event, Outcome.Success outcome) throws IOException;

        /**
         * Takes a call that failed for good.
         *
         * @param condition {@code RetriesExhausted} or {@code EventAgeExceeded}
         */
        void failed(FunctionPlan plan, QueuedEvent event, String condition, Outcome outcome) throws IOException;
    }

    EventQueue(FunctionPool pool, Path folder, Duration retryDelay, ScheduledExecutorService clock,
            FunctionListener listener, Destinations destinations) throws IOException {
        this.pool = pool;
        this.folder = Files.createDirectories(folder);
        this.retryDelay = retryDelay;
        this.clock = clock;
        this.listener = listener;
        this.destinations = destinations;
    }

    /** Writes the event down; it will be called after {@link #start}. */
    void accept(String requestId, JsonNode payload) throws IOException {
        String name = String.format("%013d-%06d-%s.json", System.currentTimeMillis(), COUNTER.incrementAndGet(),
                requestId);
        QueuedEvent event = new QueuedEvent(folder.resolve(name), requestId, Instant.now(), 0, payload);
        event.write();
        waiting.add(event);
    }

    /** Takes up what an earlier stack left, before anything new is accepted. */
    void loadLeftovers() throws IOException {
        for (Path file : DurableFiles.list(folder, ".json")) {
            waiting.add(QueuedEvent.read(file));
        }
    }

    /** Begins to call. */
    void start(int concurrency) {
        for (int i = 0; i < concurrency; i++) {
            workers.add(Thread.ofVirtual().name("events-" + pool.plan().id() + "-" + i).start(this::work));
        }
    }

    private void work() {
        while (!closed) {
            try {
                call(waiting.take());
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                // The event stays on disk: the next start takes it up. Closing interrupts reads and writes half-way.
                if (!closed) {
                    LOG.error("{}: an event could not be handled", pool.plan().id(), e);
                }
            }
        }
    }

    private Optional<Outcome> invoke(QueuedEvent event) throws InterruptedException {
        try {
            return pool.invoke(event.requestId(), event.payload().toString().getBytes(StandardCharsets.UTF_8),
                    pool.plan().maximumAge()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void call(QueuedEvent event) throws IOException, InterruptedException {
        FunctionPlan plan = pool.plan();
        if (Instant.now().isAfter(event.acceptedAt().plus(plan.maximumAge()))) {
            giveUp(event, "EventAgeExceeded", RuntimeApi.failure("EventAgeExceeded", "the event became too old"));
            return;
        }
        listener.functionInvoked(plan.id(), event.requestId(), event.attempts() + 1);
        Instant begun = Instant.now();
        Optional<Outcome> outcome = invoke(event);
        if (outcome.isEmpty() || (closed && outcome.get() instanceof Outcome.Failure)) {
            return;
        }
        QueuedEvent tried = event.failedOnce();
        switch (outcome.get()) {
            case Outcome.Success success -> {
                destinations.succeeded(plan, tried, success);
                Files.delete(event.file());
                listener.functionFinished(plan.id(), event.requestId(), Duration.between(begun, Instant.now()),
                        new String(success.payload(), StandardCharsets.UTF_8));
            }
            case Outcome.Failure failure -> {
                boolean last = tried.attempts() > plan.retries();
                if (last) {
                    giveUp(tried, "RetriesExhausted", failure);
                } else {
                    tried.write();
                    Duration delay = retryDelay.multipliedBy(1L << (tried.attempts() - 1));
                    var _ = clock.schedule(() -> waiting.add(tried), delay.toMillis(), TimeUnit.MILLISECONDS);
                    listener.functionFailed(plan.id(), event.requestId(), failure.errorType() + ": "
                            + failure.message(), false);
                }
            }
        }
    }

    private void giveUp(QueuedEvent event, String condition, Outcome.Failure failure) throws IOException {
        destinations.failed(pool.plan(), event, condition, failure);
        Files.delete(event.file());
        listener.functionFailed(pool.plan().id(), event.requestId(), failure.errorType() + ": " + failure.message(),
                true);
    }

    /** A request id that follows from another, so that a repeated step asks for the same. */
    static String derived(String requestId, String step) {
        return UUID.nameUUIDFromBytes((requestId + "|" + step).getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
    }
}
