package io.segmenta.pipeline.segments;

import io.segmenta.model.base.Check;
import io.segmenta.pipeline.text.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts traits together to a name: "High-income, low-spending customers", "Frequent customers with high web purchases",
 * or, where it is not known what a row is, "High grocery and milk, low fresh".
 */
final class Phrase {
    /** What a phrase about a number begins with, in the order of a name. */
    private static final List<String> SIDES = List.of("high", "low", "average", "late", "early");
    /** Such a label comes last: in "spending on meat and web purchases" it would take in the next one. */
    private static final Pattern PREPOSITION = Pattern.compile(" (on|of) ");

    private Phrase() {}

    static String of(List<Trait> traits, Optional<String> noun) {
        List<String> adjectives = new ArrayList<>();
        Map<String, List<String>> sides = new LinkedHashMap<>();
        SIDES.forEach(side -> sides.put(side, new ArrayList<>()));
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
                int space = phrase.indexOf(' ');
                Check.notNull(sides.get(phrase.substring(0, space)), phrase).add(phrase.substring(space + 1));
            }
        }
        List<String> has = new ArrayList<>();
        sides.forEach((side, labels) -> {
            if (!labels.isEmpty()) {
                labels.sort(Comparator.comparing(label -> PREPOSITION.matcher(label).find()));
                has.add(side + " " + String.join(" and ", labels));
            }
        });
        if (!with.isEmpty()) {
            has.add(String.join(" and ", with));
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
