package io.segmenta.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What S3 says about an object.
 *
 * @param key decoded; as it was written when it cannot be decoded
 * @param version of a versioned bucket
 * @param size in bytes, as declared
 */
record Notice(String event, String bucket, String key, Optional<String> version, String etag, long size) {
    boolean isCreation() {
        return event.startsWith("ObjectCreated:") || event.startsWith("s3:ObjectCreated:");
    }

    /**
     * The records of a notification, or of a list of records; none in the test event that S3 sends when a notification
     * is set up.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static List<Notice> parse(JsonNode event) {
        if (event.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        JsonNode records = event.isArray() ? event : event.path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException("the event is no notification of S3: it has no list \"Records\"");
        }
        List<Notice> notices = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode s3 = record.path("s3");
            JsonNode object = s3.path("object");
            if (!object.path("key").isTextual() || !s3.path("bucket").path("name").isTextual()) {
                throw new IllegalArgumentException("a record of the notification names no bucket and key");
            }
            notices.add(new Notice(record.path("eventName").asText(), s3.path("bucket").path("name").textValue(),
                    decoded(object.path("key").textValue()),
                    Optional.ofNullable(object.path("versionId").textValue()).filter(version -> !version.isEmpty()),
                    object.path("eTag").asText(), object.path("size").asLong()));
        }
        return notices;
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }
}
