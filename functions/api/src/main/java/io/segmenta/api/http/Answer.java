package io.segmenta.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.base.Sha256;
import io.segmenta.platform.Json;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a route answers.
 *
 * @param body shared, not copied
 * @param headers names in lower case
 */
public record Answer(int status, byte[] body, Map<String, String> headers) {
    private static final int TAG_LENGTH = 16;
    private static final String PRIVATE = "private, no-cache";
    private static final String FOR_EVER = "private, immutable, max-age=31536000";

    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** An answer with a body of any type. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, body, Map.of("content-type", contentType));
    }

    /** 200 with a JSON document, its entity tag, and leave to keep it as long as it is asked after. */
    public static Answer ok(JsonNode document) {
        return of(200, "application/json", Json.bytes(document)).tagged();
    }

    /** 201 with what was made, and where it is found. */
    public static Answer created(String location, JsonNode document) {
        return of(201, "application/json", Json.bytes(document)).with("location", location).with("cache-control",
                "no-store");
    }

    /** 202 with how it stands, and where that is found. */
    public static Answer accepted(String location, JsonNode document) {
        return of(202, "application/json", Json.bytes(document)).with("location", location).with("cache-control",
                "no-store");
    }

    /** Something that will never change, for browsers to keep. */
    public static Answer forEver(String contentType, byte[] body) {
        return of(200, contentType, body).tagged().with("cache-control", FOR_EVER);
    }

    /** The address under which it is found instead. */
    public static Answer seeOther(String location) {
        return new Answer(303, new byte[0], Map.of("location", location, "cache-control", "no-store"));
    }

    /** The JSON object that it holds, for the caller to change. */
    public ObjectNode object() {
        return (ObjectNode) Json.parse(new ByteArrayInputStream(body));
    }

    /** The answer with another document in it. */
    public Answer holding(JsonNode document) {
        return new Answer(status, Json.bytes(document), headers);
    }

    /** The answer with another header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }

    /** The same headers alone. */
    public Answer withoutBody() {
        return new Answer(status, new byte[0], headers);
    }

    /** The answer with a strong entity tag and leave to keep it. */
    public Answer tagged() {
        return with("etag", tag(body)).with("cache-control", PRIVATE);
    }

    /** The entity tag of a body, with its quotes: 16 hexadecimal characters of its SHA-256. */
    static String tag(byte[] body) {
        return '"' + Sha256.of(body).substring(0, TAG_LENGTH) + '"';
    }

    /** The entity tag, with its quotes. */
    public Optional<String> tag() {
        return Optional.ofNullable(headers.get("etag"));
    }

    /** This answer, or 304 without a body when the caller has it already. */
    public Answer unlessKnown(Optional<String> ifNoneMatch) {
        boolean known = tag().filter(own -> ifNoneMatch.filter(tags -> EntityTags.match(tags, own)).isPresent())
                .isPresent();
        if (!known) {
            return this;
        }
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.remove("content-type");
        return new Answer(304, new byte[0], kept);
    }
}
