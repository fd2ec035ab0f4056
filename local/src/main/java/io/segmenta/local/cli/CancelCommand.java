package io.segmenta.local.cli;

import io.segmenta.platform.catalogue.Run;
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
    private static final int ACCEPTED = 202;

    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "RUN", description = "The beginning of a run's id, or a data set for its last run.")
    private String run;

    @Override
    public Integer call() throws IOException {
        Run found;
        try (Runs runs = new Runs(root.stack())) {
            found = runs.named(run);
        }
        HttpApi.Answer answer = new HttpApi(root.stack().httpApi()).put("/api/v1/runs/" + found.id() + "/cancellation");
        if (answer.status() != ACCEPTED) {
            throw answer.failure();
        }
        if (root.json()) {
            root.screen().json(answer.json());
        } else {
            root.screen().line("Run %s of %s ends at its next stage; follow it with: segmenta runs %s",
                    Texts.shortId(found.id().toString()), found.dataset(), found.dataset());
        }
        return CliException.OK;
    }
}
