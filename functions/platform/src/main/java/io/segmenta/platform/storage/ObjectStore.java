package io.segmenta.platform.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of one bucket. A bucket that cannot be reached is an unchecked exception, which is thrown on. */
public interface ObjectStore extends ObjectReader, ObjectParts {
    /** The bucket's name. */
    String bucket();

    /** What is known of an object without reading it; empty when there is none. */
    Optional<ObjectHead> head(String key);

    /** As {@link #head(String)}, of one version of a versioned bucket. */
    Optional<ObjectHead> head(String key, String version);

    /** The newest version of an object, for the caller to read and close; empty when there is none. */
    Optional<StoredObject> get(String key);

    /**
     * Exactly the object that the head describes, for the caller to read and close.
     *
     * @throws ObjectConflictException when it has been overwritten or deleted since
     */
    StoredObject open(ObjectHead head);

    /**
     * A stretch of an object, by one request; empty when there is no object.
     *
     * @param from the first byte
     * @param length how many bytes, at least 1
     */
    @Override
    Optional<ObjectPart> part(String key, long from, int length);

    /**
     * Writes an object that must not change any more. Writing the same bytes again does nothing.
     *
     * @throws ObjectConflictException when the key holds other bytes
     */
    void create(String key, String contentType, ObjectContent content);

    /**
     * Replaces an object if it is still the one last seen.
     *
     * @param expected the entity tag last seen, or empty when there was no object
     * @throws ObjectConflictException when somebody else has written since
     */
    void replace(String key, String contentType, ObjectContent content, Optional<String> expected);

    /**
     * Copies exactly the object that the head describes, under other metadata, over whatever lies there.
     *
     * @param metadata names without {@code x-amz-meta-}
     * @return the copy
     * @throws ObjectConflictException when the object has been overwritten or deleted since
     */
    ObjectHead copy(ObjectHead from, String to, Map<String, String> metadata);

    /** Deletes an object; nothing happens when there is none. */
    void delete(String key);

    @Override
    Found find(String key, Optional<String> knownEtag);

    /** A small object whole; empty when there is none. */
    default Optional<byte[]> readAll(String key) {
        return switch (find(key, Optional.empty())) {
            case Found.Content content -> Optional.of(content.bytes());
            case Found.Absent _,Found.Unchanged _ -> Optional.empty();
        };
    }

    @Override
    List<String> list(String prefix);
}
