package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as the catalogue knows it.
 *
 * @param progress how much of the stage is done, from 0 to 1
 * @param attempts how often it was claimed
 * @param reason of a run that failed or was cancelled, a code
 * @param detail of a run that failed or was cancelled a sentence, of one that runs what it is doing, where that is
 * known
 * @param metrics of a succeeded run, a JSON object
 * @param uploadedBy who wrote the object, as AWS names principals; empty where it does not tell
 */
public record Run(UUID id, String dataset, String bucket, String key, String version, long size,
        String configurationHash, Status status, String owner, Instant leaseUntil, int attempts, String stage,
        double progress, Optional<String> reason, Optional<String> detail, Optional<String> dataSha256,
        Optional<String> modelSha256, Optional<String> metrics, Instant createdAt, Instant updatedAt,
        Optional<Instant> finishedAt, String uploadedBy) {
    /** Where a run is. */
    public enum Status {
        RUNNING, SUCCEEDED, FAILED, CANCELLED
    }
}
