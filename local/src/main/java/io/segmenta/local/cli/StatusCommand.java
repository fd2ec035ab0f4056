package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.local.stack.lambda.DeadLetter;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta status}: whether the stack runs, what serves, what is under way, and what was given up. */
@Command(name = "status", description = "Show whether the stack runs, what serves, and what waits for you.")
final class StatusCommand implements Callable<Integer> {
    private static final int RUNS_SEEN = 1_000;

    @ParentCommand
    private Segmenta root;

    /** What there is of one data set. */
    private record Row(String dataset, String live, int pending, Optional<Run> last, Optional<String> cost) {}

    @Override
    public Integer call() throws IOException {
        Optional<StackState> running = StackState.running(root.stateDir());
        if (running.isEmpty()) {
            if (root.json()) {
                root.screen().json(JsonNodeFactory.instance.objectNode().put("running", false));
            } else {
                root.screen().line("No stack is running on %s; start it with: segmenta start",
                        root.shown(root.stateDir()));
            }
            return CliException.OK;
        }
        StackState stack = running.get();
        List<Row> rows = rows(stack);
        List<DeadLetter> givenUp = DeadLetter.of(root.stateDir());
        if (root.json()) {
            root.screen().json(toJson(stack, rows, givenUp));
        } else {
            show(stack, rows, givenUp);
        }
        return CliException.OK;
    }

    private List<Row> rows(StackState stack) {
        List<Row> rows = new ArrayList<>();
        try (Aws aws = Aws.local(stack); Runs catalogue = new Runs(stack)) {
            Registry registry = new Registry(aws.sageMaker());
            LivePointers live = new LivePointers(aws.s3(), stack.bucket());
            List<Run> runs = catalogue.list(Optional.empty(), RUNS_SEEN);
            Map<String, Run> last = runs.stream()
                    .collect(Collectors.toMap(Run::dataset, Function.identity(), (newest, _) -> newest, TreeMap::new));
            List<RunCost> costs = catalogue.costs(List.copyOf(last.values()));
            for (Run run : last.values()) {
                String dataset = run.dataset();
                long pending = registry.versions(dataset).stream().filter(Registry.Version::pending).count();
                rows.add(new Row(dataset, live.version(dataset), (int) pending, Optional.of(run),
                        RunMoney.of(run, costs)));
            }
        }
        return rows;
    }

    private void show(StackState stack, List<Row> rows, List<DeadLetter> givenUp) {
        Screen screen = root.screen();
        screen.line("The stack runs on %s (process %d): HTTP API %s, AWS services %s", root.shown(root.stateDir()),
                stack.pid(), stack.httpApi(), stack.endpoint());
        if (rows.isEmpty()) {
            screen.line("Nothing was trained yet; begin with: segmenta train FILE");
        } else {
            screen.table("", List.of("DATASET", "SERVES", "PENDING", "LAST RUN", "STATE", "STARTED", "ON AWS"),
                    rows.stream().map(this::cells).toList());
        }
        rows.stream().filter(row -> row.pending() > 0).findFirst().ifPresent(row -> screen
                .line("A version waits for approval:  segmenta approve %s", row.dataset()));
        if (!givenUp.isEmpty()) {
            screen.line("Given up: %s. When the cause is mended:  segmenta redrive",
                    Texts.count(givenUp.size(), "call"));
        }
    }

    private List<String> cells(Row row) {
        Screen screen = root.screen();
        return List.of(row.dataset(), row.live().isEmpty() ? "-" : screen.green(row.live()),
                Texts.count(row.pending()), row.last().map(run -> Texts.shortId(run.id().toString())).orElse("-"),
                row.last().map(run -> RunsCommand.state(screen, run.status())).orElse("-"),
                row.last().map(run -> Texts.time(run.createdAt())).orElse("-"), row.cost().orElse("-"));
    }

    private static ObjectNode toJson(StackState stack, List<Row> rows, List<DeadLetter> givenUp) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("running", true).put("process", stack.pid()).put("http_api", stack.httpApi())
                .put("endpoint", stack.endpoint()).put("bucket", stack.bucket()).put("calls_given_up", givenUp.size());
        ArrayNode datasets = node.putArray("datasets");
        for (Row row : rows) {
            ObjectNode one = datasets.addObject();
            one.put("dataset", row.dataset()).put("live", row.live().isEmpty() ? null : row.live()).put("pending",
                    row.pending());
            row.last().ifPresent(run -> one.set("last_run", RunsCommand.toJson(run)));
        }
        return node;
    }
}
