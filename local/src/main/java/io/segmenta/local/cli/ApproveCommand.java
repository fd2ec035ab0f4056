package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta approve}: lets a version serve, and waits until it does. */
@Command(name = "approve", description = "Show a version's evidence card, approve it and wait until "
        + "it serves.")
final class ApproveCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "MODEL", description = "DATASET (its newest pending version) or DATASET/v3.")
    private String model;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record; some models are served "
            + "only with it.")
    private @Nullable String reason;

    @Option(names = "--no-wait", description = "Return at once.")
    private boolean noWait;

    @Override
    public Integer call() throws IOException {
        Screen screen = root.screen();
        VersionsApi api = new VersionsApi(root.api());
        VersionsApi.Version version = api.undecided(model, "approve");
        Optional<Card> card = Card.of(version, api);
        if (!root.json()) {
            card.ifPresent(evidence -> evidence.show(screen));
        }
        card.filter(_ -> reason == null).map(Card::comments).filter(comments -> !comments.isEmpty())
                .ifPresent(comments -> {
                    throw CliException.user("%s %s is approved only with a comment; say why with --reason TEXT: %s",
                            version.dataset(), version.label(), String.join(" ", comments));
                });
        JsonNode decided = api.decide(version, "approve", reason);
        String target = "";
        if (!noWait) {
            try (Meter meter = screen.meter("")) {
                target = LiveWatch.await(api, version, Instant.parse(decided.path("changed_at").asText()), meter);
            }
        }
        if (root.json()) {
            screen.json(JsonNodeFactory.instance.objectNode().put("dataset", version.dataset())
                    .put("version", version.number()).put("approval", "Approved").put("live", !noWait)
                    .put("target", target));
        } else if (noWait) {
            screen.line("Approved %s %s; it is being deployed.", version.dataset(), version.label());
        } else {
            screen.line("Approved %s %s; it serves now (%s).", version.dataset(), version.label(), target);
        }
        return CliException.OK;
    }
}
