package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is live for a data set: {@code live/<dataset>.json}, written by deployment once a version has proved healthy.
 *
 * @param target what answers
 * @param modelKey of the model file
 * @param modelSha256 of the model file in hexadecimal; empty when the registry does not know it
 * @param modelVersion in the registry, as {@code v3}
 * @param modelPackageArn the version's ARN
 * @param captureSeconds how long answers are counted before the counts are written; 0 where none are counted
 * @param looksUp whether the model has columns of a view of features, which predictions look up
 */
public record LivePointer(String dataset, Target target, String modelKey, String modelSha256, String modelVersion,
        String modelPackageArn, Instant updatedAt, int captureSeconds, boolean looksUp) {
    /** How long answers are counted where the pointer does not say. */
    public static final int CAPTURE_SECONDS = 300;

    private static final int MOST_CAPTURE_SECONDS = 86_400;

    /** What every pointer's key begins with. */
    public static final String PREFIX = "live/";

    /** For how long a reader may go by what it has read; whoever takes away what a pointer named waits longer. */
    public static final Duration RECHECK = Duration.ofSeconds(5);

    private static final String SUFFIX = ".json";

    /** What answers for a data set. */
    public sealed interface Target {
        /** Its word in documents, answers and the catalogue. */
        String word();
    }

    /**
     * A SageMaker endpoint answers.
     *
     * @param name of the endpoint
     */
    public record Endpoint(String name) implements Target {
        /** Its word in documents. */
        public static final String WORD = "endpoint";

        @Override
        public String word() {
            return WORD;
        }
    }

    /** The inference function answers by itself. */
    public record Lambda() implements Target {
        /** Its word in documents. */
        public static final String WORD = "lambda";

        @Override
        public String word() {
            return WORD;
        }
    }

    /** A pointer to a model whose answers are counted as usual. */
    public LivePointer(String dataset, Target target, String modelKey, String modelSha256, String modelVersion,
            String modelPackageArn, Instant updatedAt) {
        this(dataset, target, modelKey, modelSha256, modelVersion, modelPackageArn, updatedAt, CAPTURE_SECONDS, false);
    }

    /** Where the pointer of a data set lies. */
    public static String key(String dataset) {
        return PREFIX + dataset + SUFFIX;
    }

    /** The data set whose pointer a key is; empty when it is none. */
    public static Optional<String> dataset(String key) {
        return Optional.of(key).filter(it -> it.startsWith(PREFIX) && it.endsWith(SUFFIX))
                .map(it -> it.substring(PREFIX.length(), it.length() - SUFFIX.length())).filter(DatasetName::isValid);
    }

    /** Whether two pointers say the same, whenever they were written. */
    public boolean saysTheSameAs(LivePointer other) {
        return at(other.updatedAt).equals(other);
    }

    private LivePointer at(Instant time) {
        return new LivePointer(dataset, target, modelKey, modelSha256, modelVersion, modelPackageArn, time,
                captureSeconds, looksUp);
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dataset", dataset);
        document.put("target", target.word());
        if (target instanceof Endpoint endpoint) {
            document.put("endpoint", endpoint.name());
        }
        document.put("model_key", modelKey);
        document.put("model_sha256", modelSha256);
        document.put("model_version", modelVersion);
        document.put("model_package_arn", modelPackageArn);
        document.put("updated_at", updatedAt);
        if (captureSeconds != CAPTURE_SECONDS) {
            document.put("capture_seconds", captureSeconds);
        }
        if (looksUp) {
            document.put("looks_up", true);
        }
        return Json.write(document);
    }

    /**
     * Reads the pointer of a data set.
     *
     * @throws ContractException when the document is none
     */
    public static LivePointer parse(String dataset, byte[] document) {
        return ContractJson.read(document, key(dataset), LivePointer::of);
    }

    private static LivePointer of(JsonObject object) {
        return new LivePointer(ContractJson.filled(object, "dataset"), target(object),
                ContractJson.filled(object, "model_key"), object.string("model_sha256"),
                ContractJson.filled(object, "model_version"), object.string("model_package_arn"),
                ContractJson.instant(object, "updated_at"),
                object.has("capture_seconds") ? object.integer("capture_seconds", 0, MOST_CAPTURE_SECONDS)
                        : CAPTURE_SECONDS,
                object.has("looks_up") && object.bool("looks_up"));
    }

    private static Target target(JsonObject object) {
        String word = object.string("target");
        if (word.equals(Endpoint.WORD)) {
            return new Endpoint(ContractJson.filled(object, "endpoint"));
        } else if (word.equals(Lambda.WORD)) {
            return new Lambda();
        }
        throw object.bad("target", "\"" + Endpoint.WORD + "\" or \"" + Lambda.WORD + '"', word);
    }
}
