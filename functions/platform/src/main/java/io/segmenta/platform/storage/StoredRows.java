package io.segmenta.platform.storage;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowBlocks;
import java.util.Arrays;
import java.util.Optional;

/** The rows of a run where they lie, with their index as it was when it was read. Safe for several threads. */
public final class StoredRows implements AssignedRows.Source {
    /** The beginning of an index, in bytes: that of ten million rows in ten segments is in it whole. */
    private static final int BEGINNING = 1 << 18;

    private final ObjectStore store;
    private final RunFolder run;
    private final Kind kind;
    private final RowBlocks index;
    private final String etag;

    /** Which rows of a run: files of blocks, and their indexes. */
    public enum Kind {
        /** The segment of each. */
        ASSIGNED(RunFile.ASSIGNMENTS, RunFile.BLOCKS),
        /** What the model read of each. */
        VALUES(RunFile.VALUES, RunFile.VALUE_BLOCKS);

        private final RunFile rows;
        private final RunFile index;

        Kind(RunFile rows, RunFile index) {
            this.rows = rows;
            this.index = index;
        }
    }

    private StoredRows(ObjectStore store, RunFolder run, Kind kind, RowBlocks index, String etag) {
        this.store = store;
        this.run = run;
        this.kind = kind;
        this.index = index;
        this.etag = etag;
    }

    /**
     * Reads the index of a run's rows; empty when they have none, as before there were any, or were erased.
     *
     * @throws ContractException when it is broken
     * @throws ObjectConflictException when it is being rewritten
     */
    public static Optional<StoredRows> find(ObjectStore store, RunFolder run, Kind kind) {
        String key = run.key(kind.index);
        return store.part(key, 0, BEGINNING).map(part -> {
            byte[] bytes = part.bytes();
            int length = RowBlocks.headLength(bytes);
            if (length > bytes.length && part.size() >= length) {
                ObjectPart rest = store.part(key, bytes.length, length - bytes.length)
                        .filter(more -> more.etag().equals(part.etag())).orElseThrow(() -> rewritten(key));
                byte[] whole = Arrays.copyOf(bytes, bytes.length + rest.bytes().length);
                System.arraycopy(rest.bytes(), 0, whole, bytes.length, rest.bytes().length);
                bytes = whole;
            }
            return new StoredRows(store, run, kind, RowBlocks.parse(bytes), part.etag());
        });
    }

    /** Where the rows lie. */
    public RowBlocks index() {
        return index;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ObjectConflictException when the files were rewritten since the index was read
     */
    @Override
    public byte[] ofIndex(long from, int length) {
        return part(kind.index, from, length).filter(part -> part.etag().equals(etag))
                .orElseThrow(() -> rewritten(run.key(kind.index))).bytes();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ObjectConflictException when the files were rewritten since the index was read
     */
    @Override
    public byte[] ofRows(long from, int length) {
        return part(kind.rows, from, length).filter(part -> part.size() == index.bytes())
                .orElseThrow(() -> rewritten(run.key(kind.index))).bytes();
    }

    private Optional<ObjectPart> part(RunFile file, long from, int length) {
        return store.part(run.key(file), from, length);
    }

    private static ObjectConflictException rewritten(String key) {
        return new ObjectConflictException(key, "is none of the rows that lie beside it");
    }
}
