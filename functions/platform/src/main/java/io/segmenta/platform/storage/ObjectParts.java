package io.segmenta.platform.storage;

import java.io.IOException;
import java.util.Optional;

/** The objects of one bucket, for whoever reads stretches of them. */
@FunctionalInterface
public interface ObjectParts {
    /**
     * A stretch of an object, by one request; empty when there is no object.
     *
     * @param from the first byte
     * @param length how many bytes, at least 1
     * @throws IOException when the bucket cannot be reached
     */
    Optional<ObjectPart> part(String key, long from, int length) throws IOException;
}
