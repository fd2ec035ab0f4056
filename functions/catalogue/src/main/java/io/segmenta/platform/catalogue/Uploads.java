package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Data sets and files that people announce before there is a run of them. */
public interface Uploads {
    /** Adds a data set, unless there is one of the name, and with it its entry in the audit. */
    void addDataset(String name, Instant now, AuditEntry entry);

    /** Adds an upload, and with it its entry in the audit; nothing happens when it is there. */
    void announce(AnnouncedUpload upload, AuditEntry entry);

    /** Returns an upload of a data set; empty when it has none of this id. */
    Optional<AnnouncedUpload> upload(String dataset, UUID id);

    /** The uploads of a data set, the newest first. */
    List<AnnouncedUpload> uploads(String dataset, int limit);

    /** The newest upload of each of these data sets that has any. */
    List<AnnouncedUpload> newest(Collection<String> datasets);
}
