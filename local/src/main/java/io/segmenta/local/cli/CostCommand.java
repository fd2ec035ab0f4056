package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta cost}: what the runs of a data set cost, and were expected to. */
@Command(name = "cost", description = "Show what the runs of a data set cost at AWS's prices, and were expected to.")
final class CostCommand implements Callable<Integer> {
    private static final String USD = "usd";

    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "DATASET", description = "The data set.")
    private String dataset;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Its newest runs, at most so many "
            + "(default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw CliException.user("--limit must be 1 or more, got %d", limit);
        }
        List<JsonNode> runs = new RunsApi(root.api()).newest(dataset, limit);
        double all = runs.stream().mapToDouble(run -> run.path(USD).path("spent").asDouble()).sum();
        Screen screen = root.screen();
        if (root.json()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("dataset", dataset).put("spent", all);
            runs.forEach(run -> {
                ObjectNode one = document.withArray("runs").addObject().put("id", run.path("id").asText())
                        .put("status", run.path("status").asText());
                one.set(USD, run.path(USD).deepCopy());
            });
            screen.json(document);
        } else if (runs.isEmpty()) {
            screen.line("No run of %s.", dataset);
        } else {
            screen.table("", List.of("RUN", "STARTED", "STATE", "EXPECTED", "FUNCTION", "REQUESTS", "A MONTH", "SPENT"),
                    runs.stream().map(CostCommand::row).toList());
            screen.line("%s cost %s, a month of what they stored included, at AWS's prices in %s.",
                    Texts.count(runs.size(), "run"), Texts.usd(all),
                    runs.stream().map(run -> run.at("/usd/prices_of").asText()).filter(region -> !region.isEmpty())
                            .findFirst().orElse("no region"));
        }
        return CliException.OK;
    }

    private static List<String> row(JsonNode run) {
        JsonNode usd = run.path(USD);
        return List.of(Texts.shortId(run.path("id").asText()),
                Texts.time(Instant.parse(run.path("created_at").asText())),
                run.path("status").asText(), expected(usd), amount(usd, "compute"), amount(usd, "requests"),
                amount(usd, "storage_month"), amount(usd, "spent"));
    }

    private static String expected(JsonNode usd) {
        return usd.has("low") ? Texts.usd(usd.path("low").asDouble(), usd.path("high").asDouble()) : "-";
    }

    private static String amount(JsonNode usd, String part) {
        return usd.has(part) ? Texts.usd(usd.path(part).asDouble()) : "-";
    }
}
