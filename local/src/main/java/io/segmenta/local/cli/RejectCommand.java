package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta reject}: a version that must not serve. */
@Command(name = "reject", description = "Reject a model version; one that serves is replaced by the one before it.")
final class RejectCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "MODEL", description = "DATASET (its newest pending version) or DATASET/v3.")
    private String model;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    private @Nullable String reason;

    @Override
    public Integer call() throws IOException {
        VersionsApi api = new VersionsApi(root.api());
        VersionsApi.Version version = api.undecided(model, "reject");
        api.decide(version, "reject", reason);
        if (root.json()) {
            root.screen().json(JsonNodeFactory.instance.objectNode().put("dataset", version.dataset())
                    .put("version", version.number()).put("approval", "Rejected"));
        } else {
            root.screen().line("Rejected %s %s.", version.dataset(), version.label());
        }
        return CliException.OK;
    }
}
