package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.ExportRequest;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.predict.Problem;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowValues;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectLinks;
import io.segmenta.platform.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists of rows as one file each. What is asked for is laid where training is told of it, which writes the list; it is
 * fetched from S3.
 */
final class Exporting {
    private static final String JSON = "application/json";
    private static final String VERSION = "version";
    private static final String SEGMENTS = "segments";
    private static final String COLUMNS = "columns";
    private static final String MIN_CONFIDENCE = "min_confidence";
    private static final String OPT_OUTS = "opt_outs";
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final int GONE = 410;

    private final Found found;
    private final Catalogue catalogue;
    private final RunRows rows;
    private final World world;

    /** What it needs of the world. */
    record World(ObjectStore store, ObjectLinks links, InstantSource clock, Supplier<UUID> ids, LeftOut leftOut) {}

    Exporting(Found found, Catalogue catalogue, RunRows rows, World world) {
        this.found = found;
        this.catalogue = catalogue;
        this.rows = rows;
        this.world = world;
    }

    Answer start(Request request) {
        request.withoutQuery();
        Dataset dataset = found.dataset(request);
        Body body = Body.of(request, VERSION, SEGMENTS, COLUMNS, MIN_CONFIDENCE);
        Model model = model(dataset, body);
        RunFolder run = new RunFolder(model.dataset(), model.run());
        RowBlocks index = rows.find(run).orElseThrow(() -> RowLists.noRows(model.run())).index();
        List<String> read = rows.values(run).map(RowValues::columns).orElse(List.of());
        List<String> columns = body.words(COLUMNS, Stream.concat(index.columns().stream(), read.stream()).distinct()
                .toList());
        ExportRequest wanted = new ExportRequest(model.run(), model.version(), body.words(SEGMENTS, index.segments()),
                body.number(MIN_CONFIDENCE, 0, 1, 0), columns.isEmpty() ? index.columns() : columns,
                catalogue.segments().segments(dataset.name()).stream()
                        .collect(Collectors.toMap(KnownSegment::id, KnownSegment::name)));
        body.check();
        ExportKey key = new ExportKey(dataset.name(), request.once().map(Request.Once::id).orElseGet(world.ids()));
        Optional<ExportRequest> asked = asked(request, key);
        if (asked.isEmpty()) {
            enter(request, key, wanted);
            world.store().create(key.request(), JSON, ObjectContent.of(wanted.write()));
            request.log().info("list asked for", "dataset", dataset.name(), "export", key.export());
        }
        return Answer.accepted(address(key), shape(key, asked.orElse(wanted))).with("retry-after", "1");
    }

    /** What a call with the same key that got no answer has laid down; segments may be called otherwise by now. */
    private Optional<ExportRequest> asked(Request request, ExportKey key) {
        return request.once().flatMap(once -> world.store().readAll(key.request()).map(ExportRequest::parse));
    }

    private Model model(Dataset dataset, Body body) {
        List<Model> models = catalogue.models(Optional.of(dataset.name()));
        if (body.has(VERSION)) {
            int version = (int) body.whole(VERSION, 1, Integer.MAX_VALUE);
            body.check();
            return Found.version(models, version).orElseThrow(
                    () -> Found.noVersion(dataset.name(), Integer.toString(version), models));
        }
        Optional<UUID> live = catalogue.liveRun(dataset.name(), models);
        return models.stream().filter(model -> live.filter(model.run()::equals).isPresent()).findFirst().orElseThrow(
                () -> Refusal.NOT_FOUND.because("no version of \"" + dataset.name() + "\" is live; say which version"));
    }

    /** Before there is a list: what is written of people without an entry would be worse than an entry too many. */
    private void enter(Request request, ExportKey key, ExportRequest wanted) {
        Instant now = world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode asked = Json.object().put(VERSION, wanted.version());
        wanted.segments().forEach(asked.putArray(SEGMENTS)::add);
        wanted.columns().forEach(asked.putArray(COLUMNS)::add);
        catalogue.audit().enter(Deed.ROWS_EXPORTED.by(request, now, key.dataset(), key.export().toString(),
                Deed.Change.to(asked.put(MIN_CONFIDENCE, wanted.minConfidence()))));
    }

    Answer one(Request request) {
        request.withoutQuery();
        Dataset dataset = found.dataset(request);
        String id = request.variable("x");
        ExportKey key = Found.id(id).map(export -> new ExportKey(dataset.name(), export))
                .orElseThrow(() -> absent(dataset, id));
        ExportRequest wanted = world.store().readAll(key.request()).map(ExportRequest::parse)
                .orElseThrow(() -> absent(dataset, id));
        ObjectNode shape = shape(key, wanted);
        world.store().readAll(key.result()).map(bytes -> Json.parse(new String(bytes, StandardCharsets.UTF_8)))
                .ifPresent(result -> show(shape, result, key, wanted));
        return Answer.ok(shape).with("cache-control", "private, no-store");
    }

    private static RuntimeException absent(Dataset dataset, String id) {
        return Refusal.NOT_FOUND.because("data set \"" + dataset.name() + "\" has no list \"" + id
                + "\"; lists are kept for a day");
    }

    private void show(ObjectNode shape, JsonNode result, ExportKey key, ExportRequest wanted) {
        JsonNode failure = result.path("failure");
        if (!failure.isObject() && !result.path(OPT_OUTS).asText().equals(world.leftOut().version())) {
            failure = Json.object().put("code", "opt-outs-changed").put("detail",
                    "customers have opted out, or no longer do, since the list was written; ask for it again");
        }
        if (failure.isObject()) {
            shape.put("state", "failed").set("failure", Json.object()
                    .put("type", Problem.TYPE + failure.path("code").asText()).put("title", "The list was not written")
                    .put("status", GONE).put("detail", failure.path("detail").asText()));
            return;
        }
        shape.put("state", "ready").put("rows", result.path("rows").intValue());
        shape.putObject("file").put("url", world.links()
                .link(key.list(), VALID, key.dataset() + "-version-" + wanted.version() + ".csv").toString())
                .put("expires_at", world.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(VALID).toString());
    }

    private static ObjectNode shape(ExportKey key, ExportRequest wanted) {
        ObjectNode shape = Json.object().put("id", key.export().toString()).put("dataset", key.dataset())
                .put("state", "writing").put(VERSION, wanted.version());
        wanted.segments().forEach(shape.putArray(SEGMENTS)::add);
        wanted.columns().forEach(shape.putArray(COLUMNS)::add);
        return shape.put(MIN_CONFIDENCE, wanted.minConfidence());
    }

    private static String address(ExportKey key) {
        return Routes.BASE + "/datasets/" + key.dataset() + "/exports/" + key.export();
    }
}
