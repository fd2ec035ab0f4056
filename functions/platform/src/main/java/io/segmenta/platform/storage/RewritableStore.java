package io.segmenta.platform.storage;

import java.util.List;
import java.util.Map;

/** A bucket of which things may be taken out for good: what erasing people's rows needs beside the rest. */
public interface RewritableStore extends ObjectStore {
    /**
     * Writes other bytes over an object that is still the one that was seen.
     *
     * @param seen what lay there
     * @param metadata names without {@code x-amz-meta-}
     * @throws ObjectConflictException when somebody else has written since
     */
    void rewrite(ObjectHead seen, String contentType, ObjectContent content, Map<String, String> metadata);

    /**
     * The versions that are no longer the newest ones of their keys, those of deleted keys included; none in a bucket
     * that keeps no versions. Their metadata is not told.
     */
    List<ObjectHead> earlier(String prefix);

    /** Deletes one version for good. */
    void delete(ObjectHead version);
}
