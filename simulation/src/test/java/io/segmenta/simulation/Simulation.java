package io.segmenta.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many schedules, one after the other on each processor. */
final class Simulation {
    private final Kind kind;
    private final int workers;
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** A schedule that does not hold. */
    record Failure(long seed, String kind, String violation, List<Integer> decisions) {}

    /** Makes histories of one kind. */
    interface Kind {
        /**
         * The history under these decisions.
         *
         * @param tracing whether what happens is written down
         */
        History of(Choices choices, boolean tracing);
    }

    Simulation(Kind kind) {
        this(kind, Runtime.getRuntime().availableProcessors());
    }

    /** @param workers how many schedules run at the same time */
    Simulation(Kind kind, int workers) {
        this.kind = kind;
        this.workers = workers;
    }

    /** Runs the schedules of the seeds from {@code first}; stops early when as many as {@code enough} have failed. */
    List<Failure> run(long first, long count, int enough) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        CountDownLatch ended = new CountDownLatch(workers);
        for (int worker = 0; worker < workers; worker++) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (long seed = next.getAndIncrement(); seed < first + count
                            && failures.size() < enough; seed = next.getAndIncrement()) {
                        one(seed);
                    }
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        List<Failure> found = new ArrayList<>(failures);
        found.sort(Comparator.comparingLong(Failure::seed));
        return found;
    }

    private void one(long seed) {
        History schedule = kind.of(Choices.of(seed), false);
        try {
            schedule.run();
        } catch (Violation e) {
            failures.add(new Failure(seed, e.kind(), e.getMessage(), schedule.choices().made()));
        } catch (RuntimeException | Error e) {
            failures.add(new Failure(seed, e.getClass().getName(), e.toString(), schedule.choices().made()));
        }
        steps.addAndGet(schedule.steps());
        faults.addAndGet(schedule.faults());
    }

    long steps() {
        return steps.get();
    }

    long faults() {
        return faults.get();
    }

    /** The seed, what does not hold, and the shortest schedule that shows it. */
    String report(Failure failure) {
        List<Integer> shortest = new Shrinker(choices -> kind.of(choices, false), failure.kind())
                .shortest(failure.decisions());
        History shown = kind.of(Choices.given(shortest), true);
        Optional<Violation> violation = shown.violation();
        return "seed " + failure.seed() + ": " + failure.violation() + "\nshortest schedule, " + shortest.size()
                + " decisions " + shortest + ", " + shown.faults() + " faults: "
                + violation.map(Throwable::getMessage).orElse("holds") + "\n  "
                + String.join("\n  ", shown.trace());
    }
}
