package io.segmenta.inference;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The experiment of each data set, remembered and looked at again by entity tag when it is older than
 * {@link LiveExperiment#RECHECK}. The first look in a process is taken at once, so that a customer has the arm there
 * that he has elsewhere; later ones are taken aside, while answers go on with what is known. Whatever fails here is
 * logged and never fails an answer.
 */
final class LiveExperiments {
    private final ObjectReader store;
    private final Executor aside;
    private final LongSupplier nanoTime;
    private final Log log;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /**
     * An experiment that is ready.
     *
     * @param identifiers the columns that identify a customer, the first one first
     */
    record Ready(LiveExperiment experiment, Invocations challenger, List<String> identifiers) {}

    private record State(Optional<Ready> ready, Optional<String> etag, Optional<String> namesEtag, long at) {}

    private static final class Slot {
        private final AtomicBoolean looking = new AtomicBoolean();
        private volatile @Nullable State state;
    }

    /** @param aside does what nobody waits for */
    LiveExperiments(ObjectReader store, Executor aside, LongSupplier nanoTime, Log log) {
        this.store = store;
        this.aside = aside;
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /** The experiment of a data set; empty when there is none, or it cannot be used. */
    Optional<Ready> of(String dataset) {
        Slot slot = slots.computeIfAbsent(dataset, unseen -> new Slot());
        State known = slot.state;
        if (known == null) {
            look(dataset, slot);
        } else if (nanoTime.getAsLong() - known.at >= LiveExperiment.RECHECK.toNanos()) {
            later(dataset, slot);
        }
        State state = slot.state;
        return state == null ? Optional.empty() : state.ready;
    }

    private void later(String dataset, Slot slot) {
        try {
            aside.execute(() -> look(dataset, slot));
        } catch (RejectedExecutionException busy) {
            // The next answer asks again.
        }
    }

    /** Forgets everything, as a snapshot must that is restored at another time. */
    void forget() {
        slots.clear();
    }

    private void look(String dataset, Slot slot) {
        if (!slot.looking.compareAndSet(false, true)) {
            return;
        }
        State before = slot.state;
        try {
            slot.state = looked(dataset, before);
        } catch (IOException | RuntimeException failure) {
            log.error("the experiment is not looked at; what is known of it holds", "dataset", dataset, "error",
                    failure);
            slot.state = before == null ? new State(Optional.empty(), Optional.empty(), Optional.empty(),
                    nanoTime.getAsLong())
                    : new State(before.ready, before.etag, before.namesEtag, nanoTime.getAsLong());
        } finally {
            slot.looking.set(false);
        }
    }

    private State looked(String dataset, @Nullable State before) throws IOException {
        Optional<String> etag = before == null ? Optional.empty() : before.etag;
        State state = switch (store.find(LiveExperiment.key(dataset), etag)) {
            case Found.Absent _ -> new State(Optional.empty(), Optional.empty(), Optional.empty(), 0);
            case Found.Unchanged _ when before != null -> before;
            case Found.Unchanged _ -> throw new IOException("unchanged since nothing was known");
            case Found.Content content -> new State(read(dataset, content.bytes()), Optional.of(content.etag()),
                    Optional.empty(), 0);
        };
        return named(dataset, state);
    }

    private Optional<Ready> read(String dataset, byte[] document) throws IOException {
        try {
            LiveExperiment experiment = LiveExperiment.parse(dataset, document);
            byte[] file = new RegisteredObject(experiment.modelKey(), experiment.modelSha256()).read(store);
            Predictor challenger = new Predictor(ModelFile.read(new ByteArrayInputStream(file)),
                    experiment.challenger());
            List<String> identifiers = challenger.schema().columns().stream()
                    .filter(column -> column.role() == Role.IDENTIFIER).map(ColumnSchema::name).toList();
            return Optional.of(new Ready(experiment, new Invocations(challenger), identifiers));
        } catch (DataException | ReplacedObjectException | IllegalArgumentException unusable) {
            // It is looked at again when it changes, and not before: it would be as unusable then.
            log.error("the experiment cannot be used; the live model answers alone", "dataset", dataset, "error",
                    unusable);
            return Optional.empty();
        }
    }

    /** Lays what people call the segments over the challenger, as it is laid over the live model. */
    private State named(String dataset, State state) throws IOException {
        long now = nanoTime.getAsLong();
        if (state.ready.isPresent()
                && store.find(SegmentNames.key(dataset), state.namesEtag) instanceof Found.Content content) {
            Ready ready = state.ready.get();
            Optional<Ready> named = SegmentNames.readable(dataset, content.bytes())
                    .map(names -> new Ready(ready.experiment,
                            new Invocations(ready.challenger.predictor().edited(names.segments())),
                            ready.identifiers));
            return new State(named.or(() -> state.ready), state.etag, Optional.of(content.etag()), now);
        }
        return new State(state.ready, state.etag, state.namesEtag, now);
    }
}
