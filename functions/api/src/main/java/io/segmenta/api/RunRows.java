package io.segmenta.api;

import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.RefusalException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.platform.storage.ObjectPart;
import io.segmenta.platform.storage.ObjectStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of runs, of which little is read at a time. Indexes that were read are kept. Safe for several threads. */
final class RunRows {
    /** The beginning of an index, in bytes: that of ten million rows in ten segments is in it whole. */
    private static final int BEGINNING = 1 << 18;
    private static final int KEPT = 16;

    private final ObjectStore store;
    private final Map<RunFolder, Known> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunFolder, Known> eldest) {
            return size() > KEPT;
        }
    };

    /** An index as it was read last. */
    private record Known(RowBlocks index, String etag) {}

    RunRows(ObjectStore store) {
        this.store = store;
    }

    /** The rows of a run; empty when they have no index, as before there were any, or were erased. */
    Optional<AssignedRows> find(RunFolder run) {
        Optional<Known> kept;
        synchronized (known) {
            kept = Optional.ofNullable(known.get(run));
        }
        if (kept.isPresent()) {
            return Optional.of(rows(run, kept.get(), false));
        }
        Optional<Known> read = read(run.key(RunFile.BLOCKS));
        read.ifPresent(one -> {
            synchronized (known) {
                known.put(run, one);
            }
        });
        return read.map(one -> rows(run, one, true));
    }

    private Optional<Known> read(String key) {
        Optional<ObjectPart> beginning = store.part(key, 0, BEGINNING);
        return beginning.map(part -> {
            byte[] bytes = part.bytes();
            int length = RowBlocks.headLength(bytes);
            if (length > bytes.length && part.size() >= length) {
                ObjectPart rest = store.part(key, bytes.length, length - bytes.length)
                        .filter(more -> more.etag().equals(part.etag())).orElseThrow(() -> changed(key));
                byte[] whole = Arrays.copyOf(bytes, bytes.length + rest.bytes().length);
                System.arraycopy(rest.bytes(), 0, whole, bytes.length, rest.bytes().length);
                bytes = whole;
            }
            return new Known(RowBlocks.parse(bytes), part.etag());
        });
    }

    private AssignedRows rows(RunFolder run, Known one, boolean fresh) {
        return new AssignedRows(one.index(), new AssignedRows.Source() {
            @Override
            public byte[] ofIndex(long from, int length) {
                return part(RunFile.BLOCKS, from, length).filter(part -> part.etag().equals(one.etag()))
                        .orElseThrow(this::other).bytes();
            }

            @Override
            public byte[] ofRows(long from, int length) {
                return part(RunFile.ASSIGNMENTS, from, length).filter(part -> part.size() == one.index().bytes())
                        .orElseThrow(this::other).bytes();
            }

            private Optional<ObjectPart> part(RunFile file, long from, int length) {
                return store.part(run.key(file), from, length);
            }

            // An index that was kept may be one from before the rows were rewritten.
            private RuntimeException other() {
                synchronized (known) {
                    known.remove(run);
                }
                return fresh ? new ContractException(run.key(RunFile.BLOCKS) + " is none of the rows beside it")
                        : changed(run.key(RunFile.BLOCKS));
            }
        });
    }

    private static RefusalException changed(String key) {
        return Refusal.UNAVAILABLE.because(key + " is being rewritten; ask again").with("retry-after", "1");
    }
}
