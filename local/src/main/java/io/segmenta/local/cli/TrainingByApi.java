package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Training of a file over the REST API alone, as of a deployment whose bucket the caller need not see: the file is
 * announced, put to a presigned address, and its run is started and followed.
 */
final class TrainingByApi {
    private static final String DATASETS = "/api/v1/datasets";
    private static final Duration PICKED_UP_WITHIN = Duration.ofSeconds(90);
    private static final Duration REGISTERED_WITHIN = Duration.ofSeconds(60);
    private static final long BETWEEN_MILLIS = 500;
    private static final int NOT_FOUND = 404;

    private final Segmenta root;
    private final HttpApi api;
    private final RunsApi runs;
    private final String dataset;

    TrainingByApi(Segmenta root, String dataset) {
        this.root = root;
        this.api = root.api();
        this.runs = new RunsApi(api);
        this.dataset = dataset;
    }

    /**
     * Trains and tells of it as {@code segmenta train} does of this machine, but for the typical rows of segments,
     * which are people's.
     *
     * @throws CliException when the run fails, or is not taken up
     */
    void train(Path file, Map<String, String> settings) throws IOException {
        Screen screen = root.screen();
        String upload = upload(file);
        screen.note("Uploaded " + file.getFileName() + " to data set " + dataset + " as upload " + upload);
        String id = runs.start(dataset, upload, settings).path("id").asText();
        JsonNode run;
        try (Meter meter = screen.meter("")) {
            run = ended(id, meter);
        }
        if (!run.path("status").asText().equals("succeeded")) {
            throw RunsApi.failure(run);
        }
        Results results = Results.read(runs.documents(id));
        Optional<VersionsApi.Version> version = registered(id);
        if (root.json()) {
            ObjectNode node = run.deepCopy();
            node.set("segments", results.segments());
            screen.json(node);
            return;
        }
        new ResultView(screen, results).showAll("");
        screen.blank();
        screen.line("Run %s; what it left: GET /api/v1/runs/%s/documents", Texts.shortId(id), id);
        RunMoney.of(run).ifPresent(money -> TrainCommand.cost(screen, dataset, money));
        version.filter(VersionsApi.Version::pending)
                .ifPresent(pending -> TrainCommand.registered(screen, dataset, pending.label()));
    }

    private String upload(Path file) throws IOException {
        if (api.get(DATASETS + '/' + dataset).status() == NOT_FOUND) {
            post(DATASETS, JsonNodeFactory.instance.objectNode().put("name", dataset));
        }
        JsonNode announced = post(DATASETS + '/' + dataset + "/uploads", JsonNodeFactory.instance.objectNode()
                .put("file_name", file.getFileName().toString()).put("size", Files.size(file)));
        Map<String, String> headers = new HashMap<>();
        announced.at("/put/headers").properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        api.put(URI.create(announced.at("/put/url").asText()), headers, file);
        return announced.path("id").asText();
    }

    private JsonNode post(String path, ObjectNode document) throws IOException {
        return api.post(path, "application/json", document.toString().getBytes(StandardCharsets.UTF_8)).good().json();
    }

    private JsonNode ended(String id, Meter meter) throws IOException {
        Instant begun = Instant.now();
        TrainingMeter training = new TrainingMeter(meter);
        while (true) {
            Optional<JsonNode> run = runs.find(id);
            if (run.isEmpty() && begun.plus(PICKED_UP_WITHIN).isBefore(Instant.now())) {
                throw CliException.infrastructure("the run was not taken up within %d s",
                        PICKED_UP_WITHIN.toSeconds());
            }
            if (run.isPresent()) {
                if (!run.get().path("status").asText().equals("running")) {
                    return run.get();
                }
                training.show(run.get().path("stage").asText(), run.get().path("progress").asDouble(),
                        run.get().path("detail").asText(""));
            }
            Pause.of(BETWEEN_MILLIS);
        }
    }

    private Optional<VersionsApi.Version> registered(String run) throws IOException {
        Instant end = Instant.now().plus(REGISTERED_WITHIN);
        VersionsApi versions = new VersionsApi(api);
        while (Instant.now().isBefore(end)) {
            Optional<VersionsApi.Version> version = versions.versions(dataset).stream()
                    .filter(one -> one.run().toString().equals(run)).findFirst();
            if (version.isPresent()) {
                return version;
            }
            Pause.of(BETWEEN_MILLIS);
        }
        return Optional.empty();
    }
}
