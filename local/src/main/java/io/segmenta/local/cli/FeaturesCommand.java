package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.config.FeatureView;
import io.segmenta.model.base.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta features}: defines views of features, and tells what there is of them. */
@Command(name = "features", synopsisSubcommandLabel = "define|list|show",
        description = "Define what is kept of customers to be joined and looked up, and tell what there is.")
final class FeaturesCommand implements Runnable {
    private static final String PATH = "/api/v1/features";
    private static final int MANY = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Segmenta root;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Without a subcommand: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(root.environment().out());
    }

    @Command(name = "define", description = "Define a view, or a new version of one; a version is never changed.")
    int define(@Parameters(index = "0", paramLabel = "VIEW", description = "What it is called.") String view,
            @Parameters(index = "1", paramLabel = "FILE", description = "YAML of entity, source, event_time, columns, "
                    + "ttl, description and owner.") Path file)
            throws IOException {
        ObjectNode body;
        try {
            body = (ObjectNode) JSON
                    .readTree(FeatureView.read(String.valueOf(file.getFileName()), Files.readString(file)).json());
        } catch (ConfigException refused) {
            throw CliException.user("%s", String.join("\n", refused.problems()));
        }
        body.put("view", view);
        JsonNode defined = root.api().post(PATH, "application/json", body.toString().getBytes(StandardCharsets.UTF_8))
                .good().json();
        if (root.json()) {
            root.screen().json(defined);
        } else {
            root.screen().line("%s is defined: %s.", defined.path("name").asText(), features(defined));
            root.screen().line("Each file of data set %s becomes a table of it from now on; train others with it "
                    + "by:  --set features.view=%s", defined.path("source").asText(), defined.path("name").asText());
        }
        return CliException.OK;
    }

    private static String features(JsonNode view) {
        List<String> names = new ArrayList<>();
        view.path("columns").fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    @Command(name = "list", description = "The newest version of each view.")
    int list() throws IOException {
        List<JsonNode> all = root.api().list(PATH + "?limit=" + MANY, MANY);
        if (root.json()) {
            root.screen().json(JsonNodeFactory.instance.arrayNode().addAll(all));
        } else if (all.isEmpty()) {
            root.screen().line("No view yet; define one with: segmenta features define NAME FILE");
        } else {
            root.screen().table("", List.of("VIEW", "SOURCE", "ENTITY", "FEATURES", "TTL", "OWNER"),
                    all.stream().map(one -> List.of(one.path("name").asText(), one.path("source").asText(),
                            one.path("entity").asText(), features(one), one.path("ttl").asText(),
                            one.path("owner").asText())).toList());
        }
        return CliException.OK;
    }

    @Command(name = "show", description = "All versions of a view, with their tables.")
    int show(@Parameters(paramLabel = "VIEW", description = "What it is called.") String view) throws IOException {
        JsonNode shown = root.api().document(PATH + '/' + view);
        if (root.json()) {
            root.screen().json(shown);
        } else {
            shown.path("versions").forEach(version -> lines(version).forEach(line -> root.screen().line("%s", line)));
        }
        return CliException.OK;
    }

    /** What there is of a version, one sentence a line. */
    static List<String> lines(JsonNode version) {
        List<String> lines = new ArrayList<>();
        lines.add(version.path("name").asText() + ", of " + version.path("source").asText() + " by "
                + version.path("entity").asText() + " (" + version.path("owner").asText() + "): "
                + version.path("description").asText());
        version.path("columns").properties()
                .forEach(column -> lines.add("  " + column.getKey() + " = " + column.getValue().asText()));
        JsonNode newest = version.path("tables").path(0);
        lines.add(newest.isMissingNode() ? "  no table yet"
                : String.format(Locale.ROOT, "  %,d rows of %s, which count for %s", newest.path("rows").asLong(),
                        newest.path("time").asText(), version.path("ttl").asText()));
        if (version.has("failure")) {
            lines.add("  the newest file gave no table: " + version.path("failure").path("detail").asText());
        }
        return lines;
    }
}
