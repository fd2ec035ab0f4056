package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta subject}: all that is known of a customer. */
@Command(name = "subject", description = "Tell all that is known of a customer, for a data-subject request.")
final class SubjectCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "ID", description = "The customer's identifier, as the files have it.")
    private String id;

    @Override
    public Integer call() throws IOException {
        JsonNode known = new PrivacyApi(root.api()).subject(id);
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(known);
            return CliException.OK;
        }
        screen.line(known.path("opted_out").asBoolean() ? "The customer has opted out."
                : "The customer has not opted out.");
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode dataset : known.path("datasets")) {
            for (JsonNode version : dataset.path("history")) {
                rows.add(List.of(dataset.path("dataset").asText(), version.path("version").asText(),
                        version.path("name").asText(), version.path("confidence").asText()));
            }
        }
        if (rows.isEmpty()) {
            screen.line("No version of any data set has a row of this customer.");
        } else {
            screen.table("", List.of("DATA SET", "VERSION", "SEGMENT", "CONFIDENCE"), rows);
            screen.line("With --json: what the model read, and why.");
        }
        return CliException.OK;
    }
}
