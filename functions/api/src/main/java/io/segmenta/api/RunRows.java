package io.segmenta.api;

import io.segmenta.api.http.Refusal;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The rows of runs, of which little is read at a time. Indexes that were read are kept. Safe for several threads. */
final class RunRows {
    private static final int KEPT = 16;

    private final ObjectStore store;
    private final Map<RunFolder, StoredRows> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunFolder, StoredRows> eldest) {
            return size() > KEPT;
        }
    };

    RunRows(ObjectStore store) {
        this.store = store;
    }

    /** The rows of a run; empty when they have no index, as before there were any, or were erased. */
    Optional<AssignedRows> find(RunFolder run) {
        Optional<StoredRows> kept;
        synchronized (known) {
            kept = Optional.ofNullable(known.get(run));
        }
        if (kept.isPresent()) {
            return Optional.of(rows(run, kept.get(), false));
        }
        Optional<StoredRows> read = current(() -> StoredRows.find(store, run), run, false);
        read.ifPresent(one -> {
            synchronized (known) {
                known.put(run, one);
            }
        });
        return read.map(one -> rows(run, one, true));
    }

    private AssignedRows rows(RunFolder run, StoredRows one, boolean fresh) {
        return new AssignedRows(one.index(), new AssignedRows.Source() {
            @Override
            public byte[] ofIndex(long from, int length) {
                return current(() -> one.ofIndex(from, length), run, fresh);
            }

            @Override
            public byte[] ofRows(long from, int length) {
                return current(() -> one.ofRows(from, length), run, fresh);
            }
        });
    }

    /** An index that was kept may be one from before the rows were rewritten; one that was just read is not. */
    private <T> T current(Supplier<T> read, RunFolder run, boolean fresh) {
        try {
            return read.get();
        } catch (ObjectConflictException other) {
            synchronized (known) {
                known.remove(run);
            }
            throw fresh ? new ContractException("the index at " + other.key() + " is none of the rows beside it")
                    : Refusal.UNAVAILABLE.because(other.key() + " is being rewritten; ask again").with("retry-after",
                            "1");
        }
    }
}
