package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Data sets and files that people announce before there is a run of them. */
public interface Uploads {
    /** Adds a data set, unless there is one of the name. */
    void addDataset(String name, Instant now);

    /** Adds an upload; nothing happens when it is there. */
    void announce(AnnouncedUpload upload);

    /** Returns an upload of a data set; empty when it has none of this id. */
    Optional<AnnouncedUpload> upload(String dataset, UUID id);

    /** The uploads of a data set, the newest first. */
    List<AnnouncedUpload> uploads(String dataset, int limit);
}
