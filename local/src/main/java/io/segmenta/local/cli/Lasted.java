package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What lasted of the segments before, what changed, and who moved: from {@code transitions.json} and its sister. */
final class Lasted {
    private final JsonNode transitions;
    private final JsonNode migration;

    /**
     * @param transitions {@code transitions.json}
     * @param migration {@code migration.json}; an empty object where no customers of both files are known
     */
    Lasted(JsonNode transitions, JsonNode migration) {
        this.transitions = transitions;
        this.migration = migration;
    }

    /** Whether there was a model before, known or not. */
    boolean isLater() {
        return transitions.has("basis") && !transitions.path("basis").asText().equals("none");
    }

    /** Three lines for people: what lasted, what changed, and who moved by what. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!transitions.has("reference")) {
            transitions.path("findings").forEach(finding -> lines.add(finding.asText()));
            return lines;
        }
        lines.add(lasted());
        lines.add(changed());
        lines.add(moved());
        return lines;
    }

    private String lasted() {
        Map<String, Integer> kinds = kinds();
        int kept = kinds.getOrDefault("continue", 0);
        long unsure = transitions.path("transitions").valueStream()
                .filter(transition -> transition.path("certainty").asDouble() < 0.9).count();
        return "What lasted: " + Texts.count(kept, "segment") + " of before " + (kept == 1 ? "goes" : "go")
                + " on with id, name and colour"
                + (unsure == 0 ? "." : "; " + Texts.count(unsure, "judgement") + " of all could be otherwise.");
    }

    private String changed() {
        List<String> told = new ArrayList<>();
        transitions.path("transitions").forEach(transition -> {
            if (!transition.path("kind").asText().equals("continue")) {
                told.add(transition.path("text").asText());
            }
        });
        return "What changed: " + (told.isEmpty() ? "nothing; no segment split, merged, began or ended."
                : String.join(" ", told));
    }

    private Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new HashMap<>();
        transitions.path("transitions")
                .forEach(transition -> kinds.merge(transition.path("kind").asText(), 1, Integer::sum));
        return kinds;
    }

    private String moved() {
        if (!migration.has("flows")) {
            return "Who moved: not known, as nothing names customers of both files.";
        }
        if (migration.has("hidden")) {
            return few();
        }
        long both = 0;
        long stayed = 0;
        long customer = 0;
        long model = 0;
        long neither = 0;
        for (JsonNode flow : migration.path("flows")) {
            long customers = flow.path("customers").asLong();
            both += customers;
            stayed += flow.path("from").equals(flow.path("to")) ? customers : 0;
            customer += flow.path("by").path("customer").asLong();
            model += flow.path("by").path("model").asLong();
            neither += flow.path("by").path("both").asLong();
        }
        return "Who moved: of " + Texts.count(both, "customer") + " in both files " + Texts.count(stayed)
                + " stayed, " + Texts.count(customer) + " moved as they changed, " + Texts.count(model)
                + " as the model changed, " + Texts.count(neither) + " as both did.";
    }

    /** Where flows of few customers are not listed, what is told of all together. */
    private String few() {
        long both = migration.path("customers_in_both").asLong();
        String who = "Who moved: of " + Texts.count(both, "customer") + " in both files ";
        long moved = migration.path("moved").asLong();
        return who + (migration.has("moved")
                ? Texts.count(both - moved) + " stayed and " + Texts.count(moved) + " moved; some moves are "
                : "how many moved is ") + migration.path("hidden").asText() + '.';
    }
}
