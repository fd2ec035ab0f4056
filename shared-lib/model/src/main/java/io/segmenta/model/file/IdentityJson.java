package io.segmenta.model.file;

import io.segmenta.model.Identity.Named;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.Identity.Reference;
import io.segmenta.model.Identity.Retired;
import io.segmenta.model.Identity;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The document {@code identity.json}. */
final class IdentityJson {
    private static final int FORMAT = 1;

    private IdentityJson() {}

    static Map<String, Object> document(Identity identity) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        identity.reference().ifPresent(reference -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("run", reference.run());
            fields.put("model_sha256", reference.modelSha256());
            document.put("reference", fields);
        });
        document.put("segments", identity.segments().stream().map(IdentityJson::document).toList());
        document.put("retired", identity.retired().stream().map(IdentityJson::document).toList());
        return document;
    }

    private static Map<String, Object> document(Named named) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cluster", named.cluster());
        fields.put("id", named.id());
        fields.put("name", named.name());
        fields.put("name_source", named.nameSource().name().toLowerCase(Locale.ROOT));
        fields.put("action", named.action());
        fields.put("slot", named.slot());
        fields.put("color", named.color());
        fields.put("born", named.born());
        return fields;
    }

    private static Map<String, Object> document(Retired retired) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", retired.id());
        fields.put("name", retired.name());
        fields.put("slot", retired.slot());
        fields.put("color", retired.color());
        fields.put("in", retired.in());
        return fields;
    }

    static Identity identity(JsonObject document) {
        long format = document.integer("format");
        if (format > FORMAT) {
            throw DataException.of(Reason.BROKEN_MODEL,
                    "identity format %d is newer than this reader (%d); upgrade shared-lib", format, FORMAT);
        }
        Optional<Reference> reference = document.has("reference") ? Optional.of(reference(document.object("reference")))
                : Optional.empty();
        return new Identity(reference, document.objects("segments").stream().map(IdentityJson::named).toList(),
                document.objects("retired").stream().map(IdentityJson::retired).toList());
    }

    private static Reference reference(JsonObject fields) {
        return new Reference(uuid(fields, "run"), fields.string("model_sha256"));
    }

    private static Named named(JsonObject fields) {
        return new Named(fields.integer("cluster", 0, ModelJson.MAX_CLUSTERS), fields.string("id"),
                fields.string("name"), fields.constant("name_source", NameSource.class), fields.string("action"),
                fields.integer("slot", 0, Integer.MAX_VALUE), fields.string("color"), uuid(fields, "born"));
    }

    private static Retired retired(JsonObject fields) {
        return new Retired(fields.string("id"), fields.string("name"), fields.integer("slot", 0, Integer.MAX_VALUE),
                fields.string("color"), uuid(fields, "in"));
    }

    private static UUID uuid(JsonObject fields, String name) {
        String text = fields.string(name);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw fields.bad(name, "a UUID", text);
        }
    }
}
