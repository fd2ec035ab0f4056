package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.AnnouncedKey;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that somebody is about to put, or has put, where it notifies nobody.
 *
 * @param fileName as its sender calls it
 * @param size in bytes
 * @param expiresAt until when it may be put
 * @param by who announced it
 */
public record AnnouncedUpload(UUID id, String dataset, String fileName, long size, String contentType,
        Instant createdAt, Instant expiresAt, String by) {
    /** Where the file is put. */
    public AnnouncedKey place() {
        return new AnnouncedKey(dataset, id, fileName);
    }
}
