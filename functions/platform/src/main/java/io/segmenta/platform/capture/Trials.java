package io.segmenta.platform.capture;

import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.experiment.Exposures;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one process sees of experiments, and how it comes to the bucket: who was answered within one for the first time,
 * and how far both models agree, a small file of each at a time. A file that cannot be written never fails an answer:
 * it is told, counted as {@code CaptureFailed}, kept, and written later under the same name with what came since. Safe
 * for use by several threads.
 */
public final class Trials {
    /** How long is noted before it is written. */
    public static final Duration FLUSH = Duration.ofMinutes(1);

    /** So many exposures are written before their time is over. */
    private static final int MOST_WAITING = 20_000;
    /** So many customers are remembered as seen; who is forgotten is noted again, which readers bear. */
    private static final int MOST_SEEN = 200_000;
    private static final int NAME = 16;
    private static final String GZIP = "application/gzip";

    private final ObjectWriter store;
    private final Supplier<String> names;
    private final Log log;
    private final Map<UUID, Noted> noted = new LinkedHashMap<>();
    private @Nullable String environment;

    private static final class Noted {
        private final String dataset;
        private final Set<String> seen = new HashSet<>();
        private List<Exposure> exposures = new ArrayList<>();
        private Agreement agreement = new Agreement();
        private Instant began;
        private Instant due;
        private long seq;

        Noted(String dataset, Instant now) {
            this.dataset = dataset;
            this.began = now;
            this.due = now.plus(FLUSH);
        }

        void begin(Instant now) {
            began = now;
            due = now.plus(FLUSH);
        }

        boolean isEmpty() {
            return exposures.isEmpty() && agreement.isEmpty();
        }
    }

    public Trials(ObjectWriter store, Log log) {
        this(store, () -> UUID.randomUUID().toString().replace("-", "").substring(0, NAME), log);
    }

    /** @param names draws the name of this process, which no other has; asked anew after {@link #forget} */
    public Trials(ObjectWriter store, Supplier<String> names, Log log) {
        this.store = store;
        this.names = names;
        this.log = log;
    }

    /** Notes who was answered; those who were before are left out. */
    public synchronized void exposed(LiveExperiment experiment, Collection<Exposure> exposures, Instant now) {
        Noted notes = notes(experiment, now);
        for (Exposure exposure : exposures) {
            if (notes.seen.size() >= MOST_SEEN) {
                notes.seen.clear();
            }
            if (notes.seen.add(exposure.customer())) {
                notes.exposures.add(exposure);
            }
        }
    }

    /** Adds counts of how far both models agree. */
    public synchronized void compared(LiveExperiment experiment, Agreement counts, Instant now) {
        notes(experiment, now).agreement.add(counts);
    }

    private Noted notes(LiveExperiment experiment, Instant now) {
        Noted notes = noted.computeIfAbsent(experiment.id(), id -> new Noted(experiment.dataset(), now));
        if (notes.isEmpty()) {
            notes.begin(now);
        }
        return notes;
    }

    /** Writes what is due. */
    public synchronized void flush(Instant now) {
        noted.forEach((id, notes) -> {
            if (!notes.isEmpty() && (!now.isBefore(notes.due) || notes.exposures.size() >= MOST_WAITING)) {
                write(id, notes, now);
            }
        });
    }

    /** Writes all that is noted, as when the process ends. What cannot be written is lost. */
    public synchronized void flushAll(Instant now) {
        noted.forEach((id, notes) -> {
            if (!notes.isEmpty()) {
                write(id, notes, now);
            }
        });
    }

    /** Forgets what was noted and who this process is, as a snapshot must that is restored several times. */
    public synchronized void forget() {
        noted.clear();
        environment = null;
    }

    private void write(UUID id, Noted notes, Instant now) {
        try {
            if (!notes.exposures.isEmpty()) {
                store.put(ExperimentKeys.exposures(notes.dataset, id, notes.began, environment(), notes.seq),
                        GZIP, Exposures.write(notes.exposures));
            }
            if (!notes.agreement.isEmpty()) {
                store.put(ExperimentKeys.agreement(notes.dataset, id, notes.began, environment(), notes.seq),
                        GZIP, notes.agreement.write());
            }
            notes.exposures = new ArrayList<>();
            notes.agreement = new Agreement();
            notes.seq++;
        } catch (IOException | RuntimeException failure) {
            // The names follow from the first note in them, so a second attempt replaces what the first one wrote.
            notes.due = now.plus(FLUSH);
            log.warn("what was seen of an experiment is not written; it is kept and written later", "dataset",
                    notes.dataset, "experiment", id, "exposures", notes.exposures.size(), "error",
                    failure.getClass().getSimpleName());
            log.metric("CaptureFailed", "Count", 1, notes.dataset);
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
