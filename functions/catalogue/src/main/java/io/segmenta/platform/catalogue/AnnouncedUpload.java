package io.segmenta.platform.catalogue;

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
    /** What every key of such a file begins with. */
    public static final String PREFIX = "uploads/";

    /** Where the file is put. */
    public String key() {
        return PREFIX + dataset + '/' + id + '/' + fileName;
    }
}
