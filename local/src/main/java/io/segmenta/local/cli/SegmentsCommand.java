package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta segments}: the lasting segments of a data set. */
@Command(name = "segments", description = "List the segments of a data set: what they are called, how large they are, "
        + "who named them.")
final class SegmentsCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "Whose (default: the only one).")
    private @Nullable String dataset;

    @Option(names = "--all", description = "Also those that ended.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        SegmentsApi api = SegmentsApi.of(root.api(), dataset);
        List<JsonNode> segments = api.all().stream()
                .filter(segment -> all || !segment.path("state").asText().equals("retired")).toList();
        Screen screen = root.screen();
        if (root.json()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            list.addAll(segments);
            screen.json(list);
        } else if (segments.isEmpty()) {
            screen.line("No model of " + api.dataset() + " is registered yet.");
        } else {
            screen.table("", List.of("SEGMENT", "NAME", "STATE", "SIZE", "SHARE", "NAMED BY", "ACTION"),
                    segments.stream().map(this::row).toList());
        }
        return CliException.OK;
    }

    private List<String> row(JsonNode segment) {
        String state = segment.path("state").asText();
        boolean edited = segment.path("name_source").asText().equals("edited");
        return List.of(segment.path("id").asText(), segment.path("name").asText(),
                state.equals("live") ? root.screen().green(state) : state,
                segment.has("size") ? Long.toString(segment.path("size").asLong()) : "-",
                segment.has("share") ? String.format(Locale.ROOT, "%.0f%%", 100 * segment.path("share").asDouble())
                        : "-",
                edited ? segment.path("edited_by").asText() : "the model", segment.path("action").asText());
    }
}
