package io.segmenta.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.platform.catalogue.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, got " + limit);
        }
        List<Run> runs;
        try (Runs catalogue = new Runs(root.stack())) {
            runs = catalogue.list(Optional.ofNullable(dataset).map(DatasetNames::check), limit);
        }
        Screen screen = root.screen();
        if (root.json()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            runs.forEach(run -> all.add(toJson(run)));
            screen.json(all);
        } else if (runs.isEmpty()) {
            screen.line(dataset == null ? "No run yet; begin one with: segmenta train FILE"
                    : "No run of " + dataset + ".");
        } else {
            List<List<String>> rows = new ArrayList<>();
            runs.forEach(run -> rows.add(row(run)));
            screen.table("", List.of("RUN", "DATASET", "STATE", "STARTED", "TOOK", "K", "SILHOUETTE", "ABOUT"), rows);
        }
        return CliException.OK;
    }

    private List<String> row(Run run) {
        Screen screen = root.screen();
        JsonNode metrics = metrics(run);
        String state = state(screen, run);
        String about = switch (run.status()) {
            case SUCCEEDED -> run.key().substring(run.key().lastIndexOf('/') + 1);
            case FAILED, CANCELLED -> run.detail().orElse(run.reason().orElse("")).replace("\n", "; ");
            case RUNNING -> run.stage() + " " + Texts.percent(TrainingStages.overall(run.stage(), run.progress()));
        };
        Instant end = run.finishedAt().orElse(Instant.now());
        return List.of(Texts.shortId(run.id().toString()), run.dataset(), state, Texts.time(run.createdAt()),
                Texts.seconds(Duration.between(run.createdAt(), end)), metrics.path(MetricNames.CLUSTERS).asText("-"),
                Texts.rounded(metrics.path(MetricNames.SILHOUETTE_SCORE).asText("")), about);
    }

    /** How a run stands, in its colour. */
    static String state(Screen screen, Run run) {
        return switch (run.status()) {
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
