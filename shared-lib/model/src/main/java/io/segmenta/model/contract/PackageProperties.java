package io.segmenta.model.contract;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a version in SageMaker's model registry carries of its run: the customer metadata of the model package. Somebody
 * else may have registered a version, so any of them may be missing.
 *
 * @param run the run's id
 * @param segments how many, in digits
 * @param silhouette its mean, six decimals
 * @param modelSha256 of the model file
 * @param configurationSha256 of the run's settings, {@code config.json}
 * @param dataSha256 of the uploaded file
 * @param cardSha256 of the evidence card, {@code card.json}
 */
public record PackageProperties(Optional<String> run, Optional<String> dataset, Optional<String> segments,
        Optional<String> silhouette, Optional<String> modelSha256, Optional<String> configurationSha256,
        Optional<String> dataSha256, Optional<String> cardSha256) {
    private static final String RUN = "run_id";
    private static final String DATASET = "dataset";
    private static final String SEGMENTS = "k";
    private static final String SILHOUETTE = "silhouette";
    private static final String MODEL_SHA256 = "model_sha256";
    private static final String CONFIGURATION_SHA256 = "configuration_sha256";
    private static final String DATA_SHA256 = "data_sha256";
    private static final String CARD_SHA256 = "card_sha256";
    /** SageMaker takes no longer value, and none that is empty. */
    private static final int MAX_LENGTH = 256;

    /** The metadata by name, in alphabetical order; what SageMaker would refuse is left out. */
    public Map<String, String> write() {
        Map<String, String> properties = new TreeMap<>();
        run.ifPresent(value -> properties.put(RUN, value));
        dataset.ifPresent(value -> properties.put(DATASET, value));
        segments.ifPresent(value -> properties.put(SEGMENTS, value));
        silhouette.ifPresent(value -> properties.put(SILHOUETTE, value));
        modelSha256.ifPresent(value -> properties.put(MODEL_SHA256, value));
        configurationSha256.ifPresent(value -> properties.put(CONFIGURATION_SHA256, value));
        dataSha256.ifPresent(value -> properties.put(DATA_SHA256, value));
        cardSha256.ifPresent(value -> properties.put(CARD_SHA256, value));
        properties.values().removeIf(value -> value.isEmpty() || value.length() > MAX_LENGTH);
        return properties;
    }

    /** The run, where it is one of ours: others may call theirs as they like. */
    public Optional<UUID> runId() {
        return run.flatMap(text -> {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException another) {
                return Optional.empty();
            }
        });
    }

    /** Reads the metadata of a model package, whatever else it holds. */
    public static PackageProperties read(Map<String, String> properties) {
        return new PackageProperties(value(properties, RUN), value(properties, DATASET), value(properties, SEGMENTS),
                value(properties, SILHOUETTE), value(properties, MODEL_SHA256), value(properties, CONFIGURATION_SHA256),
                value(properties, DATA_SHA256), value(properties, CARD_SHA256));
    }

    private static Optional<String> value(Map<String, String> properties, String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
