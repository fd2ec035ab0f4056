package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta opt-out}: leaves a customer out. */
@Command(name = "opt-out", description = "Leave a customer out: not answered, counted, trained on or listed.")
final class OptOutCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "ID", description = "The customer's identifier, as the files have it.")
    private String id;

    @Option(names = "--undo", description = "Take the opt-out back.")
    private boolean undo;

    @Override
    public Integer call() throws IOException {
        JsonNode now = new PrivacyApi(root.api()).optOut(id, !undo);
        if (root.json()) {
            root.screen().json(now);
        } else {
            root.screen().line(undo ? "The customer is answered and trained on again, within a minute."
                    : "The customer is left out: predictions say so within a minute, the next training is without.");
        }
        return CliException.OK;
    }
}
