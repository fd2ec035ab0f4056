package io.segmenta.platform.sagemaker;

import java.util.Map;

/**
 * A model version to be registered.
 *
 * @param token at most 36 letters, digits and hyphens; the same token never gives a second version
 * @param modelUrl of the model file, {@code s3://...tar.gz}
 * @param metricsUrl of the metrics as JSON
 * @param properties at most 50; values that SageMaker would refuse are the caller's to avoid
 */
public record NewVersion(String group, String token, String description, String image, String modelUrl,
        String metricsUrl, Map<String, String> properties) {
    public NewVersion {
        properties = Map.copyOf(properties);
    }
}
