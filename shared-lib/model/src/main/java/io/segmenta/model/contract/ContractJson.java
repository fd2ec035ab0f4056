package io.segmenta.model.contract;

import io.segmenta.model.base.DataException;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** Reading of documents, whose every fault becomes a {@link ContractException}. */
final class ContractJson {
    private ContractJson() {}

    /** @param what names the document in messages */
    static <T> T read(byte[] document, String what, Function<JsonObject, T> reader) {
        try {
            return reader.apply(Json.parse(document, what));
        } catch (DataException malformed) {
            throw new ContractException(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    static UUID uuid(JsonObject object, String field) {
        String text = object.string(field);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw object.bad(field, "a UUID", text);
        }
    }

    static Instant instant(JsonObject object, String field) {
        String text = object.string(field);
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw object.bad(field, "an ISO 8601 time", text);
        }
    }

    /** A text of at least one character. */
    static String filled(JsonObject object, String field) {
        String text = object.string(field);
        if (text.isEmpty()) {
            throw object.bad(field, "a string that is not blank", text);
        }
        return text;
    }
}
