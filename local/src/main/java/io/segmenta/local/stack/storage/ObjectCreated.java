package io.segmenta.local.stack.storage;

import java.time.Instant;

/**
 * An object came into being.
 *
 * @param event the S3 event, for example {@code ObjectCreated:Put}
 * @param key the key as it is, not encoded
 * @param size bytes
 * @param eTag the entity tag without quotes
 * @param versionId the version of the object, or null in a bucket without versions
 * @param sequencer upper-case hexadecimal digits that order the events of one key
 */
public record ObjectCreated(String event, String bucket, String key, long size, String eTag, String versionId,
        String sequencer, Instant at) {}
