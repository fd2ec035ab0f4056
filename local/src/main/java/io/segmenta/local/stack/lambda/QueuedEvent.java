package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.files.Disk;
import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * An event that waits for an asynchronous call, as it lies on disk.
 *
 * @param attempts calls that have failed so far; a call cut off by the end of the stack does not count
 */
record QueuedEvent(Path file, String requestId, Instant acceptedAt, int attempts, JsonNode payload) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IOException when it cannot be read or is damaged */
    static QueuedEvent read(Disk disk, Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(disk.read(file));
            return new QueuedEvent(file, json.path("requestId").asText(),
                    Instant.parse(json.path("acceptedAt").asText()), json.path("attempts").asInt(),
                    json.path("payload"));
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw DurableFiles.damaged(file, "an event that waits", e);
        }
    }

    void write(Disk disk) throws IOException {
        ObjectNode json = JSON.createObjectNode().put("requestId", requestId).put("acceptedAt", acceptedAt.toString())
                .put("attempts", attempts);
        json.set("payload", payload);
        DurableFiles.write(disk, file, JSON.writeValueAsBytes(json));
    }

    QueuedEvent failedOnce() {
        return new QueuedEvent(file, requestId, acceptedAt, attempts + 1, payload);
    }
}
