package io.segmenta.platform.catalogue;

import java.util.UUID;

/**
 * A run to be claimed.
 *
 * @param version the version id of the object, or its entity tag
 * @param size of the object in bytes
 * @param configuration canonical JSON, or {@code {}} when it cannot be read
 * @param uploadedBy who wrote the object, as AWS names principals; empty where it does not tell
 */
public record NewRun(UUID id, String dataset, String bucket, String key, String version, long size,
        String configurationHash, String configuration, String uploadedBy) {}
