package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.model.contract.MetricNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta models}: what the registry holds, and which version serves. */
@Command(name = "models", description = "List the registered models: approval, quality, which one serves.")
final class ModelsCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "Only the models of this data set.")
    private @Nullable String dataset;

    @Override
    public Integer call() throws IOException {
        VersionsApi api = new VersionsApi(root.api());
        List<String> datasets = dataset == null ? api.datasets() : List.of(DatasetNames.check(dataset));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        List<List<String>> rows = new ArrayList<>();
        for (String name : datasets) {
            for (VersionsApi.Version version : api.versions(name)) {
                all.add(version.document());
                rows.add(row(version));
            }
        }
        show(all, rows);
        return CliException.OK;
    }

    private void show(ArrayNode all, List<List<String>> rows) {
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(all);
        } else if (rows.isEmpty()) {
            screen.line(dataset == null
                    ? "No model is registered yet; train one with: segmenta train FILE"
                    : "No model of " + dataset + " is registered.");
        } else {
            screen.table("", List.of("DATASET", "VERSION", "APPROVAL", "SERVES", "K", "SILHOUETTE", "CREATED", "RUN"),
                    rows);
        }
    }

    private List<String> row(VersionsApi.Version version) {
        Screen screen = root.screen();
        JsonNode document = version.document();
        String status = document.path("status").asText();
        String approval = switch (status) {
            case "approved" -> screen.green(status);
            case "rejected" -> screen.red(status);
            default -> screen.yellow("pending");
        };
        JsonNode metrics = document.path("metrics");
        return List.of(version.dataset(), version.label(), approval, version.live() ? screen.green("live") : "",
                metrics.path(MetricNames.CLUSTERS).asText("-"),
                Texts.rounded(metrics.path(MetricNames.SILHOUETTE_SCORE).asText("")),
                Texts.time(Instant.parse(document.path("created_at").asText())),
                Texts.shortId(version.run().toString()));
    }
}
