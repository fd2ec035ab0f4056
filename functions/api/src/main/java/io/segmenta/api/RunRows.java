package io.segmenta.api;

import io.segmenta.api.http.Refusal;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowValues;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredRows.Kind;
import io.segmenta.platform.storage.StoredRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The rows of runs, of which little is read at a time. Indexes that were read are kept. Safe for several threads. */
final class RunRows {
    private static final int KEPT = 16;

    private final ObjectStore store;
    private final Map<Place, StoredRows> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, StoredRows> eldest) {
            return size() > KEPT;
        }
    };

    private record Place(RunFolder run, Kind kind) {}

    RunRows(ObjectStore store) {
        this.store = store;
    }

    /** The rows of a run; empty when they have no index, as before there were any, or were erased. */
    Optional<AssignedRows> find(RunFolder run) {
        return stored(new Place(run, Kind.ASSIGNED), AssignedRows::new);
    }

    /** What the model read of the rows of a run; empty where that was not kept. */
    Optional<RowValues> values(RunFolder run) {
        return stored(new Place(run, Kind.VALUES), RowValues::new);
    }

    private interface Made<T> {
        T of(RowBlocks index, AssignedRows.Source source);
    }

    private <T> Optional<T> stored(Place place, Made<T> made) {
        Optional<StoredRows> kept;
        synchronized (known) {
            kept = Optional.ofNullable(known.get(place));
        }
        if (kept.isPresent()) {
            return Optional.of(made.of(kept.get().index(), source(place, kept.get(), false)));
        }
        Optional<StoredRows> read = current(() -> StoredRows.find(store, place.run(), place.kind()), place, false);
        read.ifPresent(one -> {
            synchronized (known) {
                known.put(place, one);
            }
        });
        return read.map(one -> made.of(one.index(), source(place, one, true)));
    }

    private AssignedRows.Source source(Place place, StoredRows one, boolean fresh) {
        return new AssignedRows.Source() {
            @Override
            public byte[] ofIndex(long from, int length) {
                return current(() -> one.ofIndex(from, length), place, fresh);
            }

            @Override
            public byte[] ofRows(long from, int length) {
                return current(() -> one.ofRows(from, length), place, fresh);
            }
        };
    }

    /** An index that was kept may be one from before the rows were rewritten; one that was just read is not. */
    private <T> T current(Supplier<T> read, Place place, boolean fresh) {
        try {
            return read.get();
        } catch (ObjectConflictException other) {
            synchronized (known) {
                known.remove(place);
            }
            throw fresh ? new ContractException("the index at " + other.key() + " is none of the rows beside it")
                    : Refusal.UNAVAILABLE.because(other.key() + " is being rewritten; ask again").with("retry-after",
                            "1");
        }
    }
}
