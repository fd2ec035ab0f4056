package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.MetricNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta compare}: two versions of a data set side by side. */
@Command(name = "compare", description = "Compare two versions of a data set: figures, segments by their lasting ids, "
        + "and where customers of both are.")
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(index = "0", paramLabel = "MODEL", description = "DATASET/v1.")
    private String first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "OTHER", description = "v2 or DATASET/v2 (default: the "
            + "newest).")
    private @Nullable String second;

    @Override
    public Integer call() throws IOException {
        HttpApi api = root.api();
        VersionsApi versions = new VersionsApi(api);
        VersionsApi.Version one = versions.find(first);
        VersionsApi.Version other = versions.find(second == null ? one.dataset()
                : second.contains("/") ? second : one.dataset() + "/" + second);
        if (!one.dataset().equals(other.dataset())) {
            throw CliException.user("%s and %s are different data sets, whose segments have nothing in common",
                    one.dataset(), other.dataset());
        }
        RunsApi runs = new RunsApi(api);
        String from = one.run().toString();
        String to = other.run().toString();
        Results before = Results.read(runs.documents(from));
        Results after = Results.read(runs.documents(to));
        Moves moves = Moves.between(row -> runs.assignments(from, row), row -> runs.assignments(to, row));
        SideBySide sides = SideBySide.of(before, after);
        if (root.json()) {
            root.screen().json(json(one, other, before, after, sides, moves));
        } else {
            show(one, other, before, after, sides, moves);
        }
        return CliException.OK;
    }

    private void show(VersionsApi.Version one, VersionsApi.Version other, Results before, Results after,
            SideBySide sides,
            Moves moves) {
        Screen screen = root.screen();
        screen.table("", List.of(one.dataset(), one.label(), other.label()), List.of(
                figure("customers", before, after, MetricNames.SAMPLES),
                figure("segments", before, after, MetricNames.CLUSTERS),
                List.of("silhouette", Texts.rounded(text(before, MetricNames.SILHOUETTE_SCORE)),
                        Texts.rounded(text(after, MetricNames.SILHOUETTE_SCORE))),
                figure("structure", before, after, MetricNames.STRUCTURE),
                figure("algorithm", before, after, MetricNames.ALGORITHM)));
        screen.blank();
        List<List<String>> rows = new ArrayList<>();
        sides.lines().forEach(line -> rows.add(List.of(line.id(), line.name(), line.share(line.before()),
                line.share(line.after()), switch (line.fate()) {
                    case LASTS -> "goes on";
                    case ENDED -> screen.yellow("not in " + other.label());
                    case NEW -> screen.yellow("not in " + one.label());
                })));
        screen.table("", List.of("SEGMENT", "NAME", one.label(), other.label(), ""), rows);
        screen.blank();
        if (moves.both() == 0) {
            screen.line("Nothing names customers of both files, so who moved is not known.");
            return;
        }
        screen.line("Of %s in both files %s are in the segment they were in.", Texts.count(moves.both(), "customer"),
                Texts.percent(moves.stayed() / (double) moves.both()));
        List<List<String>> flows = moves.flows().stream().filter(flow -> !flow.from().equals(flow.to())).limit(10)
                .map(flow -> List.of(sides.name(flow.from()), sides.name(flow.to()), Texts.count(flow.customers())))
                .toList();
        if (!flows.isEmpty()) {
            screen.table("", List.of("FROM", "TO", "CUSTOMERS"), flows);
        }
    }

    private static List<String> figure(String name, Results before, Results after, String field) {
        return List.of(name, text(before, field), text(after, field));
    }

    private static String text(Results results, String field) {
        return results.metrics().path(field).asText("");
    }

    private static ObjectNode json(VersionsApi.Version one, VersionsApi.Version other, Results before, Results after,
            SideBySide sides, Moves moves) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("dataset", one.dataset()).put("first", one.label()).put("second", other.label());
        for (String field : List.of(MetricNames.SAMPLES, MetricNames.CLUSTERS, MetricNames.SILHOUETTE_SCORE,
                MetricNames.STRUCTURE, MetricNames.ALGORITHM)) {
            List<JsonNode> values = List.of(before.metrics().path(field), after.metrics().path(field));
            values.forEach(value -> node.withArrayProperty(field).add(value.isMissingNode() ? null : value));
        }
        sides.lines().forEach(line -> node.withArrayProperty("segments").addObject().put("id", line.id())
                .put("name", line.name()).put("before", line.before()).put("after", line.after()));
        node.put("customers_in_both", moves.both()).put("stayed", moves.stayed());
        moves.flows().forEach(flow -> node.withArrayProperty("flows").addObject().put("from", flow.from())
                .put("to", flow.to()).put("customers", flow.customers()));
        return node;
    }
}
