package io.segmenta.api;

import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Edit;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.NamesCopy;
import io.segmenta.platform.catalogue.SegmentBook;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Edits segments: first the catalogue, which is the truth of it, then the copy for those who answer. */
final class Editing {
    private final SegmentBook book;
    private final NamesCopy copy;
    private final InstantSource clock;

    Editing(SegmentBook book, NamesCopy copy, InstantSource clock) {
        this.book = book;
        this.copy = copy;
        this.clock = clock;
    }

    /**
     * Records what a segment is called from now on.
     *
     * @param seen the segment as the editor saw it
     * @param name empty for the model's
     * @param action empty for the model's
     * @param entry of an edit in the audit
     * @return the edit; empty when somebody has edited the segment since it was seen, and nothing is changed
     */
    Optional<Edit> record(KnownSegment seen, Optional<String> name, Optional<String> action, String by,
            Function<Edit, AuditEntry> entry) {
        Edit edit = new Edit(seen.dataset(), seen.id(), seen.edits() + 1, name, action, by,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return Optional.of(edit).filter(made -> book.edit(made, entry.apply(made)));
    }

    /** Tells those who answer. What cannot be told now is not lost: reconciliation does it again. */
    void tell(String dataset) {
        copy.renew(dataset);
    }
}
