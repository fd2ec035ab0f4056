package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.segments.SegmentTitle.Distinction;
import io.segmenta.pipeline.text.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides for each segment which traits its name says and what to do about it, and has {@link SegmentWords} put it in
 * words. A name says the strongest difference first, then what tells the segment from others of which the same holds.
 * Names come from the columns that shaped the segments, are unique within the model and depend on what a segment is,
 * never on its number or on the order of segments. Protected columns enter names only when they were used.
 */
public final class Namer {
    /** In code points, the most a name has. */
    public static final int LONGEST = 40;

    /** Part of the greatest strength from which on one is as great. */
    private static final double NEARLY = 0.75;
    private static final int MOST_TRAITS = 6;
    private static final int USUAL_WORDS = 2;
    private static final int MOST_WORDS = 4;

    /**
     * What is proposed for one segment.
     *
     * @param traits what sets it apart, strongest first, in words with numbers
     * @param name its name
     * @param fullName the same with all it says, of any length
     * @param action what to do about it
     */
    public record Proposal(List<String> traits, String name, String fullName, String action) {
        /** Copies the list. */
        public Proposal {
            traits = List.copyOf(traits);
        }
    }

    private final SegmentWords words;
    private final List<List<Trait>> segments;
    private final List<List<Trait>> ranked = new ArrayList<>();
    private final List<Integer> spread;

    private Namer(SegmentWords words, List<List<ColumnProfile>> profiles, Set<String> unsaid) {
        this.words = words;
        List<String> columns = profiles.isEmpty() ? List.of()
                : profiles.getFirst().stream().map(ColumnProfile::name).toList();
        Map<String, String> spoken = profiles.isEmpty() ? Map.of()
                : Headers.distinct(columns, profiles.getFirst().stream().filter(
                        column -> column.used() && column instanceof NumericProfile).map(ColumnProfile::name)
                        .toList());
        List<Integer> said = IntStream.range(0, columns.size()).filter(j -> !unsaid.contains(columns.get(j))).boxed()
                .toList();
        segments = profiles.stream().map(profile -> said.stream()
                .map(j -> Trait.of(profile.get(j), spoken.getOrDefault(columns.get(j), columns.get(j)))).toList())
                .toList();
        for (List<Trait> segment : segments) {
            ranked.add(segment.stream()
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
        return propose(table, segments, Set.of(), false);
    }

    /**
     * Proposes traits, names and actions.
     *
     * @param unsaid names of columns that say what another says
     * @param slices whether the segments are slices of a continuum, to be called so
     */
    static List<Proposal> propose(Table table, List<List<ColumnProfile>> segments, Set<String> unsaid,
            boolean slices) {
        Namer namer = new Namer(new SegmentWords(Noun.of(table), slices), segments, unsaid);
        List<SegmentTitle> titles = namer.titles();
        List<ShortNames.Name> names = ShortNames.of(titles, namer.words, LONGEST);
        List<Proposal> proposals = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            List<String> traits = namer.shown(c).stream().limit(MOST_TRAITS).map(TraitWords::sentence).toList();
            proposals.add(new Proposal(traits.isEmpty() ? List.of(SegmentWords.LIKE_ALL) : traits,
                    names.get(c).text(), namer.words.of(titles.get(c)), namer.words.advice(names.get(c).title())));
        }
        return proposals;
    }

    /** The traits of a segment, strongest first; levels that the same rows have are told once. */
    private List<Trait> shown(int c) {
        Set<List<Double>> shares = new HashSet<>();
        return ranked.get(c).stream().filter(Trait::isShown).filter(trait -> isTelling(trait.column()))
                .filter(trait -> !(trait.column() instanceof CategoryProfile category)
                        || shares.add(List.of(category.telling().share(), category.telling().population())))
                .toList();
    }

    /** Codes of a protected attribute measure nothing, and what was set aside is no property of the rows. */
    private static boolean isTelling(ColumnProfile column) {
        return column.used() || (column.role() != Role.IGNORED
                && !(column.role() == Role.PROTECTED && column instanceof NumericProfile));
    }

    /** What each name says: traits, and at last distinctions, until no two names read the same. */
    private List<SegmentTitle> titles() {
        List<SegmentTitle> titles = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            titles.add(new SegmentTitle(chosen(c), List.of()));
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

    /**
     * The traits that go into a name: the strongest; then, while there are other segments of which all of it holds, the
     * one that tells it from most of them; two at least where two are telling. No two are of one concept, none is said
     * twice. In an order that is the same for all segments, so that names differ by what they say.
     */
    private List<Trait> chosen(int c) {
        List<Integer> alike = new ArrayList<>(IntStream.range(0, segments.size()).filter(o -> o != c).boxed().toList());
        List<Trait> chosen = new ArrayList<>();
        List<Trait> left = new ArrayList<>(nameable(c));
        left.addAll(averages(c));
        while (chosen.size() < MOST_WORDS && !left.isEmpty()) {
            Trait next = chosen.isEmpty() ? left.getFirst() : best(left, alike);
            boolean apart = apart(next, alike) > 0;
            boolean telling = next.direction() == 0 ? nameable(c).isEmpty()
                    : Math.abs(next.strength()) >= Trait.TELLING;
            if (!chosen.isEmpty() && !apart && (chosen.size() >= USUAL_WORDS || !telling)) {
                break;
            }
            chosen.add(next);
            alike.removeIf(o -> !holds(next, o));
            left.removeIf(trait -> meansTheSame(trait, next));
        }
        List<String> order = spread.stream().map(column -> segments.get(c).get(column).column().name()).toList();
        chosen.sort(Comparator.comparingInt(trait -> order.indexOf(trait.column().name())));
        return chosen;
    }

    private static boolean meansTheSame(Trait one, Trait other) {
        return SegmentWords.of(one.claim()).equals(SegmentWords.of(other.claim()))
                || (one.concept().isPresent() && one.concept().equals(other.concept()));
    }

    /** The trait that does not hold of most of the segments, a telling one if there is any; of several the first. */
    private Trait best(List<Trait> traits, List<Integer> alike) {
        Comparator<Trait> byKind = Comparator.comparing(trait -> trait.direction() != 0);
        return traits.stream().filter(trait -> apart(trait, alike) > 0)
                .min(byKind.reversed().thenComparing(trait -> Math.abs(trait.strength()) < Trait.TELLING)
                        .thenComparingLong(trait -> -apart(trait, alike)))
                .orElse(traits.getFirst());
    }

    private long apart(Trait trait, List<Integer> alike) {
        return alike.stream().filter(o -> !holds(trait, o)).count();
    }

    private boolean holds(Trait trait, int segment) {
        return segments.get(segment).stream().filter(other -> other.column().name().equals(trait.column().name()))
                .anyMatch(trait::holdsOf);
    }

    /**
     * Fit for a name, strongest first; of those nearly as strong as the strongest the one that differs most is first.
     */
    private List<Trait> nameable(int c) {
        List<Trait> nameable = new ArrayList<>(
                shown(c).stream().filter(trait -> trait.column().used() && trait.isNameable()).toList());
        if (!nameable.isEmpty()) {
            double least = NEARLY * Math.abs(nameable.getFirst().strength());
            Trait first = nameable.stream().filter(trait -> Math.abs(trait.strength()) >= least)
                    .max(Comparator.comparingDouble((Trait trait) -> width(segments.get(c).indexOf(trait), all()))
                            .thenComparingDouble(trait -> Math.abs(trait.strength())))
                    .orElseThrow();
            nameable.remove(first);
            nameable.addFirst(first);
        }
        return nameable;
    }

    /** The numbers in which a segment is like all rows, those first in which segments differ most. */
    private List<Trait> averages(int c) {
        return spread.stream().map(column -> segments.get(c).get(column))
                .filter(trait -> trait.column() instanceof NumericProfile column && column.used()
                        && trait.direction() == 0)
                .toList();
    }

    /** Indices of the used columns, those that differ most between segments first. */
    private List<Integer> spread() {
        List<Integer> order = new ArrayList<>();
        if (segments.isEmpty()) {
            return order;
        }
        List<Integer> all = all();
        double[] widest = new double[segments.getFirst().size()];
        for (int j = 0; j < widest.length; j++) {
            ColumnProfile column = segments.getFirst().get(j).column();
            if (column.used() || (column.role() != Role.PROTECTED && column.role() != Role.IGNORED)) {
                order.add(j);
            }
            widest[j] = width(j, all) + (column.used() ? 10 : 0);
        }
        order.sort(Comparator.comparingDouble(j -> -widest[j]));
        return order;
    }

    private List<Integer> all() {
        return IntStream.range(0, segments.size()).boxed().toList();
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
        return ShortNames.doubles(titles.stream().map(words::of).toList());
    }

    /**
     * Adds to equal names the numeric column that differs most between just these segments: where the names already
     * speak of it, or there are several, by its mean.
     */
    private void tellApart(List<Integer> group, List<SegmentTitle> titles) {
        Optional<Integer> column = spread.stream()
                .filter(j -> segments.get(group.getFirst()).get(j).column() instanceof NumericProfile)
                .max(Comparator.comparingDouble(j -> width(j, group)));
        if (column.isEmpty() || width(column.get(), group) == 0) {
            return;
        }
        List<Integer> ordered = new ArrayList<>(group);
        ordered.sort(Comparator.comparingDouble(c -> segments.get(c).get(column.get()).strength()));
        List<NumericProfile> profiles = ordered.stream()
                .map(c -> (NumericProfile) segments.get(c).get(column.get()).column()).toList();
        String named = profiles.getFirst().name();
        boolean said = group.stream().flatMap(c -> titles.get(c).traits().stream())
                .anyMatch(trait -> trait.column().name().equals(named));
        boolean compare = ordered.size() == 2 && (!said || readTheSame(profiles.getFirst(), profiles.getLast()));
        for (int i = 0; i < ordered.size(); i++) {
            add(compare ? new Distinction.Compared(named, i > 0) : new Distinction.About(profiles.get(i)),
                    ordered.get(i), titles);
        }
    }

    private static boolean readTheSame(NumericProfile one, NumericProfile other) {
        return TraitWords.value(one, one.mean()).equals(TraitWords.value(other, other.mean()));
    }
}
