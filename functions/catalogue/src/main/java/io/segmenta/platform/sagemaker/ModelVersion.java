package io.segmenta.platform.sagemaker;

import io.segmenta.platform.ApprovalStatus;
import java.time.Instant;
import java.util.Map;

/**
 * A model version in the registry.
 *
 * @param modelUrl of the model file, {@code s3://...tar.gz}
 * @param changedAt when anything about it last changed
 * @param changedBy who changed it, as AWS names principals; empty where it does not tell
 */
public record ModelVersion(String arn, String group, int version, ApprovalStatus status, String approvalDescription,
        String modelUrl, Map<String, String> properties, Instant changedAt, String changedBy) {
    public ModelVersion {
        properties = Map.copyOf(properties);
    }
}
