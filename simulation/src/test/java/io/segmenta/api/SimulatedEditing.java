package io.segmenta.api;

import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.NamesCopy;
import io.segmenta.platform.catalogue.SegmentBook;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A person who edits a segment over the API, over other services. */
public final class SimulatedEditing {
    private final SegmentBook book;
    private final Editing editing;

    public SimulatedEditing(SegmentBook book, ObjectStore store, Clock clock) {
        this.book = book;
        this.editing = new Editing(book, new NamesCopy(book, store), clock);
    }

    /** Calls the first segment otherwise; answers what became of it. */
    public String edit(String dataset, String name) {
        List<KnownSegment> segments = book.segments(dataset);
        if (segments.isEmpty()) {
            return "no segment";
        }
        if (editing.record(segments.getFirst(), Optional.of(name), Optional.empty(), "user", made -> new AuditEntry(
                made.at(), "user", "analyst", "segment-edited", Optional.of(dataset), made.segment(), Optional.empty(),
                Optional.empty(), Optional.empty(), "edit " + name)).isEmpty()) {
            return "changed meanwhile";
        }
        editing.tell(dataset);
        return "edited";
    }
}
