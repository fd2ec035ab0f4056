package io.segmenta.clustering.profile;

import io.segmenta.clustering.text.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts traits together to a name: "High-income, low-spending customers", "Frequent customers with high web purchases",
 * or, where it is not known what a row is, "High grocery and milk, low fresh".
 */
final class Phrase {
    private Phrase() {}

    static String of(List<Trait> traits, Optional<String> noun) {
        List<String> adjectives = new ArrayList<>();
        List<String> high = new ArrayList<>();
        List<String> low = new ArrayList<>();
        List<String> middle = new ArrayList<>();
        List<String> with = new ArrayList<>();
        List<String> without = new ArrayList<>();
        List<String> preferring = new ArrayList<>();
        for (Trait trait : traits) {
            String phrase = trait.phrase();
            if (noun.isPresent() && trait.adjective().isPresent()) {
                adjectives.add(trait.adjective().get());
            } else if (phrase.startsWith("with ")) {
                with.add(phrase.substring(5));
            } else if (phrase.startsWith("preferring ")) {
                preferring.add(phrase.substring(11));
            } else if (phrase.startsWith("without ")) {
                without.add(phrase.substring(8));
            } else {
                String bare = phrase.substring(phrase.indexOf(' ') + 1);
                List<String> side = trait.direction() > 0 ? high : trait.direction() < 0 ? low : middle;
                side.add(side.isEmpty() ? phrase : bare);
            }
        }
        List<String> has = new ArrayList<>();
        for (List<String> side : List.of(high, low, middle, with)) {
            if (!side.isEmpty()) {
                has.add(String.join(" and ", side));
            }
        }
        if (noun.isEmpty()) {
            if (!without.isEmpty()) {
                has.add("without " + String.join(" and ", without));
            }
            if (!preferring.isEmpty()) {
                has.add("preferring " + String.join(" and ", preferring));
            }
            return has.isEmpty() ? "Close to the average" : Labels.capitalised(String.join(", ", has));
        }
        String start = adjectives.isEmpty() ? "" : String.join(", ", adjectives) + " ";
        String name = start + noun.get()
                + (preferring.isEmpty() ? "" : " preferring " + String.join(" and ", preferring))
                + (has.isEmpty() ? "" : " with " + String.join(" and ", has))
                + (without.isEmpty() ? "" : (has.isEmpty() ? " " : ", ") + "without " + String.join(" and ", without));
        return traits.isEmpty() ? "Typical " + noun.get() : Labels.capitalised(name);
    }
}
