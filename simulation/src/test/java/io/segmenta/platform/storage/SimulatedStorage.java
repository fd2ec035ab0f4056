package io.segmenta.platform.storage;

import software.amazon.awssdk.services.s3.S3Client;

/** The real store over another S3. */
public final class SimulatedStorage {
    private SimulatedStorage() {}

    /** A bucket of that S3. */
    public static RewritableStore store(S3Client s3, String bucket) {
        return new S3ObjectStore(s3, bucket);
    }
}
