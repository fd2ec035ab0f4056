package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.local.stack.lambda.DeadLetter;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta status}: whether the stack runs, what serves, what is under way, and what was given up. */
@Command(name = "status", description = "Show whether the stack runs, what serves, and what waits for you.")
final class StatusCommand implements Callable<Integer> {
    private static final int MANY = 10_000;
    private static final int AT_ONCE = 8;

    @ParentCommand
    private Segmenta root;

    /** What there is of one data set. */
    private record Row(String dataset, String live, int pending, Optional<JsonNode> last) {}

    @Override
    public Integer call() throws IOException {
        Optional<String> address = root.named();
        if (address.isPresent()) {
            HttpApi api = root.api();
            String caller = api.document("/api/v1/me").path("name").asText();
            if (root.json()) {
                root.screen().json(rows(rows(api), JsonNodeFactory.instance.objectNode().put("running", true)
                        .put("http_api", address.get()).put("signed_in_as", caller)));
            } else {
                root.screen().line("The API at %s answers; it knows you as %s.", address.get(), caller);
                show(rows(api));
            }
            return CliException.OK;
        }
        Optional<StackState> running = StackState.running(root.stateDir());
        if (running.isPresent()) {
            ofThisMachine(running.get());
        } else if (root.json()) {
            root.screen().json(JsonNodeFactory.instance.objectNode().put("running", false));
        } else {
            root.screen().line("No stack is running on %s; start it with: segmenta start",
                    root.shown(root.stateDir()));
        }
        return CliException.OK;
    }

    private void ofThisMachine(StackState stack) throws IOException {
        List<DeadLetter> givenUp = DeadLetter.of(root.stateDir());
        List<Row> rows = rows(root.api());
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(rows(rows, JsonNodeFactory.instance.objectNode().put("running", true)
                    .put("process", stack.pid()).put("http_api", stack.httpApi()).put("endpoint", stack.endpoint())
                    .put("bucket", stack.bucket()).put("calls_given_up", givenUp.size())));
            return;
        }
        screen.line("The stack runs on %s (process %d): HTTP API %s, AWS services %s", root.shown(root.stateDir()),
                stack.pid(), stack.httpApi(), stack.endpoint());
        show(rows);
        if (!givenUp.isEmpty()) {
            screen.line("Given up: %s. When the cause is mended:  segmenta redrive",
                    Texts.count(givenUp.size(), "call"));
        }
    }

    /** Several data sets are asked for at once, as each has answers of its own to wait for. */
    private static List<Row> rows(HttpApi api) throws IOException {
        List<Callable<Row>> asked = new ArrayList<>();
        for (JsonNode dataset : api.list("/api/v1/datasets?limit=200", MANY)) {
            asked.add(() -> row(api, dataset));
        }
        List<Row> rows = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Row> row : threads.invokeAll(asked)) {
                rows.add(row.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.infrastructure("interrupted");
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof IOException unanswered) {
                throw unanswered;
            }
            if (refused.getCause() instanceof CliException told) {
                throw told;
            }
            throw new IllegalStateException(refused);
        }
        rows.sort(Comparator.comparing(Row::dataset));
        return rows;
    }

    private static Row row(HttpApi api, JsonNode dataset) throws IOException {
        String name = dataset.path("name").asText();
        String last = dataset.at("/newest_run/id").asText();
        return new Row(name, dataset.has("live_version")
                ? SageMakerNames.version(dataset.path("live_version").asInt())
                : "", new VersionsApi(api).pending(name),
                last.isEmpty() ? Optional.empty() : new RunsApi(api).find(last));
    }

    private void show(List<Row> rows) {
        Screen screen = root.screen();
        if (rows.isEmpty()) {
            screen.line("Nothing was trained yet; begin with: segmenta train FILE");
        } else {
            screen.table("", List.of("DATASET", "SERVES", "PENDING", "LAST RUN", "STATE", "STARTED", "ON AWS"),
                    rows.stream().map(this::cells).toList());
        }
        rows.stream().filter(row -> row.pending() > 0).findFirst().ifPresent(row -> screen
                .line("A version waits for approval:  segmenta approve %s", row.dataset()));
    }

    private List<String> cells(Row row) {
        Screen screen = root.screen();
        return List.of(row.dataset(), row.live().isEmpty() ? "-" : screen.green(row.live()),
                Texts.count(row.pending()), row.last().map(run -> Texts.shortId(run.path("id").asText())).orElse("-"),
                row.last().map(run -> RunsCommand.state(screen,
                        Run.Status.valueOf(run.path("status").asText().toUpperCase(Locale.ROOT)))).orElse("-"),
                row.last().map(run -> Texts.time(Instant.parse(run.path("created_at").asText()))).orElse("-"),
                row.last().flatMap(RunMoney::of).orElse("-"));
    }

    private static ObjectNode rows(List<Row> rows, ObjectNode node) {
        ArrayNode datasets = node.putArray("datasets");
        for (Row row : rows) {
            ObjectNode one = datasets.addObject();
            one.put("dataset", row.dataset()).put("live", row.live().isEmpty() ? null : row.live()).put("pending",
                    row.pending());
            row.last().ifPresent(run -> one.set("last_run", run));
        }
        return node;
    }
}
