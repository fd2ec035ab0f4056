package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine;

/** {@code segmenta experiment}: tries an approved version beside the live one, and tells what comes of it. */
@Command(name = "experiment", synopsisSubcommandLabel = "start|list|show|stop",
        description = "Try an approved version beside the live one, and tell what comes of it.")
final class ExperimentCommand implements Runnable {
    private static final String PATH = "/api/v1/experiments";
    private static final int MANY = 200;
    private static final int SHORT = 8;

    @ParentCommand
    private Segmenta root;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Without a subcommand: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(root.environment().out());
    }

    @Command(name = "start", description = "Start one; what answers learns of it within a minute.")
    int start(@Parameters(paramLabel = "DATASET", description = "Whose live version is the champion.") String dataset,
            @Option(names = "--kind", paramLabel = "KIND", required = true,
                    description = "shadow (asked, and nobody told), ab (a share of the customers get its answers), "
                            + "aa (both arms get the champion's).") String kind,
            @Option(names = "--challenger", paramLabel = "VERSION",
                    description = "An approved version; none for aa.") @Nullable Integer challenger,
            @Option(names = "--share", paramLabel = "SHARE", description = "Of the customers (default: 0.5), "
                    + "or of the requests of a shadow (default: 0.1).") @Nullable Double share,
            @Option(names = "--outcome", paramLabel = "NAME",
                    description = "What is measured, such as bought.") @Nullable String outcome,
            @Option(names = "--number", description = "It is a number; else 0 or 1.") boolean number,
            @Option(names = "--days", paramLabel = "DAYS",
                    description = "For so long (default: 14).") @Nullable Integer days,
            @Option(names = "--customers", paramLabel = "N",
                    description = "Planned of both arms (default: 5000).") @Nullable Integer customers)
            throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("dataset", DatasetNames.check(dataset)).put("kind",
                kind);
        if (challenger != null) {
            body.put("challenger", challenger);
        }
        if (share != null) {
            body.put("share", share);
        }
        if (outcome != null) {
            body.putObject("outcome").put("name", outcome).put("kind", number ? "number" : "binary");
        }
        if (days != null) {
            body.put("days", days);
        }
        if (customers != null) {
            body.put("customers", customers);
        }
        JsonNode started = root.api().post(PATH, "application/json", body.toString().getBytes(StandardCharsets.UTF_8))
                .good().json();
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(started);
            return CliException.OK;
        }
        screen.line(sentence(started));
        if (started.has("outcomes")) {
            screen.line("Put outcomes, CSV of id,value[,at], into the bucket under:  %s",
                    started.path("outcomes").asText());
        }
        screen.line("See what comes of it with:  segmenta experiment show %s",
                started.path("id").asText().substring(0, SHORT));
        return CliException.OK;
    }

    @Command(name = "list", description = "Experiments, the newest first.")
    int list(@Parameters(arity = "0..1", paramLabel = "DATASET",
            description = "Of this data set (default: all).") @Nullable String dataset) throws IOException {
        List<JsonNode> all = all(dataset);
        if (root.json()) {
            root.screen().json(JsonNodeFactory.instance.arrayNode().addAll(all));
        } else if (all.isEmpty()) {
            root.screen().line("No experiment yet; start one with: segmenta experiment start DATASET --kind shadow "
                    + "--challenger VERSION");
        } else {
            root.screen().table("", List.of("EXPERIMENT", "DATASET", "KIND", "VERSIONS", "SINCE", "STATE"),
                    all.stream().map(ExperimentCommand::row).toList());
        }
        return CliException.OK;
    }

    @Command(name = "show", description = "What the looks at one say.")
    int show(@Parameters(arity = "0..1", paramLabel = "EXPERIMENT",
            description = "The beginning of its id, or a data set (default: the newest).") @Nullable String which)
            throws IOException {
        JsonNode experiment = root.api().document(PATH + '/' + find(which).path("id").asText());
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(experiment);
            return CliException.OK;
        }
        screen.line(sentence(experiment));
        JsonNode report = experiment.path("report");
        for (String line : reading(report)) {
            screen.line("%s", line);
        }
        List<List<String>> rows = segments(report);
        if (!rows.isEmpty()) {
            screen.table("", List.of("SEGMENT", "CUSTOMERS", "CHAMPION", "CHALLENGER", "DIFFERENCE"), rows);
        }
        return CliException.OK;
    }

    @Command(name = "stop", description = "Give all customers back to the live version, within a minute.")
    int stop(@Parameters(arity = "0..1", paramLabel = "EXPERIMENT",
            description = "The beginning of its id, or a data set (default: the newest).") @Nullable String which)
            throws IOException {
        JsonNode stopped = root.api().put(PATH + '/' + find(which).path("id").asText() + "/stop").good().json();
        if (root.json()) {
            root.screen().json(stopped);
        } else {
            root.screen().line(sentence(stopped));
        }
        return CliException.OK;
    }

    private List<JsonNode> all(@Nullable String dataset) throws IOException {
        return root.api().list(PATH + "?limit=" + MANY
                + (dataset == null ? "" : "&dataset=" + DatasetNames.check(dataset)), MANY);
    }

    private JsonNode find(@Nullable String which) throws IOException {
        List<JsonNode> found = all(null).stream().filter(one -> which == null
                || one.path("dataset").asText().equals(which) || one.path("id").asText().startsWith(which)).toList();
        if (found.isEmpty()) {
            throw CliException.user("there is no experiment%s; see them with: segmenta experiment list",
                    which == null ? "" : " \"" + which + '"');
        }
        return found.getFirst();
    }

    private static List<String> row(JsonNode one) {
        return List.of(one.path("id").asText().substring(0, SHORT), one.path("dataset").asText(),
                one.path("kind").asText(),
                one.path("champion").asText() + " and " + one.path("challenger").asText(),
                one.path("started_at").asText(), state(one));
    }

    private static String state(JsonNode one) {
        JsonNode ended = one.path("ended");
        return ended.isMissingNode() ? "running"
                : ended.path("because").asText().equals("decided") ? words(ended.path("decision"))
                        : words(ended.path("because"));
    }

    private static String words(JsonNode code) {
        return code.asText().replace('_', ' ');
    }

    /** The state in one sentence. */
    static String sentence(JsonNode one) {
        String versions = one.path("kind").asText().equals("aa")
                ? "version " + one.path("champion").asText() + " beside itself"
                : "version " + one.path("challenger").asText() + " beside version " + one.path("champion").asText();
        String what = versions + " of " + one.path("dataset").asText();
        JsonNode ended = one.path("ended");
        if (ended.isMissingNode()) {
            return "Trying " + what + " until " + one.path("ends_at").asText() + '.';
        }
        String why = switch (ended.path("because").asText()) {
            case "decided" -> switch (ended.path("decision").asText()) {
                case "for" -> "the challenger's customers have more of the outcome";
                case "against" -> "the challenger's customers have less of the outcome";
                default -> "customers are not parted as planned, so nothing is read: look for what loses those of one "
                        + "arm";
            };
            case "champion_changed" -> "another version is live since";
            case "time" -> "its time was over, and nothing differs that could be told from chance";
            default -> "stopped by " + ended.path("by").asText();
        };
        return "Tried " + what + ": " + why + '.';
    }

    /** What the last look says of all customers and of both models. */
    static List<String> reading(JsonNode report) {
        List<String> lines = new ArrayList<>();
        JsonNode uplift = report.path("uplift");
        if (report.path("arms").isObject()) {
            lines.add(String.format(Locale.ROOT, "%,d customers of the champion with a mean of %.4f, %,d of the "
                    + "challenger with %.4f.", customers(report, "champion"), mean(report, "champion"),
                    customers(report, "challenger"), mean(report, "challenger")));
        }
        if (uplift.path("enough").asBoolean()) {
            lines.add("Difference " + difference(uplift) + ", at this and every other look.");
        } else if (uplift.isObject()) {
            lines.add("Too few to tell a difference: it takes 100 customers in each arm, and 20 with the outcome.");
        }
        JsonNode agreement = report.path("agreement");
        if (agreement.isObject()) {
            lines.add(String.format(Locale.ROOT, "Both say the same segment of %.1f %% of %,d records (adjusted Rand "
                    + "index %.3f).", 100 * agreement.path("same_segment").asDouble(),
                    agreement.path("records").asLong(), agreement.path("adjusted_rand_index").asDouble()));
        }
        if (report.path("challenger_faults").asLong() > 0) {
            lines.add(String.format(Locale.ROOT, "The challenger did not answer %,d times; the champion did.",
                    report.path("challenger_faults").asLong()));
        }
        return lines;
    }

    private static long customers(JsonNode part, String arm) {
        return part.path("arms").path(arm).path("customers").asLong();
    }

    private static double mean(JsonNode part, String arm) {
        return part.path("arms").path(arm).path("mean").asDouble();
    }

    private static String difference(JsonNode uplift) {
        return uplift.path("enough").asBoolean()
                ? String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", uplift.path("difference").asDouble(),
                        uplift.path("interval").path(0).asDouble(), uplift.path("interval").path(1).asDouble())
                : "too few";
    }

    /** A row for each of the champion's segments. */
    static List<List<String>> segments(JsonNode report) {
        List<List<String>> rows = new ArrayList<>();
        report.path("segments").forEach(segment -> rows.add(List.of(segment.path("segment").asText(),
                String.format(Locale.ROOT, "%,d", customers(segment, "champion") + customers(segment, "challenger")),
                String.format(Locale.ROOT, "%.4f", mean(segment, "champion")),
                String.format(Locale.ROOT, "%.4f", mean(segment, "challenger")),
                segment.has("uplift") ? difference(segment.path("uplift")) : "not read")));
        return rows;
    }
}
