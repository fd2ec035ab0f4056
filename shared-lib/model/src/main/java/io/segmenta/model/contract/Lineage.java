package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run was made from: {@code lineage.json}. All hashes are SHA-256 in hexadecimal.
 *
 * @param bucket of the upload
 * @param key of the upload
 * @param objectVersion of the upload, or its entity tag where the bucket keeps no versions
 * @param dataSha256 of the uploaded file
 * @param configurationSha256 of the settings
 * @param modelSha256 of the model file
 * @param continues the model whose segments it goes on with
 * @param reference the model whose segments its own were compared with
 */
public record Lineage(UUID run, String dataset, String bucket, String key, String objectVersion, String dataSha256,
        String configurationSha256, long seed, String modelSha256, Optional<Continued> continues,
        Optional<Reference> reference) {

    /**
     * A model that a run goes on with.
     *
     * @param run that made it
     * @param modelVersion in the registry, as {@code v3}, where it was live
     */
    public record Continued(UUID run, Optional<String> modelVersion) {}

    /**
     * A model that a run was compared with.
     *
     * @param run that made it
     * @param modelVersion in the registry, as {@code v3}, where it is known
     * @param basis what was known of it when its segments were compared; empty of runs that did not note it
     */
    public record Reference(UUID run, String modelSha256, Optional<String> modelVersion, Optional<Basis> basis) {}

    /**
     * What two models were compared by.
     *
     * @param rows of the earlier file
     * @param missing why that is not all of them, a sentence; empty where it is
     */
    public record Basis(Rows rows, Optional<String> missing) {}

    /** Rows of an earlier file. */
    public enum Rows {
        /** Each row of its upload. */
        ALL,
        /** Those that its run kept. */
        KEPT,
        /** None could be had, or not the model itself. */
        UNKNOWN
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run_id", run);
        document.put("dataset", dataset);
        document.put("bucket", bucket);
        document.put("key", key);
        document.put("object_version", objectVersion);
        document.put("data_sha256", dataSha256);
        document.put("configuration_sha256", configurationSha256);
        document.put("seed", seed);
        document.put("model_sha256", modelSha256);
        continues.ifPresent(earlier -> {
            document.put("continues_run_id", earlier.run());
            earlier.modelVersion().ifPresent(version -> document.put("continues_model_version", version));
        });
        reference.ifPresent(earlier -> {
            document.put("reference_run_id", earlier.run());
            document.put("reference_model_sha256", earlier.modelSha256());
            earlier.modelVersion().ifPresent(version -> document.put("reference_model_version", version));
            earlier.basis().ifPresent(basis -> {
                document.put("reference_rows", basis.rows().name().toLowerCase(Locale.ROOT));
                basis.missing().ifPresent(why -> document.put("reference_missing", why));
            });
        });
        return Json.write(document);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it is no lineage
     */
    public static Lineage parse(byte[] document) {
        return ContractJson.read(document, RunFile.LINEAGE.path(), Lineage::of);
    }

    private static Lineage of(JsonObject object) {
        Optional<Continued> continues = object.has("continues_run_id")
                ? Optional.of(new Continued(ContractJson.uuid(object, "continues_run_id"),
                        object.optionalString("continues_model_version")))
                : Optional.empty();
        Optional<Reference> reference = object.has("reference_run_id")
                ? Optional.of(new Reference(ContractJson.uuid(object, "reference_run_id"),
                        ContractJson.filled(object, "reference_model_sha256"),
                        object.optionalString("reference_model_version"), basis(object)))
                : Optional.empty();
        return new Lineage(ContractJson.uuid(object, "run_id"), object.string("dataset"), object.string("bucket"),
                object.string("key"), object.string("object_version"), ContractJson.filled(object, "data_sha256"),
                object.string("configuration_sha256"), object.integer("seed"),
                ContractJson.filled(object, "model_sha256"), continues, reference);
    }

    private static Optional<Basis> basis(JsonObject object) {
        return object.has("reference_rows")
                ? Optional.of(new Basis(object.constant("reference_rows", Rows.class),
                        object.optionalString("reference_missing")))
                : Optional.empty();
    }
}
