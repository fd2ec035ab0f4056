package io.segmenta.training;

import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.storage.ObjectHead;
import java.util.Map;
import java.util.Optional;

/**
 * A file to train on. What is there now counts, not what the notice says was: of several writes to one key, each notice
 * then leads to the run of the last, and none is lost.
 *
 * @param object as it is now; empty when it is gone
 * @param version of the object, or its entity tag where the bucket keeps no versions; of a file that an erasure has
 * written anew that of the original, whose run this is
 * @param size in bytes, the larger of what its notice says and what is there, so that no file passes as smaller than it
 * may be
 */
record Upload(UploadKey key, Optional<ObjectHead> object, String version, long size) {
    static Upload of(UploadKey key, Optional<ObjectHead> object, Notice notice) {
        return new Upload(key, object,
                object.map(head -> original(head).or(head::version).orElse(head.etag()))
                        .orElse(notice.version().orElse(notice.etag())),
                Math.max(notice.size(), object.map(ObjectHead::size).orElse(0L)));
    }

    /** The version that somebody put, of a file that an erasure has written anew; empty of any other. */
    static Optional<String> original(ObjectHead file) {
        return Optional.ofNullable(file.metadata().get(ErasureKey.ORIGINAL));
    }

    /** What the uploader said of it, names in lower case. */
    Map<String, String> metadata() {
        return object.map(ObjectHead::metadata).orElse(Map.of());
    }
}
