package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.platform.catalogue.Run;
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
    public Integer call() {
        StackState stack = root.stack();
        Run found = found(stack);
        Screen screen = root.screen();
        try (Aws aws = Aws.local(stack)) {
            Results results = Results.read(aws.s3(), stack.bucket(), RunsCommand.folder(found));
            if (root.json()) {
                ObjectNode node = RunsCommand.toJson(found);
                node.set("report", results.report());
                node.set("metrics", results.metrics());
                screen.json(node);
            } else {
                screen.line("Run %s of %s, from %s, %s", Texts.shortId(found.id().toString()), found.dataset(),
                        found.key(), Texts.time(found.createdAt()));
                screen.blank();
                ResultView view = new ResultView(screen, results);
                view.quality("");
                view.reasons("");
                screen.blank();
                view.understood("");
            }
        }
        return CliException.OK;
    }

    private Run found(StackState stack) {
        try (Runs catalogue = new Runs(stack)) {
            return catalogue.succeeded(run);
        }
    }
}
