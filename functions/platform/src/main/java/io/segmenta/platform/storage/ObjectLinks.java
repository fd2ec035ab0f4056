package io.segmenta.platform.storage;

import java.net.URI;
import java.time.Duration;

/** Addresses under which somebody without rights of his own may fetch an object for some time. */
@FunctionalInterface
public interface ObjectLinks {
    /**
     * Makes an address. It does not look whether the object is there.
     *
     * @param fileName what browsers save it as: letters, digits, dots, hyphens and underscores
     */
    URI link(String key, Duration validFor, String fileName);
}
