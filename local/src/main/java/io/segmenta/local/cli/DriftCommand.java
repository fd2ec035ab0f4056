package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code segmenta drift}: what has changed since the live version was trained. */
@Command(name = "drift", description = "Tell what has changed since the live version was trained, and whether to train "
        + "anew.")
final class DriftCommand implements Callable<Integer> {
    @ParentCommand
    private Segmenta root;

    @Parameters(arity = "0..1", paramLabel = "DATASET", description = "Whose (default: the only one).")
    private @Nullable String dataset;

    @Option(names = "--all", description = "Also alarms that are closed.")
    private boolean all;

    @Option(names = "--acknowledge", description = "Say that you see to the alarms that are open.")
    private boolean acknowledge;

    @Override
    public Integer call() throws IOException {
        SegmentsApi api = SegmentsApi.of(root.api(), dataset);
        JsonNode monitor = api.monitor();
        if (acknowledge) {
            for (JsonNode alarm : monitor.path("alarms")) {
                if (!alarm.has("closed") && !alarm.has("acknowledged_by")) {
                    api.acknowledge(alarm);
                }
            }
            monitor = api.monitor();
        }
        Screen screen = root.screen();
        if (root.json()) {
            screen.json(monitor);
            return CliException.OK;
        }
        screen.line(sentence(monitor));
        List<List<String>> rows = alarms(monitor, all);
        if (!rows.isEmpty()) {
            screen.table("", List.of("CHANGED", "SINCE", "UNTIL", "EFFECT", "FOUND BY", "SEEN TO BY"), rows);
        }
        return CliException.OK;
    }

    /** The finding in one sentence. */
    static String sentence(JsonNode monitor) {
        String dataset = monitor.path("dataset").asText();
        String version = "version " + monitor.path("version").asInt() + " of " + dataset;
        JsonNode last = monitor.path("windows").path(0);
        String days = last.path("from").equals(last.path("to")) ? "on " + last.path("from").asText()
                : last.path("from").asText() + " to " + last.path("to").asText();
        String seen = String.format(Locale.ROOT, "%,d answers %s", last.path("records").asLong(), days);
        return switch (monitor.path("state").asText()) {
            case "not_live" -> "No version of " + dataset + " is live, so nothing is compared.";
            case "waiting" -> "Nothing is judged yet of " + version + ": a day is, two hours after its end in UTC.";
            case "too_few" -> "Too few to judge " + version + ": " + seen + '.';
            case "quiet" -> "Nothing to do: " + seen + " are like those that " + version + " was trained on.";
            default -> seen + " differ from what " + version + " was trained on. "
                    + advice(monitor.path("retrain").asText());
        };
    }

    private static String advice(String word) {
        return switch (word) {
            case "data_fault" -> "Repair the source: more is missing, unseen, out of range or refused than before, and "
                    + "training would learn that.";
            case "shares_only" -> "Customers moved and the segments hold; look at what moved.";
            case "yes" -> "Train on newer rows: records fit the segments worse than they did.";
            default -> "No need to train anew.";
        };
    }

    /** A row for each alarm. */
    static List<List<String>> alarms(JsonNode monitor, boolean all) {
        List<List<String>> rows = new ArrayList<>();
        StreamSupport.stream(monitor.path("alarms").spliterator(), false).filter(alarm -> all || !alarm.has("closed"))
                .forEach(alarm -> rows.add(List.of(alarm.path("statistic").asText(), alarm.path("opened").asText(),
                        alarm.path("closed").asText("-"), effect(alarm),
                        alarm.path("detector").asText().equals("day") ? "one window" : "many windows",
                        alarm.path("acknowledged_by").asText("-"))));
        return rows;
    }

    private static String effect(JsonNode alarm) {
        double effect = alarm.path("effect").asDouble();
        String statistic = alarm.path("statistic").asText();
        boolean deviations = List.of("location", "spread", "distance").stream()
                .anyMatch(kind -> statistic.startsWith(kind + ' '));
        return deviations ? String.format(Locale.ROOT, "%+.2f sd", effect)
                : String.format(Locale.ROOT, "%+.1f points", 100 * effect);
    }
}
