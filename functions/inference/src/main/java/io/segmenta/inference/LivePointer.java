package io.segmenta.inference;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.Locale;

/** What deployment says is live for a dataset: {@code live/<dataset>.json}. */
record LivePointer(String dataset, Target target, String endpoint, String modelKey, String modelSha256,
        String modelVersion) {

    enum Target {
        ENDPOINT, LAMBDA
    }

    static final String PREFIX = "live/";
    static final String SUFFIX = ".json";

    static String key(String dataset) {
        return PREFIX + dataset + SUFFIX;
    }

    static LivePointer parse(String dataset, byte[] document) {
        JsonObject object = Json.parse(document, key(dataset));
        Target target = Target.valueOf(object.string("target").toUpperCase(Locale.ROOT));
        return new LivePointer(dataset, target, object.optionalString("endpoint").orElse("segmenta-" + dataset),
                object.optionalString("model_key").orElse(""), object.optionalString("model_sha256").orElse(""),
                object.string("model_version"));
    }
}
