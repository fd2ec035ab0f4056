package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.segments.SegmentTitle.Distinction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of a limited length. A name that is too long first goes without the word for what rows are, then without its
 * weakest traits, and is cut between words only when its strongest one does not fit; no two become the same.
 */
final class ShortNames {
    /**
     * A name and what it still says.
     *
     * @param title what the text says
     */
    record Name(String text, SegmentTitle title) {}

    private final SegmentWords words;
    private final int longest;

    private ShortNames(SegmentWords words, int longest) {
        this.words = words;
        this.longest = longest;
    }

    /**
     * Shortens names.
     *
     * @param titles no two of which read the same
     * @param longest how many code points a name may have, at least 20
     * @return one name per title, in order
     */
    static List<Name> of(List<SegmentTitle> titles, SegmentWords words, int longest) {
        ShortNames names = new ShortNames(words, longest);
        List<List<Name>> candidates = titles.stream().map(names::candidates).toList();
        int[] taken = new int[titles.size()];
        List<Name> chosen = names.chosen(candidates, taken);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (List<Integer> group : names.alike(chosen)) {
                for (int c : group) {
                    if (taken[c] < candidates.get(c).size() - 1) {
                        taken[c]++;
                        moved = true;
                    }
                }
            }
            chosen = names.chosen(candidates, taken);
        }
        return names.lettered(chosen);
    }

    private List<Name> chosen(List<List<Name>> candidates, int[] taken) {
        List<Name> chosen = new ArrayList<>();
        for (int c = 0; c < taken.length; c++) {
            chosen.add(candidates.get(c).get(taken[c]));
        }
        return chosen;
    }

    /** Groups of names that read or say the same: with and without what rows are. */
    private List<List<Integer>> alike(List<Name> names) {
        List<List<Integer>> alike = doubles(names.stream().map(name -> words.bare(name.title())).toList());
        return alike.isEmpty() ? doubles(names.stream().map(Name::text).toList()) : alike;
    }

    /** Those that still read the same after all. */
    private List<Name> lettered(List<Name> names) {
        List<Name> apart = new ArrayList<>(names);
        for (List<Integer> group : alike(names)) {
            for (int i = 0; i < group.size(); i++) {
                Distinction letter = new Distinction.Lettered(i);
                Name name = names.get(group.get(i));
                String end = ", " + SegmentWords.of(letter);
                apart.set(group.get(i), new Name(cut(name.text(), longest - end.length()) + end,
                        name.title().with(letter)));
            }
        }
        return apart;
    }

    /** From the best on: more traits before fewer, strong ones before weak ones, whole ones before one that is cut. */
    private List<Name> candidates(SegmentTitle title) {
        List<Trait> traits = title.traits();
        List<SegmentTitle> parts = new ArrayList<>();
        for (int chosen = 1; chosen < (1 << traits.size()); chosen++) {
            List<Trait> kept = new ArrayList<>();
            for (int i = 0; i < traits.size(); i++) {
                if (((chosen >> i) & 1) == 1) {
                    kept.add(traits.get(i));
                }
            }
            parts.add(new SegmentTitle(kept, title.apart()));
        }
        parts.sort(Comparator.comparingInt((SegmentTitle part) -> -part.traits().size()).thenComparingDouble(
                part -> -part.traits().stream().mapToDouble(trait -> Math.abs(trait.strength())).sum()));
        List<Name> names = new ArrayList<>();
        for (SegmentTitle part : parts.isEmpty() ? List.of(title) : parts) {
            for (String text : List.of(words.of(part), words.bare(part))) {
                if (length(text) <= longest) {
                    names.add(new Name(text, part));
                }
            }
        }
        if (names.isEmpty()) {
            SegmentTitle strongest = parts.isEmpty() ? title
                    : parts.stream().filter(part -> part.traits().size() == 1).findFirst().orElse(title);
            names.add(new Name(cut(words.bare(strongest), longest), strongest));
        }
        return names;
    }

    /** Groups of places in a list where equal texts stand, in the order of the list. */
    static List<List<Integer>> doubles(List<String> names) {
        Map<String, List<Integer>> byName = new HashMap<>();
        List<List<Integer>> doubles = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            byName.computeIfAbsent(names.get(c), _ -> new ArrayList<>()).add(c);
        }
        for (int c = 0; c < names.size(); c++) {
            List<Integer> group = byName.getOrDefault(names.get(c), List.of());
            if (group.size() > 1 && group.getFirst() == c) {
                doubles.add(group);
            }
        }
        return doubles;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The text itself or its first words and an ellipsis; of one long word its beginning. */
    static String cut(String text, int longest) {
        if (length(text) <= longest) {
            return text;
        }
        String start = text.substring(0, text.offsetByCodePoints(0, longest - 1));
        int space = text.charAt(start.length()) == ' ' ? start.length() : start.lastIndexOf(' ');
        String words = space > start.length() / 2 ? start.substring(0, space) : start;
        return words.replaceAll("[\\s,;:\\-]+$", "") + "…";
    }
}
