package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.SegmentNames;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.Replacement;
import java.util.Optional;

/**
 * Copies what people call segments from the catalogue to where those read it who answer. Whoever edits copies at once;
 * whoever reconciles copies again, for an edit may have been recorded by a call that died before it came to this.
 */
public final class NamesCopy {
    private static final String CONTENT_TYPE = "application/json";

    private final SegmentBook segments;
    private final ObjectStore store;

    public NamesCopy(SegmentBook segments, ObjectStore store) {
        this.segments = segments;
        this.store = store;
    }

    /**
     * Makes the copy as new as the catalogue; nothing happens where it is, or where nobody has edited anything.
     *
     * @throws ObjectConflictException when others copied meanwhile, again and again
     */
    public void renew(String dataset) {
        // The copy is read first, so that one that is made meanwhile is refused to be overwritten.
        Replacement.of(store, SegmentNames.key(dataset), CONTENT_TYPE,
                copy -> Optional.of(segments.names(dataset)).filter(names -> names.version() > version(dataset, copy))
                        .map(SegmentNames::write));
    }

    /** How new a copy is: one that is none, or cannot be read, is older than all. */
    private static long version(String dataset, Optional<byte[]> copy) {
        return copy.map(bytes -> SegmentNames.readable(dataset, bytes).map(SegmentNames::version).orElse(-1L))
                .orElse(0L);
    }
}
