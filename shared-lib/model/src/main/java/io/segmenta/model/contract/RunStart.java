package io.segmenta.model.contract;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run starts from: {@code start.json}, written before anything else of it. What is live may be another model by
 * the time a run is taken up again, which would then make other files.
 *
 * @param reference the model whose segments the new ones are compared with; empty where none came before
 * @param schema what was declared of the columns, as it was written; empty where nothing was
 * @param names what people called the segments of that model; empty where nobody has called any otherwise
 */
public record RunStart(Optional<Reference> reference, Optional<String> schema, Optional<SegmentNames> names) {
    /** Why a model is the one to compare with. */
    public enum Reason {
        /** It is live. */
        LIVE,
        /** It was approved last, and nothing is live. */
        APPROVED,
        /** It was made last, and nothing was ever approved. */
        LAST
    }

    /**
     * An earlier model.
     *
     * @param run that made it
     * @param modelSha256 of its file, in hexadecimal
     * @param modelVersion in the registry, as {@code v3}, where it is known
     */
    public record Reference(UUID run, String modelSha256, Optional<String> modelVersion, Reason reason) {}

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        reference.ifPresent(earlier -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("run_id", earlier.run);
            fields.put("model_sha256", earlier.modelSha256);
            earlier.modelVersion.ifPresent(version -> fields.put("model_version", version));
            fields.put("reason", earlier.reason.name().toLowerCase(Locale.ROOT));
            document.put("reference", fields);
        });
        schema.ifPresent(text -> document.put("schema", text));
        names.ifPresent(edited -> document.put("names", edited.fields()));
        return Json.write(document);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static RunStart parse(byte[] document) {
        return ContractJson.read(document, RunFile.START.path(), object -> new RunStart(
                object.has("reference") ? Optional.of(reference(object.object("reference"))) : Optional.empty(),
                object.optionalString("schema"),
                object.has("names") ? Optional.of(SegmentNames.of(object.object("names"))) : Optional.empty()));
    }

    private static Reference reference(JsonObject object) {
        return new Reference(ContractJson.uuid(object, "run_id"), ContractJson.filled(object, "model_sha256"),
                object.optionalString("model_version"), object.constant("reason", Reason.class));
    }
}
