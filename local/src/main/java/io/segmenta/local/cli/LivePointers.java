package io.segmenta.local.cli;

import io.segmenta.model.contract.LivePointer;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What serves now, as the bucket tells. */
final class LivePointers {
    private final S3Client s3;
    private final String bucket;

    LivePointers(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The pointer of a data set, or empty when nothing of it serves. */
    Optional<LivePointer> of(String dataset) {
        try {
            return Optional.of(LivePointer.parse(dataset,
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(LivePointer.key(dataset)))
                            .asByteArrayUnsafe()));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }
}
