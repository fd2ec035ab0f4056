package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.contract.PackageProperties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta models}: what the registry holds, and which version serves. */
@Command(name = "models", description = "List the registered models: approval, quality, which one serves.")
final class ModelsCommand implements Callable<Integer> {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?(E-?\\d{1,3})?");

    @ParentCommand
    private Segmenta root;

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "Only the models of this data set.")
    private @Nullable String dataset;

    @Override
    public Integer call() {
        StackState stack = root.stack();
        try (Aws aws = Aws.local(stack)) {
            Registry registry = new Registry(aws.sageMaker());
            LivePointers live = new LivePointers(aws.s3(), stack.bucket());
            List<String> datasets = dataset == null ? registry.datasets() : List.of(DatasetNames.check(dataset));
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            List<List<String>> rows = new ArrayList<>();
            for (String name : datasets) {
                String serving = live.version(name);
                for (Registry.Version version : registry.versions(name)) {
                    boolean serves = version.label().equals(serving);
                    all.add(toJson(version, serves));
                    rows.add(row(version, serves));
                }
            }
            show(all, rows);
        }
        return CliException.OK;
    }

    private void show(ArrayNode all, List<List<String>> rows) {
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(all);
        } else if (rows.isEmpty()) {
            screen.line(dataset == null
                    ? "No model is registered yet; train one with: segmenta train FILE"
                    : "No model of " + dataset + " is registered.");
        } else {
            screen.table("", List.of("DATASET", "VERSION", "APPROVAL", "SERVES", "K", "SILHOUETTE", "CREATED", "RUN"),
                    rows);
        }
    }

    private List<String> row(Registry.Version version, boolean serves) {
        Screen screen = root.screen();
        PackageProperties properties = version.properties();
        String approval = switch (version.status()) {
            case APPROVED -> screen.green("approved");
            case REJECTED -> screen.red("rejected");
            case PENDING_MANUAL_APPROVAL -> screen.yellow("pending");
            default -> version.status().toString();
        };
        return List.of(version.dataset(), version.label(), approval, serves ? screen.green("live") : "",
                properties.segments().orElse("-"), Texts.rounded(properties.silhouette().orElse("")),
                Texts.time(version.created()), Texts.shortId(properties.run().orElse("")));
    }

    private static ObjectNode toJson(Registry.Version version, boolean serves) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("dataset", version.dataset()).put("version", version.number()).put("arn", version.arn())
                .put("approval", version.status().toString()).put("reason", version.reason()).put("live", serves)
                .put("created_at", version.created().toString());
        ObjectNode facts = node.putObject("facts");
        version.facts().forEach((name, text) -> facts.set(name, value(text)));
        return node;
    }

    /** The registry keeps texts only: numbers become numbers again. */
    private static JsonNode value(String text) {
        return NUMBER.matcher(text).matches() ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
    }
}
