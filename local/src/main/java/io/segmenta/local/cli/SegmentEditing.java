package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.Spec;

/** What the commands have in common that edit a segment. */
final class SegmentEditing {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SEGMENT", description = "Its id, as s-6187b9685b, or the name it has.")
    private String segment;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Whose segment (default: of the only data set).")
    private @Nullable String dataset;

    @Option(names = "--undo", description = "Take the last edit back.")
    private boolean undo;

    @Option(names = "--reset", description = "Go back to what the model says.")
    private boolean reset;

    /**
     * Edits one field.
     *
     * @param value what it is to be; null with {@code --undo} and {@code --reset}
     */
    int edit(Segmenta root, String field, @Nullable String value) throws IOException {
        int ways = (value == null ? 0 : 1) + (undo ? 1 : 0) + (reset ? 1 : 0);
        if (ways != 1) {
            throw new ParameterException(spec.commandLine(), "give a new " + field + ", or --undo, or --reset");
        }
        SegmentsApi api = SegmentsApi.of(root.api(), dataset);
        JsonNode before = api.find(segment);
        JsonNode after = undo ? api.undo(before, field) : api.change(before, field, reset ? null : value);
        if (root.json()) {
            root.screen().json(after);
        } else {
            root.screen().line(sentence(field, before, after));
        }
        return CliException.OK;
    }

    private static String sentence(String field, JsonNode before, JsonNode after) {
        String id = after.path("id").asText();
        String now = after.path(field).asText();
        if (before.path(field).asText().equals(now)) {
            return "The " + field + " of " + id + " is as it was: " + quoted(now) + ".";
        }
        return field.equals("name")
                ? quoted(before.path(field).asText()) + " (" + id + ") is called " + quoted(now)
                        + " now; answers say so within seconds."
                : "The " + field + " of " + quoted(after.path("name").asText()) + " (" + id + ") is " + quoted(now)
                        + " now; answers say so within seconds.";
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "nothing" : '"' + text + '"';
    }
}
