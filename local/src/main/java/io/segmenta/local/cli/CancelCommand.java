package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta cancel}: asks for the end of a run. */
@Command(name = "cancel",
        description = "End a run at its next stage; nothing of it is registered. One that has stored what it learned "
                + "by then succeeds.")
final class CancelCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "RUN", description = "The beginning of a run's id, or a data set for its last run.")
    private String run;

    @Override
    public Integer call() throws IOException {
        RunsApi runs = new RunsApi(root.api());
        JsonNode found = runs.cancel(runs.named(run));
        if (root.json()) {
            root.screen().json(found);
        } else {
            root.screen().line("Run %s of %s ends at its next stage; follow it with: segmenta runs %s",
                    Texts.shortId(found.path("id").asText()), found.path("dataset").asText(),
                    found.path("dataset").asText());
        }
        return CliException.OK;
    }
}
