package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.segmenta.local.stack.StackState;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

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
    public Integer call() {
        StackState stack = root.stack();
        Screen screen = root.screen();
        try (Aws aws = Aws.local(stack)) {
            Registry registry = new Registry(aws.sageMaker());
            Registry.Version version = new Decision(registry).find(model, ModelApprovalStatus.APPROVED);
            Optional<Card> card = Card.of(version, registry, aws.s3(), stack.bucket());
            if (!root.json()) {
                card.ifPresent(evidence -> evidence.show(screen));
            }
            card.filter(_ -> reason == null).map(Card::comments).filter(comments -> !comments.isEmpty())
                    .ifPresent(comments -> {
                        throw CliException.user("%s %s is approved only with a comment; say why with --reason TEXT: %s",
                                version.dataset(), version.label(), String.join(" ", comments));
                    });
            registry.decide(version, ModelApprovalStatus.APPROVED, Decision.reason(reason, "approved"));
            String target = "";
            if (!noWait) {
                try (Meter meter = screen.meter("")) {
                    target = new DeploymentWatch(aws, stack).await(version, meter);
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
        }
        return CliException.OK;
    }
}
