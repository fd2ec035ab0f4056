package io.segmenta.simulation;

import io.segmenta.local.stack.lambda.SimulatedQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The local stack's queue of asynchronous calls on a disk that may be full and a machine that may die at any step. What
 * was accepted ends: its record, of success or of the last failure, is where it belongs, nothing lies on the disk any
 * more, and the function was called no more often than Lambda would, but for what a crash or a full disk made forget.
 */
final class QueueHistory implements History {
    private static final Path FOLDER = Path.of("/events");
    private static final int MOST_FAULTS = 6;
    private static final int LONGEST = 10_000;

    private final Choices choices;
    private final boolean tracing;
    private final VirtualClock clock = new VirtualClock();
    private final SimulatedDisk disk;
    private final List<Runnable> later = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final List<String> trace = new ArrayList<>();
    private int faults;
    private int events;
    private int numbers;
    private int steps;
    private SimulatedQueue queue;

    QueueHistory(Choices choices, boolean tracing) {
        this.choices = choices;
        this.tracing = tracing;
        this.disk = new SimulatedDisk(choices, this::fault);
        this.events = 1 + choices.next(4);
    }

    @Override
    public void run() {
        begin();
        while (events > 0 || disk.count() > 0) {
            Violation.unless(++steps < LONGEST, "the queue does not come to rest");
            try {
                if (!step() && events == 0) {
                    break;
                }
            } catch (Crash e) {
                trace(() -> "the machine dies");
                disk.die();
                begin();
            }
        }
        Violation.unless(ended.containsAll(accepted), "an accepted event has not ended: %s of %s", ended, accepted);
        Violation.unless(disk.count() == 0, "%d events lie on the disk, and nobody calls for them", disk.count());
        calls.forEach((event, count) -> Violation.unless(count <= 1 + SimulatedQueue.RETRIES + faults,
                "%s was called %d times", event, count));
    }

    /** A stack starts: what the one before had in memory is gone. */
    private void begin() {
        later.clear();
        queue = new SimulatedQueue(FOLDER, disk, clock, () -> ++numbers, (delay, work) -> {
            clock.advance(Duration.ofMillis(1));
            later.add(work);
        }, this::call, this::take);
        try {
            queue.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean step() {
        clock.advance(Duration.ofMillis(1));
        if (events > 0 && choices.next(2) == 0) {
            accept();
            return true;
        }
        if (!later.isEmpty() && choices.next(2) == 1) {
            later.remove(choices.next(later.size())).run();
            return true;
        }
        try {
            if (queue.handleNext()) {
                return true;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!later.isEmpty()) {
            later.removeFirst().run();
            return true;
        }
        return false;
    }

    private void accept() {
        String event = "event-" + events--;
        try {
            queue.accept(event);
            accepted.add(event);
            trace(() -> event + " is accepted");
        } catch (IOException refused) {
            // Whoever sent it is told.
            trace(() -> event + " is refused: " + refused.getMessage());
        }
    }

    private boolean call(String event) {
        calls.merge(event, 1, Integer::sum);
        boolean succeeds = choices.next(2) == 0;
        trace(() -> event + " is called, and " + (succeeds ? "succeeds" : "fails"));
        if (fault(2)) {
            throw new Crash();
        }
        return succeeds;
    }

    /** The record is written where it belongs, which needs the disk as well. */
    private void take(String event, boolean succeeded) throws IOException {
        if (fault(1)) {
            throw new IOException("no space left on device");
        }
        trace(() -> "the record of " + event + " is written: " + (succeeded ? "succeeded" : "failed"));
        ended.add(event);
    }

    private boolean fault(int which) {
        if (faults < MOST_FAULTS && choices.rarely(12, 1) == 1) {
            faults++;
            trace(() -> which == 1 ? "** the disk is full" : "** the machine is about to die");
            return true;
        }
        return false;
    }

    private void trace(Supplier<String> line) {
        if (tracing) {
            trace.add(clock.instant() + "  " + line.get());
        }
    }

    @Override
    public Choices choices() {
        return choices;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public int faults() {
        return faults;
    }

    @Override
    public List<String> trace() {
        return trace;
    }
}
