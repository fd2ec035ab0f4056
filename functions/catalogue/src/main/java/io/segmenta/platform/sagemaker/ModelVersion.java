package io.segmenta.platform.sagemaker;

import io.segmenta.platform.ApprovalStatus;
import java.time.Instant;
import java.util.Map;

/**
 * A model version in the registry.
 *
 * @param modelUrl of the model file, {@code s3://...tar.gz}
 * @param changedAt when anything about it last changed
 */
public record ModelVersion(String arn, String group, int version, ApprovalStatus status, String approvalDescription,
        String modelUrl, Map<String, String> properties, Instant changedAt) {
    public ModelVersion {
        properties = Map.copyOf(properties);
    }
}
