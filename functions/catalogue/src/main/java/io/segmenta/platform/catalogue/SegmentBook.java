package io.segmenta.platform.catalogue;

import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.RunSegment;
import io.segmenta.model.contract.SegmentNames;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The lasting segments of all data sets: who found them, and what people call them. Edits are only ever added; what a
 * segment is called follows from the newest, for a copy of it would be a second write, which a crash could part from
 * the first. Every method may be called again with the same arguments to the same effect.
 */
public interface SegmentBook {
    /** Notes the segments that a run found; nothing happens to those that are noted. */
    void found(UUID run, String dataset, List<RunSegment> segments, Instant now);

    /** What every run of a data set found, those of each in the order of their clusters. */
    List<SegmentVersion> versions(String dataset);

    /** All segments of a data set, those of the first run first. */
    List<KnownSegment> segments(String dataset);

    /** Returns a segment; empty when the data set has none of this id. */
    default Optional<KnownSegment> segment(String dataset, String id) {
        return segments(dataset).stream().filter(segment -> segment.id().equals(id)).findFirst();
    }

    /**
     * Adds an edit, and with it its entry in the audit.
     *
     * @return false when another edit has its number: somebody was faster, and nothing is changed
     */
    boolean edit(Edit edit, AuditEntry entry);

    /** The edits of a segment, the newest first. */
    List<Edit> edits(String dataset, String segment);

    /** What people call the segments of a data set, for those who answer. */
    default SegmentNames names(String dataset) {
        List<KnownSegment> edited = segments(dataset).stream().filter(segment -> segment.edits() > 0).toList();
        return new SegmentNames(dataset, edited.stream().mapToLong(KnownSegment::edits).sum(),
                edited.stream().map(KnownSegment::overlay)
                        .sorted(Comparator.comparing(SegmentEdit::id)).toList());
    }
}
