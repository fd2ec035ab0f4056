package io.segmenta.platform.capture;

import io.segmenta.model.contract.CaptureKey;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counting;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.model.monitor.Counts.Source;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The counts of every model that one process answers with, and how they come to the bucket: one small file at a time,
 * at {@link CaptureKey}. A file that cannot be written never fails an answer: it is told, counted as
 * {@code CaptureFailed}, kept, and written later with what came since. Safe for use by several threads.
 */
public final class Captures {
    private static final String GZIP = "application/gzip";
    private static final int NAME = 16;

    private final ObjectWriter store;
    private final Source source;
    private final Supplier<String> names;
    private final Log log;
    private final Map<Model, Capture> captures = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable String environment;

    private record Model(String dataset, String sha256) {}

    /** @param source who answers */
    public Captures(ObjectWriter store, Source source, Log log) {
        this(store, source, () -> UUID.randomUUID().toString().replace("-", "").substring(0, NAME), log);
    }

    /** @param names draws the name of this process, which no other has; asked anew after {@link #forget} */
    public Captures(ObjectWriter store, Source source, Supplier<String> names, Log log) {
        this.store = store;
        this.source = source;
        this.names = names;
        this.log = log;
    }

    /**
     * Returns what counts a model's answers, the same for the same model.
     *
     * @param sha256 of the model file; where it is not known nothing is counted
     * @param seconds how long is counted before it is written; 0 counts nothing
     */
    public Optional<Capture> of(String dataset, String sha256, int seconds, Supplier<Counting> counting) {
        return seconds == 0 || sha256.isEmpty() ? Optional.empty()
                : Optional.of(captures.computeIfAbsent(new Model(dataset, sha256), model -> new Capture(counting.get(),
                        sha256, dataset, source, Duration.ofSeconds(seconds))));
    }

    /** Writes what is due, unless another thread is about it. */
    public void flush(Instant now) {
        if (!captures.isEmpty() && writing.tryLock()) {
            try {
                captures.forEach((model, capture) -> capture.due(now)
                        .ifPresent(counts -> write(model, capture, counts, now)));
            } finally {
                writing.unlock();
            }
        }
    }

    /** Writes all that is counted, as when the process ends. What cannot be written is lost. */
    public void flushAll(Instant now) {
        writing.lock();
        try {
            captures.forEach((model, capture) -> {
                boolean written = true;
                for (Optional<Capture.Numbered> left = capture.left(); written
                        && left.isPresent(); left = capture.left()) {
                    written = write(model, capture, left.get(), now);
                }
            });
        } finally {
            writing.unlock();
        }
    }

    /** Forgets what was counted and who this process is, as a snapshot must that is restored several times. */
    public void forget() {
        captures.clear();
        environment = null;
    }

    private boolean write(Model model, Capture capture, Capture.Numbered counts, Instant now) {
        try {
            CaptureKey key = new CaptureKey(model.dataset, model.sha256.substring(0, CaptureKey.MODEL),
                    counts.counts().scope().from(), environment(), counts.seq());
            store.put(key.key(), GZIP, CountsJson.write(counts.counts()));
            capture.written();
            return true;
        } catch (IOException | RuntimeException failure) {
            long dropped = capture.failed(counts, now);
            log.warn("counts not written; they are kept and written later", "dataset", model.dataset, "records",
                    counts.counts().records(), "dropped", dropped, "error", failure.getClass().getSimpleName());
            log.metric("CaptureFailed", "Count", 1, model.dataset);
            return false;
        }
    }

    private String environment() {
        String known = environment;
        if (known == null) {
            known = names.get();
            environment = known;
        }
        return known;
    }
}
