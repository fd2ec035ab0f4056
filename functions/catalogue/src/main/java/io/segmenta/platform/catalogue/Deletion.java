package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.time.Instant;
import java.util.UUID;

/** Somebody wanted a data set to go. */
public record Deletion(String dataset, String by, Instant at) {
    /** Its id, which follows from the data set, as one is deleted once. */
    public UUID id() {
        return Hashes.id("deletion", dataset);
    }
}
