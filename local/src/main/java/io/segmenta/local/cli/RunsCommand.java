package io.segmenta.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code segmenta runs}: what was trained, newest first. */
@Command(name = "runs", description = "List the runs, newest first: state, quality, reason of a failure.")
final class RunsCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "Only the runs of this data set.")
    private @Nullable String dataset;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: "
            + "${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, got " + limit);
        }
        RunsApi api = new RunsApi(root.api());
        List<JsonNode> runs = dataset == null ? api.newest(limit) : api.newest(dataset, limit);
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(JsonNodeFactory.instance.arrayNode().addAll(runs));
        } else if (runs.isEmpty()) {
            screen.line(dataset == null ? "No run yet; begin one with: segmenta train FILE"
                    : "No run of " + dataset + ".");
        } else {
            screen.table("", List.of("RUN", "DATASET", "STATE", "STARTED", "TOOK", "K", "SILHOUETTE", "ABOUT"),
                    runs.stream().map(this::row).toList());
        }
        return CliException.OK;
    }

    private List<String> row(JsonNode run) {
        Screen screen = root.screen();
        JsonNode metrics = run.path("metrics");
        Run.Status status = Run.Status.valueOf(run.path("status").asText().toUpperCase(Locale.ROOT));
        String stage = run.path("stage").asText();
        String about = switch (status) {
            case SUCCEEDED -> {
                String key = run.at("/upload/key").asText();
                yield key.substring(key.lastIndexOf('/') + 1);
            }
            case FAILED -> run.at("/failure/detail").asText().replace("\n", "; ");
            case CANCELLED -> run.path("detail").asText();
            case RUNNING -> stage + " "
                    + Texts.percent(TrainingStages.overall(stage, run.path("progress").asDouble()));
        };
        Instant begin = Instant.parse(run.path("created_at").asText());
        Instant end = run.has("finished_at") ? Instant.parse(run.path("finished_at").asText()) : Instant.now();
        return List.of(Texts.shortId(run.path("id").asText()), run.path("dataset").asText(), state(screen, status),
                Texts.time(begin), Texts.seconds(Duration.between(begin, end)),
                metrics.path(MetricNames.CLUSTERS).asText("-"),
                Texts.rounded(metrics.path(MetricNames.SILHOUETTE_SCORE).asText("")), about);
    }

    /** How a run stands, in its colour. */
    static String state(Screen screen, Run.Status status) {
        return switch (status) {
            case SUCCEEDED -> screen.green("succeeded");
            case FAILED -> screen.red("failed");
            case CANCELLED -> screen.yellow("cancelled");
            case RUNNING -> screen.yellow("running");
        };
    }

    /** Where a run's results are in the bucket, with a slash at its end. */
    static String folder(Run run) {
        return new RunFolder(run.dataset(), run.id()).prefix();
    }

    static JsonNode metrics(Run run) {
        try {
            return JSON.readTree(run.metrics().orElse("{}"));
        } catch (JsonProcessingException broken) {
            throw CliException.infrastructure(broken, "the catalogue holds broken metrics of the run %s", run.id());
        }
    }

    static ObjectNode toJson(Run run) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("run_id", run.id().toString()).put("dataset", run.dataset()).put("status", run.status().name())
                .put("bucket", run.bucket()).put("key", run.key()).put("stage", run.stage())
                .put("progress", run.progress()).put("created_at", run.createdAt().toString())
                .put("finished_at", run.finishedAt().map(Instant::toString).orElse(null))
                .put("reason", run.reason().orElse(null)).put("detail", run.detail().orElse(null));
        node.set("metrics", metrics(run));
        return node;
    }
}
