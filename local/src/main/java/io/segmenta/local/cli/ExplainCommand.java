package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Parameters;

/** {@code segmenta explain}: why a run ended as it did. */
@Command(name = "explain", description = "Tell why a run ended as it did: verdict, what rests on what, what was found "
        + "in the file.")
final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "RUN", description = "The beginning of a run's id, or a data set for its last run.")
    private String run;

    @Override
    public Integer call() throws IOException {
        RunsApi runs = new RunsApi(root.api());
        JsonNode found = runs.succeeded(run);
        Results results = Results.read(runs.documents(found.path("id").asText()));
        Screen screen = root.screen();
        if (root.json()) {
            ObjectNode node = found.deepCopy();
            node.set("report", results.report());
            node.set("metrics", results.metrics());
            screen.json(node);
        } else {
            screen.line("Run %s of %s, from %s, %s", Texts.shortId(found.path("id").asText()),
                    found.path("dataset").asText(), found.at("/upload/key").asText(),
                    Texts.time(Instant.parse(found.path("created_at").asText())));
            screen.blank();
            ResultView view = new ResultView(screen, results);
            view.quality("");
            view.reasons("");
            screen.blank();
            view.understood("");
        }
        return CliException.OK;
    }
}
