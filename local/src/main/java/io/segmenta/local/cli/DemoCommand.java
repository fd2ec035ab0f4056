package io.segmenta.local.cli;

import io.segmenta.local.sample.SupermarketSample;
import io.segmenta.local.sample.YearAfter;
import io.segmenta.local.stack.LocalStack;
import io.segmenta.local.stack.StackOptions;
import io.segmenta.model.contract.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code segmenta demo}: the whole way of a file, from the bucket to a live answer, on a stack of its own. */
@Command(name = "demo", description = "Show the whole way of a file, from upload to a live answer, and clean up.")
final class DemoCommand implements Callable<Integer> {
    private static final int ROWS = 1200;
    private static final long SEED = 42;
    private static final Map<String, Object> NEW_CUSTOMER = DemoStory.ordered("customer_id", "C20001", "age", 23,
            "gender", "Female", "region", "East", "total_spend", 1830.5, "visit_frequency", 17, "avg_basket_size", 6.5,
            "preferred_category", "Ready meals");

    @ParentCommand
    private Segmenta root;

    @Option(names = "--data", paramLabel = "FILE", description = "Your own table (default: generated supermarket "
            + "customers).")
    private @Nullable Path data;

    @Option(names = "--dataset", paramLabel = "NAME", description = "The data set (default: from the file's name).")
    private @Nullable String dataset;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of pipeline_config.yaml for this "
            + "run; commas make lists; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--keep", description = "Leave the stack up at the end, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--output", paramLabel = "DIR", defaultValue = "segmenta-demo", description = "Where the results "
            + "are copied to (default: ./${DEFAULT-VALUE}).")
    private Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> settings = Upload.settings(set);
        Path file = data == null ? null : TrainCommand.existing(root, data);
        String name = file == null ? DatasetNames.check(Objects.requireNonNullElse(dataset, "supermarket"))
                : TrainCommand.datasetName(dataset, file);
        Path target = root.environment().resolve(output);
        checkTarget(target);
        DemoStory.Input input = file == null ? supermarket(name, settings)
                : new DemoStory.Input(name, file.getFileName().toString(), RequestBody.fromFile(file),
                        file.getFileName().toString(), settings, Map.of(), Optional.empty());
        return runOnOwnStack(input, target);
    }

    private static DemoStory.Input supermarket(String name, Map<String, String> settings) {
        SupermarketSample customers = SupermarketSample.draw(ROWS, SEED);
        return new DemoStory.Input(name, SupermarketSample.FILE_NAME, RequestBody.fromBytes(customers.csv()),
                Texts.count(ROWS) + " generated supermarket customers", settings, NEW_CUSTOMER,
                Optional.of(new DemoStory.Later(YearAfter.FILE_NAME,
                        RequestBody.fromBytes(YearAfter.of(customers, SEED + 1)))));
    }

    private int runOnOwnStack(DemoStory.Input input, Path target) throws IOException, InterruptedException {
        DemoEvents events = new DemoEvents();
        DemoStory story = new DemoStory(root, events, input, target, keep);
        Path state = Files.createTempDirectory("segmenta-demo-");
        OwnStack own = new OwnStack(state);
        Thread hook = new Thread(own::end, "demo-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            story.begin();
            LocalStack stack = LocalStack.start(
                    new StackOptions(state, root.environment().projectDir(), 0, 0).withWarmFunctions(), events);
            own.stack = stack;
            StartCommand.uploadBaseConfiguration(root, stack.state());
            story.tell(stack.state(), state);
            if (keep) {
                new CountDownLatch(1).await();
            }
            return CliException.OK;
        } finally {
            own.end();
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is ending, and the hook with it: it has nothing left to do.
            return;
        }
    }

    /** An earlier demonstration's results may be replaced; anything else in the folder may not. */
    private static void checkTarget(Path target) throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw CliException.user("%s is a file; give another --output", target.getFileName());
        }
        if (Files.isDirectory(target) && !Files.exists(target.resolve(RunFile.LINEAGE.path()))) {
            try (Stream<Path> entries = Files.list(target)) {
                if (entries.findAny().isPresent()) {
                    throw CliException.user("%s holds other files than a demonstration's; give another --output",
                            target.getFileName());
                }
            }
        }
    }

    /** The stack of the demonstration and its folder, both gone after the end. */
    private static final class OwnStack {
        private final Path state;
        private volatile @Nullable LocalStack stack;

        OwnStack(Path state) {
            this.state = state;
        }

        synchronized void end() {
            LocalStack last = stack;
            stack = null;
            if (last != null) {
                last.close();
            }
            try {
                if (Files.exists(state)) {
                    CleanCommand.removeTree(state);
                }
            } catch (IOException left) {
                throw CliException.infrastructure(left, "%s could not be removed: %s", state, left.getMessage());
            }
        }
    }
}
