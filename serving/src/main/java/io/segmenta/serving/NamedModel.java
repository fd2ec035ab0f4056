package io.segmenta.serving;

import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A model under what people call its segments. A thread of its own looks for another name every few seconds, so that no
 * answer waits for S3; only where all threads stood still, as they do between two requests to a serverless endpoint,
 * does the first request look itself. When the names cannot be had, answers go on with those known.
 */
final class NamedModel implements Supplier<Invocations> {
    /** Later than the thread looks, and soon enough that an edit is seen within ten seconds. */
    private static final Duration LATE = LivePointer.RECHECK.plusSeconds(3);

    private final ObjectReader store;
    private final String dataset;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Invocations current;
    private volatile long lookedAt;
    private Optional<String> etag = Optional.empty();
    private boolean failing;

    /** @param model as its file has it, which is answered with until {@link #look} finds names */
    NamedModel(Predictor model, ObjectReader store, String dataset, LongSupplier nanoTime) {
        this.current = new Invocations(model);
        this.store = store;
        this.dataset = dataset;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** The model to answer with now. */
    @Override
    public Invocations get() {
        if (nanoTime.getAsLong() - lookedAt >= LATE.toNanos()) {
            look();
        }
        return current;
    }

    /** Looks whether people call a segment otherwise, unless another thread is looking. */
    void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            if (store.find(SegmentNames.key(dataset), etag) instanceof Found.Content names) {
                take(names);
            }
            failing = false;
        } catch (IOException unavailable) {
            complain(String.valueOf(unavailable.getMessage()));
        } finally {
            lookedAt = nanoTime.getAsLong();
            looking.unlock();
        }
    }

    private void take(Found.Content names) {
        SegmentNames.readable(dataset, names.bytes()).ifPresentOrElse(
                edited -> current = new Invocations(current.predictor().edited(edited.segments())),
                () -> complain(SegmentNames.key(dataset) + " is not what it should be"));
        etag = Optional.of(names.etag());
    }

    /** Said once, not every few seconds. */
    private void complain(String why) {
        if (!failing) {
            System.err.println("the names that people gave cannot be read: " + why);
        }
        failing = true;
    }

    /** Looks again and again for as long as the program runs. */
    void keepLooking() {
        Thread.ofPlatform().daemon().name("names").start(() -> {
            try {
                while (true) {
                    Thread.sleep(LivePointer.RECHECK);
                    look();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
