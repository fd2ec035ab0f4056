package io.segmenta.platform.storage;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of an object without reading it.
 *
 * @param etag without quotes
 * @param version of a versioned bucket
 * @param size in bytes
 * @param metadata the uploader's, names in lower case
 */
public record ObjectHead(String key, String etag, Optional<String> version, long size, Map<String, String> metadata) {
    public ObjectHead {
        metadata = Map.copyOf(metadata);
    }
}
