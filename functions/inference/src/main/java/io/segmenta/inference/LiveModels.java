package io.segmenta.inference;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is live for each dataset, remembered and checked again by entity tag when it is older than the recheck time,
 * counted from when the question was sent. While one caller checks, the others go on with what they have for another
 * {@link #GRACE}, and wait for it then: what has been replaced may be gone soon after. When the check fails they all go
 * on, and the next one tries again after the same time. So a new model takes over between two answers.
 */
final class LiveModels {

    private static final int MAX_DATASETS = 1000;
    /** Less than deployment leaves an endpoint for, beyond the recheck time, when nothing points at it any more. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ObjectReader store;
    private final long recheckNanos;
    private final LongSupplier nanoTime;
    private final Log log;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private volatile @Nullable Listing listing;
    /** The models of endpoints, for requests that they cannot answer. */
    private final Map<String, State> behind = new ConcurrentHashMap<>();

    private record Listing(List<String> datasets, long at) {}

    /**
     * @param etag of the pointer
     * @param namesEtag of what people call the segments; empty where that is not there, or another answers
     */
    private record State(Live live, String etag, Optional<String> namesEtag, long at) {
        State(Live live, String etag, long at) {
            this(live, etag, Optional.empty(), at);
        }

        State at(long later) {
            return new State(live, etag, namesEtag, later);
        }
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable State state;
    }

    LiveModels(ObjectReader store, Duration recheck, LongSupplier nanoTime, Log log) {
        this.store = store;
        this.recheckNanos = recheck.toNanos();
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /** Returns what is live for the dataset; empty when nothing is. */
    Optional<Live> live(String dataset) throws IOException {
        Slot slot = slots.computeIfAbsent(dataset, unseen -> new Slot());
        State state = slot.state;
        if (state == null || nanoTime.getAsLong() - state.at >= recheckNanos) {
            try {
                state = check(dataset, slot);
            } finally {
                if (slot.state == null) {
                    slots.remove(dataset, slot);
                }
            }
        }
        return Optional.ofNullable(state).map(State::live);
    }

    /**
     * What is live instead of what did not answer: the pointer is looked at again at once, as what it named when it was
     * read last may be gone.
     *
     * @return empty when it is the same still, or nothing is live
     * @throws IOException when what is live now cannot be read
     */
    Optional<Live> instead(String dataset, Live failed) throws IOException {
        Slot slot = slots.computeIfAbsent(dataset, unseen -> new Slot());
        slot.lock.lock();
        try {
            State known = slot.state;
            if (known == null || known.live.equals(failed)) {
                known = refreshed(dataset, known);
                slot.state = known;
            }
            return Optional.ofNullable(known).map(State::live).filter(live -> !live.equals(failed));
        } finally {
            slot.lock.unlock();
            if (slot.state == null) {
                slots.remove(dataset, slot);
            }
        }
    }

    /**
     * The model that a data set's endpoint answers with, read when it is first asked for and checked again as what is
     * live is.
     *
     * @throws IOException when nothing is live, or the model cannot be read
     */
    Invocations ofEndpoint(String dataset) throws IOException {
        State known = behind.get(dataset);
        if (known == null || nanoTime.getAsLong() - known.at >= recheckNanos) {
            known = checkedBehind(dataset, known);
            behind.put(dataset, known);
        }
        return ((Live.Here) known.live).model();
    }

    private State checkedBehind(String dataset, @Nullable State before) throws IOException {
        long now = nanoTime.getAsLong();
        State state = switch (store.find(LivePointer.key(dataset),
                before == null ? Optional.empty() : Optional.of(before.etag))) {
            case Found.Absent _ -> throw new IOException("nothing is live for " + dataset);
            case Found.Unchanged _ -> Objects.requireNonNull(before, "unchanged since nothing was known").at(now);
            case Found.Content content -> new State(behind(dataset, content.bytes()), content.etag(), now);
        };
        return named(dataset, state);
    }

    private Live.Here behind(String dataset, byte[] document) throws IOException {
        try {
            LivePointer pointer = LivePointer.parse(dataset, document);
            byte[] file = new RegisteredObject(pointer.modelKey(), pointer.modelSha256()).read(store);
            return new Live.Here(new Invocations(new Predictor(ModelFile.read(new ByteArrayInputStream(file)),
                    pointer.modelVersion())), pointer.modelSha256(), pointer.modelVersion(), 0);
        } catch (DataException | ReplacedObjectException | IllegalArgumentException unusable) {
            throw new IOException("the model of " + dataset + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /** How many datasets are remembered. */
    int remembered() {
        return slots.size();
    }

    /**
     * Returns the datasets for which something is live, in order. That there is none is not remembered, so that the
     * first model answers as soon as it is live.
     */
    List<String> datasets() throws IOException {
        Listing known = listing;
        if (known == null || known.datasets.isEmpty() || nanoTime.getAsLong() - known.at >= recheckNanos) {
            long now = nanoTime.getAsLong();
            known = new Listing(store.list(LivePointer.PREFIX).stream()
                    .flatMap(key -> LivePointer.dataset(key).stream()).limit(MAX_DATASETS).toList(), now);
            listing = known;
        }
        return known.datasets;
    }

    /** Forgets everything, as a snapshot must that is restored at another time. */
    void forget() {
        slots.clear();
        behind.clear();
        listing = null;
    }

    private @Nullable State check(String dataset, Slot slot) throws IOException {
        State before = slot.state;
        if (before == null || nanoTime.getAsLong() - before.at >= recheckNanos + GRACE.toNanos()) {
            slot.lock.lock();
        } else if (!slot.lock.tryLock()) {
            return before;
        }
        try {
            State current = slot.state;
            if (!Objects.equals(current, before)) {
                return current;
            }
            slot.state = refreshed(dataset, before);
            return slot.state;
        } catch (IOException | RuntimeException failure) {
            if (before == null) {
                throw failure;
            }
            log.error("live pointer not refreshed; the current model keeps answering", "dataset", dataset, "error",
                    failure);
            slot.state = before.at(nanoTime.getAsLong());
            return slot.state;
        } finally {
            slot.lock.unlock();
        }
    }

    private @Nullable State refreshed(String dataset, @Nullable State before) throws IOException {
        long now = nanoTime.getAsLong();
        State state = switch (store.find(LivePointer.key(dataset),
                before == null ? Optional.empty() : Optional.of(before.etag))) {
            case Found.Absent _ -> null;
            case Found.Unchanged _ -> Objects.requireNonNull(before, "unchanged since nothing was known").at(now);
            case Found.Content content -> loaded(dataset, content, before, now);
        };
        return state == null ? null : named(dataset, state);
    }

    /** What was known of a model's names holds as long as the model does. */
    private State loaded(String dataset, Found.Content pointer, @Nullable State before, long now) throws IOException {
        Live live = load(dataset, pointer.bytes(), before);
        return before != null && live.equals(before.live) ? new State(live, pointer.etag(), before.namesEtag, now)
                : new State(live, pointer.etag(), now);
    }

    /** Lays what people call the segments over a model that answers here; an endpoint does so itself. */
    private State named(String dataset, State state) throws IOException {
        if (state.live instanceof Live.Here here
                && store.find(SegmentNames.key(dataset), state.namesEtag) instanceof Found.Content names) {
            return new State(named(dataset, here, names.bytes()), state.etag, Optional.of(names.etag()), state.at);
        }
        return state;
    }

    private Live named(String dataset, Live.Here here, byte[] document) {
        Optional<SegmentNames> names = SegmentNames.readable(dataset, document);
        if (names.isEmpty()) {
            log.error("the names that people gave cannot be read; the model's are told", "dataset", dataset);
            return here;
        }
        return new Live.Here(new Invocations(here.model().predictor().edited(names.get().segments())), here.sha256(),
                here.modelVersion(), here.captureSeconds());
    }

    private Live load(String dataset, byte[] document, @Nullable State before) throws IOException {
        try {
            return load(LivePointer.parse(dataset, document), before == null ? null : before.live);
        } catch (DataException | ReplacedObjectException | IllegalArgumentException unusable) {
            throw new IOException("what is live for " + dataset + " cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    private Live load(LivePointer pointer, @Nullable Live before) throws IOException {
        return switch (pointer.target()) {
            case LivePointer.Endpoint endpoint -> new Live.AtEndpoint(endpoint.name(), pointer.modelVersion(),
                    pointer.looksUp());
            case LivePointer.Lambda _ -> {
                if (before instanceof Live.Here here && here.sha256().equals(pointer.modelSha256())
                        && here.modelVersion().equals(pointer.modelVersion())
                        && here.captureSeconds() == pointer.captureSeconds()) {
                    yield here;
                }
                byte[] file = new RegisteredObject(pointer.modelKey(), pointer.modelSha256()).read(store);
                yield new Live.Here(
                        new Invocations(new Predictor(ModelFile.read(new ByteArrayInputStream(file)),
                                pointer.modelVersion())),
                        pointer.modelSha256(), pointer.modelVersion(), pointer.captureSeconds());
            }
        };
    }
}
