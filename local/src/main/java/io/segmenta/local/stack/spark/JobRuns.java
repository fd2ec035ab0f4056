package io.segmenta.local.stack.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The job runs, each a JSON file that is replaced whole, in the form in which GetJobRun shows them. A change of state
 * is told to the bus. Safe for use by several threads.
 */
final class JobRuns {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Set<String> ENDED = Set.of("SUCCESS", "FAILED", "CANCELLED");

    private final Path folder;
    private final EventBus bus;
    private final Map<String, ObjectNode> runs = new TreeMap<>();

    JobRuns(Path folder, EventBus bus) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bus = bus;
        for (Path file : DurableFiles.list(folder, ".json")) {
            ObjectNode run = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
            runs.put(run.path("jobRunId").asText(), run);
        }
    }

    private static boolean isOver(ObjectNode run) {
        return ENDED.contains(run.path("state").asText());
    }

    synchronized boolean isOver(String id) {
        ObjectNode run = runs.get(id);
        return run == null || isOver(run);
    }

    synchronized Optional<ObjectNode> find(String application, String id) {
        return Optional.ofNullable(runs.get(id))
                .filter(run -> run.path("applicationId").asText().equals(application)).map(ObjectNode::deepCopy);
    }

    /** Those of an application, the newest first. */
    synchronized List<ObjectNode> all(String application) {
        return runs.values().stream().filter(run -> run.path("applicationId").asText().equals(application))
                .sorted(Comparator.comparingDouble((ObjectNode run) -> run.path("createdAt").asDouble()).reversed())
                .map(ObjectNode::deepCopy).toList();
    }

    synchronized List<ObjectNode> open() {
        return runs.values().stream().filter(run -> !isOver(run)).map(ObjectNode::deepCopy).toList();
    }

    /** The run that a token has started. */
    synchronized Optional<ObjectNode> ofToken(String token) {
        return runs.values().stream().filter(run -> run.path("_token").asText().equals(token)).findFirst()
                .map(ObjectNode::deepCopy);
    }

    synchronized void add(ObjectNode run) throws IOException {
        put(run);
    }

    /**
     * Brings a run that is not over into another state.
     *
     * @return whether it was not over
     */
    synchronized boolean change(String id, String state, String details) throws IOException {
        ObjectNode run = runs.get(id);
        if (run == null || isOver(run)) {
            return false;
        }
        String before = run.path("state").asText();
        ObjectNode changed = run.deepCopy().put("state", state).put("stateDetails", details).put("updatedAt", now());
        EventBus.Prepared event = bus.prepare("aws.emr-serverless", "EMR Serverless Job Run State Change",
                run.path("arn").asText(), detail(changed, before));
        put(changed);
        bus.release(event);
        return true;
    }

    private static ObjectNode detail(ObjectNode run, String before) {
        return JSON.createObjectNode().put("jobRunId", run.path("jobRunId").asText())
                .put("applicationId", run.path("applicationId").asText()).put("arn", run.path("arn").asText())
                .put("releaseLabel", run.path("releaseLabel").asText()).put("state", run.path("state").asText())
                .put("previousState", before).put("createdBy", run.path("createdBy").asText())
                .put("updatedAt", Instant.now().toString());
    }

    private void put(ObjectNode run) throws IOException {
        String id = run.path("jobRunId").asText();
        DurableFiles.write(folder.resolve(id + ".json"), JSON.writeValueAsBytes(run));
        runs.put(id, run);
    }

    /** Seconds since 1970, as the protocol has times. */
    static double now() {
        return Instant.now().toEpochMilli() / 1000.0;
    }

    /** The run as answers show it. */
    static ObjectNode shown(ObjectNode run, UnaryOperator<ObjectNode> more) {
        ObjectNode copy = run.deepCopy();
        copy.remove("_token");
        return more.apply(copy);
    }
}
