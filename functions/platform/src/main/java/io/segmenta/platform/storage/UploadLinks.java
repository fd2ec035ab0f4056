package io.segmenta.platform.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Addresses under which somebody without rights of his own may put one object for some time. */
@FunctionalInterface
public interface UploadLinks {
    /**
     * Where an object is put, by {@code PUT}.
     *
     * @param headers that the request has to have, as they are
     */
    record Link(URI address, Map<String, String> headers) {
        public Link {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Makes an address for an object of exactly this size and type; S3 refuses any other.
     *
     * @param size in bytes
     */
    Link link(String key, String contentType, long size, Duration validFor);
}
