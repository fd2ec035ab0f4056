package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** The queues of the template as folders: a message is a file, written whole; its name is its message id. */
final class DeadLetters {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    DeadLetters(Path folder) {
        this.folder = folder;
    }

    /** Where the queues lie in a stack's state. */
    static Path folder(Path stateDir) {
        return stateDir.resolve("dead-letters");
    }

    /** Sends a message; the same id again replaces it. */
    void send(String queue, String messageId, String body, Map<String, String> attributes) throws IOException {
        ObjectNode message = JSON.createObjectNode().put("MessageId", messageId)
                .put("SentTimestamp", Instant.now().toEpochMilli()).put("Body", body);
        ObjectNode given = message.putObject("MessageAttributes");
        attributes.forEach(given::put);
        Path inQueue = Files.createDirectories(folder.resolve(queue));
        DurableFiles.write(inQueue.resolve(messageId + ".json"), JSON.writeValueAsBytes(message));
    }
}
