package io.segmenta.platform.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The objects of one bucket, for whoever reads small ones whole. */
public interface ObjectReader {

    /** What was found under a key. */
    sealed interface Found {

        /**
         * The object.
         *
         * @param bytes shared, not copied
         * @param etag without quotes
         */
        record Content(byte[] bytes, String etag) implements Found {}

        /** The object is still the one whose entity tag the caller knows. */
        record Unchanged() implements Found {}

        /** There is no such object. */
        record Absent() implements Found {}
    }

    /**
     * Reads the newest version of an object, unless it is the one the caller knows.
     *
     * @param knownEtag of an earlier answer; empty to read in any case
     * @throws IOException when the bucket cannot be reached
     */
    Found find(String key, Optional<String> knownEtag) throws IOException;

    /**
     * The keys that begin with the prefix, in order.
     *
     * @throws IOException when the bucket cannot be reached
     */
    List<String> list(String prefix) throws IOException;
}
