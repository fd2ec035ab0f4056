package io.segmenta.local.stack.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The default event bus: takes events of the services and calls the functions of the rules that match.
 * <p>
 * An event is written to an outbox before the change it tells of is made, and handed on after it: a crash in between
 * may tell of a change twice, or of one that was not made, but never loses one. That is what EventBridge promises too.
 */
public final class EventBus {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path outbox;
    private final String account;
    private final String region;
    private final List<CompiledRule> rules;
    private final Target target;

    /** Takes events that are to call a function; returns when the event is safe. */
    @FunctionalInterface
    public interface Target {

        /** Accepts an event for a function, named by its logical id. */
        void accept(String function, JsonNode event) throws IOException;
    }

    private record CompiledRule(EventPattern pattern, String input, String function) {}

    /** @param outbox a folder for events not yet handed on; created if missing */
    public EventBus(Path outbox, String account, String region, List<SystemPlan.Rule> rules, Target target)
            throws IOException {
        this.outbox = Files.createDirectories(outbox);
        this.account = account;
        this.region = region;
        this.target = target;
        this.rules = rules.stream()
                .map(rule -> new CompiledRule(new EventPattern(rule.pattern()), rule.input(), rule.function()))
                .toList();
    }

    /** An event that is written but not handed on. */
    public static final class Prepared {

        private final Path file;
        private final JsonNode event;

        private Prepared(Path file, JsonNode event) {
            this.file = file;
            this.event = event;
        }

        /** The id that the bus gave the event. */
        String id() {
            return event.path("id").asText();
        }
    }

    /** Writes an event about one resource to the outbox. */
    public Prepared prepare(String source, String detailType, String resource, JsonNode detail) throws IOException {
        return prepare(source, detailType, List.of(resource), detail);
    }

    /** Writes an event to the outbox. */
    Prepared prepare(String source, String detailType, List<String> resources, JsonNode detail) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        String id = UUID.randomUUID().toString();
        event.put("version", "0").put("id", id).put("detail-type", detailType).put("source", source)
                .put("account", account).put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .put("region", region);
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        Path file = outbox.resolve(System.currentTimeMillis() + "-" + id + ".json");
        DurableFiles.write(file, JSON.writeValueAsBytes(event));
        return new Prepared(file, event);
    }

    /** Hands a prepared event on to the rules that match it. */
    public void release(Prepared prepared) throws IOException {
        for (CompiledRule rule : rules) {
            if (rule.pattern().matches(prepared.event)) {
                target.accept(rule.function(),
                        rule.input().isEmpty() ? prepared.event : JSON.readTree(rule.input()));
            }
        }
        Files.deleteIfExists(prepared.file);
    }

    /** Hands on what a crash left in the outbox. */
    public void releaseLeftovers() throws IOException {
        List<Prepared> left = new ArrayList<>();
        for (Path file : DurableFiles.list(outbox, ".json")) {
            try {
                left.add(new Prepared(file, JSON.readTree(Files.readAllBytes(file))));
            } catch (JsonProcessingException e) {
                throw DurableFiles.damaged(file, "an event not yet handed on", e);
            }
        }
        for (Prepared prepared : left) {
            release(prepared);
        }
    }
}
