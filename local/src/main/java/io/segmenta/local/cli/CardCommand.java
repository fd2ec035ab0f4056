package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta card}: what is known of a version, for whoever decides about it. */
@Command(name = "card", description = "Show the evidence card of a version: what became of the segments, who moved, "
        + "which gates it passes.")
final class CardCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "MODEL", description = "DATASET (its newest version) or DATASET/v3.")
    private String model;

    @Override
    public Integer call() throws IOException {
        VersionsApi api = new VersionsApi(root.api());
        VersionsApi.Version version = api.find(model);
        Card card = Card.of(version, api)
                .orElseThrow(
                        () -> CliException.user("%s %s was registered without an evidence card; train again to get "
                                + "one", version.dataset(), version.label()));
        if (root.json()) {
            ObjectNode node = card.document().deepCopy();
            node.put("version", version.label()).put("live", card.live()).put("stale", card.stale());
            root.screen().json(node);
        } else {
            card.show(root.screen());
        }
        return CliException.OK;
    }
}
