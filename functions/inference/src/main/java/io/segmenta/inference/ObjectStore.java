package io.segmenta.inference;

import java.io.IOException;
import java.util.List;

/** The bucket, as far as predictions need it. */
public interface ObjectStore {

    /** What was found under a key. */
    sealed interface Found {

        /** The object. The bytes are shared, not copied. */
        record Content(byte[] bytes, String tag) implements Found {}

        /** The object is still the one whose tag the caller knows. */
        record Unchanged() implements Found {}

        /** There is no such object. */
        record Absent() implements Found {}
    }

    /**
     * Reads an object, unless it is the one the caller knows.
     *
     * @param knownTag the tag of an earlier answer; null to read in any case
     */
    Found find(String key, String knownTag) throws IOException;

    /** Returns the keys that start with the prefix, in order. */
    List<String> list(String prefix) throws IOException;
}
