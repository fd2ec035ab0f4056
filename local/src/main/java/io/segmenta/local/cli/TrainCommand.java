package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code segmenta train}: drops a file into the bucket of the running stack and follows its run. */
@Command(name = "train", description = "Drop a file into the bucket of this machine's stack, or send it to a "
        + "deployment, and follow its run.")
final class TrainCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "FILE", description = "The table of customers.")
    private Path file;

    @Option(names = "--dataset", paramLabel = "NAME", description = "The data set (default: from the file's name).")
    private @Nullable String dataset;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of pipeline_config.yaml for this "
            + "run; commas make lists; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Map<String, String> settings = Upload.settings(set);
        Path path = existing(root, file);
        String name = datasetName(dataset, path);
        if (root.named().isPresent()) {
            new TrainingByApi(root, name).train(path, settings);
            return CliException.OK;
        }
        StackState stack = root.stack();
        Screen screen = root.screen();
        try (Aws aws = Aws.local(stack)) {
            Instant since = Instant.now();
            Upload upload = Upload.send(aws.s3(), stack.bucket(), name, path.getFileName().toString(),
                    RequestBody.fromFile(path), settings);
            screen.note("Uploaded " + upload.uri());
            Run run;
            List<RunCost> costs;
            try (Runs runs = new Runs(stack); Meter meter = screen.meter("")) {
                run = new RunWatch(runs, aws.s3()).await(upload, settings, since, meter);
                costs = runs.costs(List.of(run));
            }
            if (run.status() != Run.Status.SUCCEEDED) {
                throw failure(run);
            }
            Results results = Results.read(aws.s3(), stack.bucket(), RunsCommand.folder(run));
            ModelWatch models = new ModelWatch(new Registry(aws.sageMaker()));
            if (root.json()) {
                // Who reads this approves next.
                models.await(run);
                ObjectNode node = RunsCommand.toJson(run);
                node.set("segments", results.segments());
                screen.json(node);
            } else {
                new ResultView(screen, results).showAll("");
                screen.blank();
                screen.line("Run %s, results in s3://%s/%s", Texts.shortId(run.id().toString()), stack.bucket(),
                        RunsCommand.folder(run));
                RunMoney.of(run, costs).ifPresent(money -> cost(screen, name, money));
                Optional<Registry.Version> version = models.await(run);
                version.filter(Registry.Version::pending)
                        .ifPresent(pending -> registered(screen, name, pending.label()));
            }
        }
        return CliException.OK;
    }

    static void cost(Screen screen, String dataset, String money) {
        screen.line("On AWS this run costs %s, a month of what it stored included; more:  segmenta cost %s", money,
                dataset);
    }

    static void registered(Screen screen, String dataset, String version) {
        screen.line("Registered as %s %s, pending. Let it serve with:  segmenta approve %s", dataset, version,
                dataset);
    }

    static CliException failure(Run run) {
        return CliException.failedRun("run " + Texts.shortId(run.id().toString()), run.detail().orElse("no detail"),
                run.reason().orElse("unknown"));
    }

    /** The file, refused when there is none. */
    static Path existing(Segmenta root, Path given) {
        Path path = root.environment().resolve(given);
        if (Files.isDirectory(path)) {
            throw CliException.user("%s is a folder, not a file", given);
        }
        if (!Files.isReadable(path)) {
            throw CliException.user(Files.exists(path) ? "%s cannot be read" : "no such file: %s", given);
        }
        return path;
    }

    static String datasetName(@Nullable String given, Path file) {
        return given == null ? DatasetNames.proposeFor(file.getFileName().toString()) : DatasetNames.check(given);
    }
}
