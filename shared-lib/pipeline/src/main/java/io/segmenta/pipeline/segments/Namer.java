package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.segments.SegmentTitle.Distinction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides for each segment which traits its name says and what to do about it, and has {@link SegmentWords} put it in
 * words. Names come from the columns that shaped the segments, strongest difference first, are unique within the model
 * and depend on what a segment is, never on its number or on the order of segments. Protected columns enter names only
 * when they were used.
 */
public final class Namer {
    private static final int MOST_TRAITS = 6;
    private static final int FIRST_WORDS = 2;
    private static final int MOST_WORDS = 5;
    private static final int MOST_ADVISED = 4;

    /**
     * What is proposed for one segment.
     *
     * @param traits what sets it apart, strongest first, in words with numbers
     * @param name its name
     * @param action what to do about it
     */
    public record Proposal(List<String> traits, String name, String action) {
        /** Copies the list. */
        public Proposal {
            traits = List.copyOf(traits);
        }
    }

    private final Optional<String> noun;
    private final List<List<ColumnProfile>> segments;
    private final List<List<Trait>> ranked = new ArrayList<>();
    private final List<Integer> spread;

    private Namer(Optional<String> noun, List<List<ColumnProfile>> segments) {
        this.noun = noun;
        this.segments = segments;
        for (List<ColumnProfile> segment : segments) {
            ranked.add(segment.stream().map(Trait::of)
                    .sorted(Comparator.comparingDouble(trait -> -Math.abs(trait.strength()))).toList());
        }
        spread = spread();
    }

    /**
     * Proposes traits, names and actions.
     *
     * @param table the profiled rows, whose column names tell what a row is
     * @param segments per segment its columns, the same columns in each
     * @return one proposal per segment, in the given order
     */
    public static List<Proposal> propose(Table table, List<List<ColumnProfile>> segments) {
        Namer namer = new Namer(Noun.of(table), segments);
        List<SegmentTitle> titles = namer.titles();
        List<Proposal> proposals = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            List<String> traits = namer.ranked.get(c).stream().filter(Trait::isShown).limit(MOST_TRAITS)
                    .map(SegmentWords::sentence).toList();
            Action action = Advice.of(namer.chosen(c, MOST_ADVISED), namer.noun);
            proposals.add(new Proposal(traits.isEmpty() ? List.of(SegmentWords.LIKE_ALL) : traits,
                    SegmentWords.of(titles.get(c), namer.noun), SegmentWords.of(action, namer.noun)));
        }
        return proposals;
    }

    /** What each name says: more traits, and at last distinctions, until no two names read the same. */
    private List<SegmentTitle> titles() {
        int[] words = new int[segments.size()];
        Arrays.fill(words, FIRST_WORDS);
        List<SegmentTitle> titles = compose(words);
        for (int round = FIRST_WORDS; round < MOST_WORDS && !doubles(titles).isEmpty(); round++) {
            for (List<Integer> group : doubles(titles)) {
                group.forEach(c -> words[c]++);
            }
            titles = compose(words);
        }
        for (List<Integer> group : doubles(titles)) {
            tellApart(group, titles);
        }
        for (List<Integer> group : doubles(titles)) {
            for (int i = 0; i < group.size(); i++) {
                add(new Distinction.Lettered(i), group.get(i), titles);
            }
        }
        return titles;
    }

    private static void add(Distinction distinction, int c, List<SegmentTitle> titles) {
        titles.set(c, titles.get(c).with(distinction));
    }

    private List<SegmentTitle> compose(int[] words) {
        List<SegmentTitle> titles = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            titles.add(new SegmentTitle(chosen(c, words[c]), List.of()));
        }
        return titles;
    }

    /**
     * The traits that go into a name: the strongest, no two of one concept, none said twice; in an order that is the
     * same for all segments, so that names differ by what they say.
     */
    private List<Trait> chosen(int c, int most) {
        List<Trait> chosen = new ArrayList<>();
        Set<String> said = new HashSet<>();
        for (Trait trait : telling(c, most > FIRST_WORDS ? Trait.NOTABLE : Trait.TELLING)) {
            boolean fresh = said.add(SegmentWords.of(trait.claim()))
                    && (trait.concept().isEmpty() || said.add(trait.concept().get().name()));
            if (fresh && chosen.size() < most) {
                chosen.add(trait);
            }
        }
        if (chosen.isEmpty()) {
            spread.stream().limit(most).map(column -> Trait.of(segments.get(c).get(column)))
                    .filter(trait -> trait.column() instanceof NumericProfile)
                    .filter(trait -> said
                            .add(trait.concept().map(Concept::name).orElseGet(() -> SegmentWords.of(trait.claim()))))
                    .forEach(chosen::add);
        }
        List<String> order = spread.stream().map(column -> segments.get(c).get(column).name()).toList();
        chosen.sort(Comparator.comparingInt(trait -> order.indexOf(trait.column().name())));
        return chosen;
    }

    private List<Trait> telling(int c, double threshold) {
        return ranked.get(c).stream().filter(trait -> trait.column().used() && trait.isNameable())
                .filter(trait -> Math.abs(trait.strength()) >= threshold).toList();
    }

    /** Indices of the used columns, those that differ most between segments first. */
    private List<Integer> spread() {
        List<Integer> order = new ArrayList<>();
        if (segments.isEmpty()) {
            return order;
        }
        double[] widest = new double[segments.getFirst().size()];
        for (int j = 0; j < widest.length; j++) {
            ColumnProfile column = segments.getFirst().get(j);
            if (column.used() || column.role() != Role.PROTECTED) {
                order.add(j);
            }
            widest[j] = width(j, allSegments()) + (column.used() ? 10 : 0);
        }
        order.sort(Comparator.comparingDouble(j -> -widest[j]));
        return order;
    }

    private List<Integer> allSegments() {
        List<Integer> all = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            all.add(c);
        }
        return all;
    }

    private double width(int column, List<Integer> group) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int c : group) {
            least = Math.min(least, segments.get(c).get(column).strength());
            most = Math.max(most, segments.get(c).get(column).strength());
        }
        return most - least;
    }

    /** Groups of segments whose names read the same. */
    private List<List<Integer>> doubles(List<SegmentTitle> titles) {
        List<String> names = titles.stream().map(title -> SegmentWords.of(title, noun)).toList();
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

    /**
     * Adds to equal names the numeric column that differs most between just these segments: where the names already
     * speak of it, or there are several, by its mean.
     */
    private void tellApart(List<Integer> group, List<SegmentTitle> titles) {
        Optional<Integer> column = spread.stream()
                .filter(j -> segments.get(group.getFirst()).get(j) instanceof NumericProfile)
                .max(Comparator.comparingDouble(j -> width(j, group)));
        if (column.isEmpty() || width(column.get(), group) == 0) {
            return;
        }
        List<Integer> ordered = new ArrayList<>(group);
        ordered.sort(Comparator.comparingDouble(c -> segments.get(c).get(column.get()).strength()));
        List<NumericProfile> profiles = ordered.stream()
                .map(c -> (NumericProfile) segments.get(c).get(column.get())).toList();
        String named = profiles.getFirst().name();
        boolean said = group.stream().flatMap(c -> chosen(c, MOST_WORDS).stream())
                .anyMatch(trait -> trait.column().name().equals(named));
        boolean compare = ordered.size() == 2 && (!said || readTheSame(profiles.getFirst(), profiles.getLast()));
        for (int i = 0; i < ordered.size(); i++) {
            add(compare ? new Distinction.Compared(named, i > 0) : new Distinction.About(profiles.get(i)),
                    ordered.get(i), titles);
        }
    }

    private static boolean readTheSame(NumericProfile one, NumericProfile other) {
        return SegmentWords.value(one, one.mean()).equals(SegmentWords.value(other, other.mean()));
    }
}
