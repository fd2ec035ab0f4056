package io.segmenta.serving;

import io.segmenta.model.contract.LivePointer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param port to listen on; 0 picks a free one
 * @param host to listen on; empty for every interface, as a container must
 * @param modelFolder where SageMaker unpacks the model
 * @param modelVersion told in every answer
 * @param modelSha256 of the model file that may be loaded; empty takes any, as on a developer's machine
 * @param names where people's names of the segments are; empty answers with those of the model
 * @param captureSeconds how long answers are counted before the counts are written; 0 counts none
 * @param exitWithStdin end when standard input closes, for a parent that must leave no process behind
 * @param batch what batch transform was set to
 */
record ServingSettings(int port, String host, Path modelFolder, String modelVersion, Optional<String> modelSha256,
        Optional<Names> names, int captureSeconds, boolean exitWithStdin, BatchTransform batch) {

    /** The bucket and the data set whose segments people name. */
    record Names(String bucket, String dataset) {}

    private static final int MOST_CAPTURE_SECONDS = 86_400;

    /**
     * The contract of batch transform.
     *
     * @param maxPayloadMegabytes at most the 6 MB that a request may have anyway
     */
    record BatchTransform(int maxConcurrent, String strategy, int maxPayloadMegabytes) {}

    static final int MAX_PAYLOAD_MEGABYTES = 6;

    static ServingSettings of(Map<String, String> environment) {
        return new ServingSettings(whole(environment, "SEGMENTA_PORT", 8080, 0, 65_535),
                environment.getOrDefault("SEGMENTA_HOST", ""),
                Path.of(environment.getOrDefault("SEGMENTA_MODEL_DIR", "/opt/ml/model")),
                environment.getOrDefault("SEGMENTA_MODEL_VERSION", "unknown"),
                text(environment, "SEGMENTA_MODEL_SHA256"),
                text(environment, "SEGMENTA_BUCKET").flatMap(
                        bucket -> text(environment, "SEGMENTA_DATASET").map(dataset -> new Names(bucket, dataset))),
                whole(environment, "SEGMENTA_CAPTURE_SECONDS", LivePointer.CAPTURE_SECONDS, 0, MOST_CAPTURE_SECONDS),
                Boolean.parseBoolean(environment.get("SEGMENTA_EXIT_WITH_STDIN")), batch(environment));
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    int maxBodyBytes() {
        return batch.maxPayloadMegabytes << 20;
    }

    private static BatchTransform batch(Map<String, String> environment) {
        int processors = Runtime.getRuntime().availableProcessors();
        int payload = whole(environment, "SAGEMAKER_MAX_PAYLOAD_IN_MB", MAX_PAYLOAD_MEGABYTES, 0, 100);
        String strategy = environment.getOrDefault("SAGEMAKER_BATCH_STRATEGY", "MULTI_RECORD");
        if (!strategy.equals("MULTI_RECORD") && !strategy.equals("SINGLE_RECORD")) {
            throw new IllegalArgumentException(
                    "SAGEMAKER_BATCH_STRATEGY must be one of [MULTI_RECORD, SINGLE_RECORD], got \"" + strategy + '"');
        }
        // 0 is SageMaker's word for "no limit of its own".
        return new BatchTransform(whole(environment, "SAGEMAKER_MAX_CONCURRENT_TRANSFORMS", processors, 1, 1000),
                strategy, payload == 0 ? MAX_PAYLOAD_MEGABYTES : Math.min(payload, MAX_PAYLOAD_MEGABYTES));
    }

    private static int whole(Map<String, String> environment, String name, int byDefault, int low, int high) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return byDefault;
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the bounds.
        }
        throw new IllegalArgumentException(
                name + " must be a whole number in [" + low + ", " + high + "], got \"" + text + '"');
    }
}
