package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.SegmentNames;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import java.util.Optional;

/**
 * Copies what people call segments from the catalogue to where those read it who answer. Whoever edits copies at once;
 * whoever reconciles copies again, for an edit may have been recorded by a call that died before it came to this.
 */
public final class NamesCopy {
    private static final String CONTENT_TYPE = "application/json";
    private static final int ATTEMPTS = 10;

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
        for (int attempt = 1; !renewed(dataset, attempt == ATTEMPTS); attempt++) {
            // Another was faster, perhaps with an older state of the catalogue: both are looked at again.
        }
    }

    private boolean renewed(String dataset, boolean last) {
        String key = SegmentNames.key(dataset);
        // The copy is read first, so that one that is made meanwhile is refused to be overwritten.
        Found copy = store.find(key, Optional.empty());
        SegmentNames names = segments.names(dataset);
        if (names.version() <= version(dataset, copy)) {
            return true;
        }
        Optional<String> etag = copy instanceof Found.Content content ? Optional.of(content.etag()) : Optional.empty();
        try {
            store.replace(key, CONTENT_TYPE, ObjectContent.of(names.write()), etag);
            return true;
        } catch (ObjectConflictException e) {
            if (last) {
                throw e;
            }
            return false;
        }
    }

    /** How new a copy is: one that is none, or cannot be read, is older than all. */
    private static long version(String dataset, Found copy) {
        return copy instanceof Found.Content content
                ? SegmentNames.readable(dataset, content.bytes()).map(SegmentNames::version).orElse(-1L)
                : 0;
    }
}
