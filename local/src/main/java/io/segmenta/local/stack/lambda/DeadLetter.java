package io.segmenta.local.stack.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call that was given up, as a queue of the template holds it.
 *
 * @param function the ARN of the function, with a qualifier
 * @param requestId of the call
 * @param sentAt when it was given up, milliseconds since 1970
 * @param event what the function was called with
 */
public record DeadLetter(Path file, String function, String requestId, long sentAt, JsonNode event) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESSAGE = ".json";
    private static final String TAKEN = ".json.taken";

    /**
     * Those that lie in the queues, the earliest first. A message that no destination of a function wrote is left out:
     * it does not say whose it is.
     *
     * @param stateDir of the stack
     */
    public static List<DeadLetter> of(Path stateDir) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (Path file : messages(DeadLetters.folder(stateDir))) {
            DeadLetter letter = read(file);
            if (!letter.function().isEmpty()) {
                letters.add(letter);
            }
        }
        letters.sort(Comparator.comparingLong(DeadLetter::sentAt).thenComparing(DeadLetter::file));
        return letters;
    }

    private static List<Path> messages(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(folder, 2,
                (file, attributes) -> file.toString().endsWith(MESSAGE) || file.toString().endsWith(TAKEN))) {
            return files.sorted().toList();
        }
    }

    private static DeadLetter read(Path file) throws IOException {
        try {
            JsonNode message = JSON.readTree(Files.readAllBytes(file));
            JsonNode body = JSON.readTree(message.path("Body").asText());
            JsonNode context = body.path("requestContext");
            return new DeadLetter(file, context.path("functionArn").asText(), context.path("requestId").asText(),
                    message.path("SentTimestamp").asLong(), body.path("requestPayload"));
        } catch (JsonProcessingException e) {
            throw DurableFiles.damaged(file, "a dead letter", e);
        }
    }

    /** The function's name, as {@code segmenta-training}. */
    public String functionName() {
        String[] parts = function.split(":", -1);
        return parts.length > 6 ? parts[6] : function;
    }

    /**
     * Takes the message out of its queue: a call that dies again may write one of the same name. Until it is deleted it
     * goes on being one of {@link #of}.
     */
    public DeadLetter take() throws IOException {
        if (file.toString().endsWith(TAKEN)) {
            return this;
        }
        String name = file.getFileName().toString();
        Path taken = file.resolveSibling(name.substring(0, name.length() - MESSAGE.length()) + TAKEN);
        return new DeadLetter(Files.move(file, taken, StandardCopyOption.REPLACE_EXISTING), function, requestId, sentAt,
                event);
    }

    /** Deletes the message, which has been given back. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
