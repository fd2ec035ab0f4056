package io.segmenta.learning;

import io.segmenta.model.contract.UploadKey;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import java.util.Optional;

/** Uploads that runs were made of. */
final class Uploads {
    private Uploads() {}

    /**
     * What a run read; of an upload that has been overwritten its version, where the bucket keeps versions.
     *
     * @param version of the object, or its entity tag where the bucket keeps no versions
     */
    static Optional<ObjectHead> exact(ObjectStore store, String key, String version) {
        Optional<ObjectHead> now = store.head(key);
        if (now.filter(head -> head.version().orElse(head.etag()).equals(version)).isPresent()) {
            return now;
        }
        return now.flatMap(ObjectHead::version).flatMap(_ -> store.head(key, version));
    }

    /** The name of the file under a key. */
    static String file(String key) {
        return UploadKey.parse(key).map(UploadKey::file).orElse(key);
    }
}
