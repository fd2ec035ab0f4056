package io.segmenta.local.stack.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** EventBridge's PutEvents, to the stack's one bus. */
public final class EventsApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/x-amz-json-1.1";
    private static final String OPERATION = "AWSEvents.PutEvents";
    /** Of all entries of a request together. */
    private static final int LIMIT = 256 * 1024;
    private static final int ENTRIES = 10;

    private final EventBus bus;

    public EventsApi(EventBus bus) {
        this.bus = bus;
    }

    /** Answers a request. */
    public void handle(Exchange exchange) {
        if (!exchange.header("X-Amz-Target").orElse("").equals(OPERATION)) {
            refuse(exchange, "UnknownOperationException", "this stack supports only PutEvents of EventBridge");
            return;
        }
        exchange.withBody(LIMIT, body -> exchange.inBackground(() -> answer(exchange, body)));
    }

    private void answer(Exchange exchange, Optional<byte[]> body) throws IOException {
        List<JsonNode> entries = body.isEmpty() ? List.of() : entries(body.get());
        if (entries.isEmpty() || entries.size() > ENTRIES) {
            refuse(exchange, "ValidationException", "Entries must have 1 to " + ENTRIES + " events of at most " + LIMIT
                    + " bytes together");
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("Entries");
        int failed = 0;
        for (JsonNode entry : entries) {
            Optional<JsonNode> detail = detail(entry);
            if (detail.isEmpty() || entry.path("Source").asText().isEmpty()
                    || entry.path("DetailType").asText().isEmpty()) {
                failed++;
                results.addObject().put("ErrorCode", "MalformedDetail").put("ErrorMessage",
                        "an event needs Source, DetailType and a JSON object as Detail");
            } else {
                results.addObject().put("EventId", accepted(entry, detail.get()));
            }
        }
        answer.put("FailedEntryCount", failed);
        exchange.send(200, TYPE, JSON.writeValueAsBytes(answer));
    }

    private String accepted(JsonNode entry, JsonNode detail) throws IOException {
        List<String> resources = new ArrayList<>();
        entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
        EventBus.Prepared event = bus.prepare(entry.path("Source").asText(), entry.path("DetailType").asText(),
                resources, detail);
        bus.release(event);
        return event.id();
    }

    private static List<JsonNode> entries(byte[] body) throws IOException {
        try {
            return JSON.readTree(body).path("Entries").valueStream().toList();
        } catch (JsonProcessingException notJson) {
            return List.of();
        }
    }

    private static Optional<JsonNode> detail(JsonNode entry) throws IOException {
        try {
            return Optional.of(JSON.readTree(entry.path("Detail").asText())).filter(JsonNode::isObject);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static void refuse(Exchange exchange, String type, String message) {
        exchange.set("x-amzn-ErrorType", type);
        exchange.send(400, TYPE, JSON.createObjectNode().put("__type", type).put("message", message).toString()
                .getBytes(StandardCharsets.UTF_8));
    }
}
