package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.template.FunctionPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous calls of one function. An accepted event lies on disk until its call has succeeded or been given up
 * and its destination has it; what a crash leaves is called again with the same request id.
 */
final class EventQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final Calls calls;
    private final Path folder;
    private final Duration retryDelay;
    private final Machine machine;
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

    /** @param folder that is there */
    EventQueue(Calls calls, Path folder, Duration retryDelay, Machine machine, FunctionListener listener,
            Destinations destinations) {
        this.calls = calls;
        this.folder = folder;
        this.retryDelay = retryDelay;
        this.machine = machine;
        this.listener = listener;
        this.destinations = destinations;
    }

    /** Writes the event down; it will be called after {@link #start}. */
    void accept(String requestId, JsonNode payload) throws IOException {
        String name = String.format("%013d-%06d-%s.json", machine.clock().millis(),
                machine.counter().getAsLong(), requestId);
        QueuedEvent event = new QueuedEvent(folder.resolve(name), requestId, machine.clock().instant(), 0, payload);
        event.write(machine.disk());
        waiting.add(event);
    }

    /** Takes up what an earlier stack left, before anything new is accepted. */
    void loadLeftovers() throws IOException {
        for (Path file : DurableFiles.list(machine.disk(), folder, ".json")) {
            waiting.add(QueuedEvent.read(machine.disk(), file));
        }
    }

    /** Begins to call. */
    void start(int concurrency) {
        for (int i = 0; i < concurrency; i++) {
            workers.add(machine.hands().loop("events-" + calls.plan().id() + "-" + i, this::work));
        }
    }

    private void work() {
        while (!closed) {
            try {
                handle(waiting.take());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Calls for the next event, if one waits: what a worker does, again and again. False when none waits. */
    boolean handleNext() throws InterruptedException {
        QueuedEvent next = waiting.poll();
        if (next != null) {
            handle(next);
        }
        return next != null;
    }

    private void handle(QueuedEvent event) throws InterruptedException {
        try {
            call(event);
        } catch (IOException | RuntimeException e) {
            // Closing interrupts reads and writes half-way; then the next start takes the event up from disk.
            if (!closed) {
                LOG.error("{}: an event could not be handled; it is called again", calls.plan().id(), e);
                machine.hands().later(retryDelay, () -> waiting.add(event));
            }
        }
    }

    private Optional<Outcome> invoke(QueuedEvent event) throws InterruptedException {
        try {
            return calls.invoke(event.requestId(), event.payload().toString().getBytes(StandardCharsets.UTF_8),
                    calls.plan().maximumAge()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void call(QueuedEvent event) throws IOException, InterruptedException {
        FunctionPlan plan = calls.plan();
        if (machine.clock().instant().isAfter(event.acceptedAt().plus(plan.maximumAge()))) {
            giveUp(event, "EventAgeExceeded", RuntimeApi.failure("EventAgeExceeded", "the event became too old"));
            return;
        }
        listener.functionInvoked(plan.id(), event.requestId(), event.attempts() + 1);
        Instant begun = machine.clock().instant();
        Optional<Outcome> outcome = invoke(event);
        if (closed && (outcome.isEmpty() || outcome.get() instanceof Outcome.Failure)) {
            return;
        } else if (outcome.isEmpty()) {
            // No process became free in the time that an event may wait; it is given up when it is taken again.
            waiting.add(event);
            return;
        }
        QueuedEvent tried = event.failedOnce();
        switch (outcome.get()) {
            case Outcome.Success success -> {
                destinations.succeeded(plan, tried, success);
                machine.disk().delete(event.file());
                listener.functionFinished(plan.id(), event.requestId(),
                        Duration.between(begun, machine.clock().instant()),
                        new String(success.payload(), StandardCharsets.UTF_8));
            }
            case Outcome.Failure failure -> {
                boolean last = tried.attempts() > plan.retries();
                if (last) {
                    giveUp(tried, "RetriesExhausted", failure);
                } else {
                    note(tried);
                    Duration delay = retryDelay.multipliedBy(1L << (tried.attempts() - 1));
                    machine.hands().later(delay, () -> waiting.add(tried));
                    listener.functionFailed(plan.id(), event.requestId(), failure.errorType() + ": "
                            + failure.message(), false);
                }
            }
        }
    }

    /** On a full disk the event goes on with the number of its attempts in memory alone. */
    private void note(QueuedEvent tried) {
        try {
            tried.write(machine.disk());
        } catch (IOException e) {
            LOG.error("{}: a failed attempt could not be noted", calls.plan().id(), e);
        }
    }

    private void giveUp(QueuedEvent event, String condition, Outcome.Failure failure) throws IOException {
        destinations.failed(calls.plan(), event, condition, failure);
        machine.disk().delete(event.file());
        listener.functionFailed(calls.plan().id(), event.requestId(), failure.errorType() + ": " + failure.message(),
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
