package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RepetitionKey;
import io.segmenta.model.predict.Problem;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks that a run be made once more and compared with what it left, and tells what came of it. What is asked is laid
 * where the repetition function is told of it.
 */
final class Repeating {
    private static final String JSON = "application/json";
    private static final String ASKED_AT = "asked_at";
    private static final String STATE = "state";
    private static final String RUNNING = "running";
    /** Of what came of it, as the function tells it. */
    private static final List<String> TOLD = List.of("finished_at", "version", "made_by", "files", "equal_files",
            "recompressed_files", "differing_files", "left_out");
    private static final int UNPROCESSABLE = 422;

    private final Found found;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    Repeating(Found found, Catalogue catalogue, ObjectStore store, InstantSource clock, Supplier<UUID> ids) {
        this.found = found;
        this.catalogue = catalogue;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    Answer start(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        if (run.status() != Run.Status.SUCCEEDED) {
            throw Refusal.CONFLICT.because("run " + run.id() + " is " + RunShape.status(run)
                    + "; only a run that has succeeded can be repeated");
        }
        RepetitionKey key = new RepetitionKey(run.dataset(), run.id(),
                request.once().map(Request.Once::id).orElseGet(ids));
        // A call with the same key that got no answer has laid it down already.
        if (request.once().isEmpty() || store.head(key.request()).isEmpty()) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            catalogue.audit().enter(Deed.REPETITION_ASKED_FOR.by(request, now, run.dataset(), run.id().toString(),
                    Deed.Change.to(Json.object().put("repetition", key.repetition().toString()))));
            store.create(key.request(), JSON, ObjectContent.of(
                    Json.object().put(ASKED_AT, now.toString()).toString().getBytes(StandardCharsets.UTF_8)));
            request.log().info("repetition asked for", "run_id", run.id(), "repetition", key.repetition());
        }
        return Answer.accepted(address(key), shape(key).orElseThrow()).with("retry-after", "1");
    }

    Answer list(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        List<ObjectNode> shapes = store.list(RepetitionKey.prefix(run.dataset(), run.id())).stream()
                .map(RepetitionKey::parse).flatMap(Optional::stream).map(this::shape).flatMap(Optional::stream)
                .sorted(Comparator.comparing((ObjectNode shape) -> shape.path(ASKED_AT).asText()).reversed()).toList();
        ObjectNode all = Json.object();
        ArrayNode items = all.putArray("items");
        shapes.forEach(items::add);
        return Answer.ok(all);
    }

    Answer one(Request request) {
        request.withoutQuery();
        Run run = found.run(request);
        String id = request.variable("repetition");
        ObjectNode shape = Found.id(id).map(repetition -> new RepetitionKey(run.dataset(), run.id(), repetition))
                .flatMap(this::shape).orElseThrow(() -> Refusal.NOT_FOUND.because("run " + run.id()
                        + " has no repetition \"" + id + '"'));
        Answer answer = Answer.ok(shape);
        return shape.path(STATE).asText().equals(RUNNING) ? answer.with("retry-after", "1") : answer;
    }

    private Optional<ObjectNode> shape(RepetitionKey key) {
        return document(key.request()).map(asked -> {
            ObjectNode shape = Json.object().put("id", key.repetition().toString()).put("run", key.run().toString())
                    .put("dataset", key.dataset()).put(STATE, RUNNING).put(ASKED_AT, asked.path(ASKED_AT).asText());
            document(key.result()).ifPresent(result -> show(shape, result));
            return shape;
        });
    }

    private static void show(ObjectNode shape, JsonNode result) {
        shape.put(STATE, result.path("status").asText());
        TOLD.stream().filter(result::has).forEach(name -> shape.set(name, result.get(name)));
        JsonNode failure = result.path("failure");
        if (failure.isObject()) {
            shape.putObject("failure").put("type", Problem.TYPE + failure.path("code").asText())
                    .put("title", "The run could not be repeated").put("status", UNPROCESSABLE)
                    .put("detail", failure.path("detail").asText());
        }
    }

    private Optional<JsonNode> document(String key) {
        return store.readAll(key).map(bytes -> Json.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static String address(RepetitionKey key) {
        return Routes.BASE + "/runs/" + key.run() + "/repetitions/" + key.repetition();
    }
}
