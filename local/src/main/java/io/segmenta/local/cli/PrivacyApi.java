package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What a customer may ask for, over the HTTP API. */
final class PrivacyApi {
    private static final String BASE = "/api/v1/privacy/";
    private static final String JSON = "application/json";
    /** The privacy function may take so long, is called again twice, and once more when the hour comes. */
    private static final Duration LIMIT = Duration.ofMinutes(75);

    private final HttpApi api;

    PrivacyApi(HttpApi api) {
        this.api = api;
    }

    private static ObjectNode of(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All that is known of a customer. */
    JsonNode subject(String id) throws IOException {
        return api.post(BASE + "subjects", JSON, bytes(of(id))).good().json();
    }

    /** Puts a customer on the list of those who are left out, or takes one off. */
    JsonNode optOut(String id, boolean out) throws IOException {
        return api.put(BASE + "opt-outs", of(id).put("opted_out", out)).good().json();
    }

    /** Has a customer erased, and waits for the receipt. */
    JsonNode erase(String id, Meter meter) throws IOException {
        JsonNode asked = api.post(BASE + "erasures", JSON, bytes(of(id))).good().json();
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            JsonNode receipt = receipt(asked.path("erasure").asText());
            if (receipt.path("state").asText().equals("done")) {
                return receipt;
            }
            meter.show("erasing", 0, "");
            Pause.brief();
        }
        throw CliException.infrastructure("erasure %s was not done within %d minutes; see: segmenta logs privacy",
                asked.path("erasure").asText(), LIMIT.toMinutes());
    }

    private JsonNode receipt(String erasure) throws IOException {
        return api.document(BASE + "erasures/" + erasure);
    }
}
