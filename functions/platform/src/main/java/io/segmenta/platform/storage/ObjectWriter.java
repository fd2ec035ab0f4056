package io.segmenta.platform.storage;

import java.io.IOException;

/** The objects of one bucket, for whoever writes small ones whole. */
@FunctionalInterface
public interface ObjectWriter {
    /**
     * Writes an object over whatever lies there.
     *
     * @throws IOException when it was not written, or that is not known
     */
    void put(String key, String contentType, byte[] bytes) throws IOException;
}
