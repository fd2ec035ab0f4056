package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Counts what was told of planted histories rightly. A segment goes on where at least 0.7 of it belongs into one later
 * segment, and as much of that came from it; it split where two or more later segments have 0.2 of it and are 0.6 of
 * it; segments merged where two or more are 0.15 of a later one that has 0.6 of each; a later one is new where at most
 * 0.3 of it belonged anywhere, an earlier one ended where at most 0.3 of it belongs anywhere. What lies between is not
 * counted: people would not agree on it.
 */
final class HistoryScore {
    /** What may be told. */
    enum Kind {
        CONTINUE, SPLIT, MERGE, BIRTH, DEATH
    }

    /** What somebody tells of a step. */
    record Told(Kind kind, Set<String> from, Set<String> to) {
        static List<Told> of(JsonNode transitions) {
            List<Told> told = new ArrayList<>();
            transitions.path("transitions").forEach(one -> told.add(new Told(
                    Kind.valueOf(one.path("kind").asText().toUpperCase(Locale.ROOT)), set(one.path("from")),
                    set(one.path("to")))));
            return told;
        }

        private static Set<String> set(JsonNode ids) {
            Set<String> set = new HashSet<>();
            ids.forEach(id -> set.add(id.asText()));
            return set;
        }
    }

    /** What must be told; {@code perhaps} are segments that may be named beside. */
    private record Expected(Kind kind, Set<String> from, Set<String> to, Set<String> perhaps) {
        boolean is(Told told) {
            return told.kind == kind && without(told.from).equals(from) && without(told.to).equals(to);
        }

        private Set<String> without(Set<String> ids) {
            Set<String> rest = new HashSet<>(ids);
            rest.removeAll(perhaps);
            return rest;
        }
    }

    private final Map<String, Integer> counts = new TreeMap<>();

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    void add(String what, int times) {
        counts.merge(what, times, Integer::sum);
    }

    /**
     * Judges a step.
     *
     * @param foggyBefore earlier segments that mostly hold noise, of which nothing is expected
     */
    void judge(PlantedStep step, Set<String> foggyBefore, Set<String> foggyAfter, List<Told> told) {
        List<Expected> expected = new ArrayList<>();
        Set<String> unclear = new HashSet<>();
        Set<List<String>> heirs = new HashSet<>();
        Set<List<String>> reorganised = new HashSet<>();
        splitsAndMerges(step, expected, reorganised);
        earlier(step, foggyBefore, expected, unclear, heirs, reorganised);
        later(step, foggyAfter, expected, unclear, reorganised);
        for (Expected one : expected) {
            add("want " + one.kind, 1);
            boolean right = told.stream().anyMatch(one::is)
                    && (one.kind != Kind.CONTINUE || one.from.equals(one.to));
            add("right " + one.kind, right ? 1 : 0);
        }
        for (Told one : told) {
            boolean judged = one.from.stream().noneMatch(unclear::contains)
                    && one.to.stream().noneMatch(unclear::contains);
            if (one.kind != Kind.CONTINUE && judged && expected.stream().noneMatch(want -> want.is(one))) {
                add("false " + one.kind, 1);
            }
        }
        add("heirs", heirs.size());
        add("ids kept", (int) heirs.stream().filter(pair -> pair.get(0).equals(pair.get(1))).count());
        add("foreign ids", foreign(step));
        add("segments", step.before().size() + step.after().size());
        add("unclear", unclear.size());
    }

    private static void splitsAndMerges(PlantedStep step, List<Expected> expected, Set<List<String>> reorganised) {
        for (int i = 0; i < step.before().size(); i++) {
            List<Integer> parts = step.parts(i, 0.2, 0.6);
            if (parts.size() > 1 && step.sumGoes(i, parts) >= 0.7) {
                String whole = step.before().get(i);
                expected.add(new Expected(Kind.SPLIT, Set.of(whole), names(step.after(), parts),
                        names(step.after(),
                                step.parts(i, 0.1, 0.3).stream().filter(j -> !parts.contains(j)).toList())));
                parts.forEach(j -> reorganised.add(List.of(whole, step.after().get(j))));
            }
        }
        for (int j = 0; j < step.after().size(); j++) {
            List<Integer> parents = step.parents(j, 0.15, 0.6);
            if (parents.size() > 1 && step.sumComes(j, parents) >= 0.7) {
                String whole = step.after().get(j);
                expected.add(new Expected(Kind.MERGE, names(step.before(), parents), Set.of(whole),
                        names(step.before(),
                                step.parents(j, 0.075, 0.3).stream().filter(i -> !parents.contains(i)).toList())));
                parents.forEach(i -> reorganised.add(List.of(step.before().get(i), whole)));
            }
        }
    }

    private static void earlier(PlantedStep step, Set<String> foggy, List<Expected> expected, Set<String> unclear,
            Set<List<String>> heirs, Set<List<String>> reorganised) {
        List<Integer> all = IntStream.range(0, step.after().size()).boxed().toList();
        for (int i = 0; i < step.before().size(); i++) {
            String from = step.before().get(i);
            int j = step.most(i);
            if (foggy.contains(from)) {
                unclear.add(from);
            } else if (step.sumGoes(i, all) <= 0.3) {
                expected.add(new Expected(Kind.DEATH, Set.of(from), Set.of(), Set.of()));
            } else if (j >= 0 && step.goes()[i][j] >= 0.7 && step.comes()[i][j] >= 0.7) {
                String to = step.after().get(j);
                heirs.add(List.of(from, to));
                if (!reorganised.contains(List.of(from, to))) {
                    if (isGrey(step, i, j)) {
                        unclear.addAll(List.of(from, to));
                    } else {
                        expected.add(new Expected(Kind.CONTINUE, Set.of(from), Set.of(to), Set.of()));
                    }
                }
            } else if (reorganised.stream().noneMatch(pair -> pair.get(0).equals(from))) {
                unclear.add(from);
            }
        }
    }

    /** Whether something else has nearly enough of it to be a part or a parent. */
    private static boolean isGrey(PlantedStep step, int i, int j) {
        return step.parts(i, 0.1, 0.3).stream().anyMatch(other -> other != j)
                || step.parents(j, 0.075, 0.3).stream().anyMatch(other -> other != i);
    }

    private static void later(PlantedStep step, Set<String> foggy, List<Expected> expected, Set<String> unclear,
            Set<List<String>> reorganised) {
        List<Integer> all = IntStream.range(0, step.before().size()).boxed().toList();
        for (int j = 0; j < step.after().size(); j++) {
            String to = step.after().get(j);
            if (foggy.contains(to)) {
                unclear.add(to);
            } else if (step.sumComes(j, all) <= 0.3) {
                expected.add(new Expected(Kind.BIRTH, Set.of(), Set.of(to), Set.of()));
            } else if (reorganised.stream().noneMatch(pair -> pair.get(1).equals(to)) && expected.stream()
                    .noneMatch(one -> one.kind == Kind.CONTINUE && one.to.contains(to))) {
                unclear.add(to);
            }
        }
    }

    private static int foreign(PlantedStep step) {
        int foreign = 0;
        for (int j = 0; j < step.after().size(); j++) {
            int i = step.before().indexOf(step.after().get(j));
            foreign += i >= 0 && step.goes()[i][j] < 0.1 && step.comes()[i][j] < 0.1 ? 1 : 0;
        }
        return foreign;
    }

    private static Set<String> names(List<String> of, List<Integer> places) {
        Set<String> names = new HashSet<>();
        places.forEach(place -> names.add(of.get(place)));
        return names;
    }

    /** A line of a table: what was told rightly of what was to be told, what was told falsely, and which ids stayed. */
    String line(String who) {
        StringBuilder line = new StringBuilder("| ").append(who);
        int falsely = 0;
        for (Kind kind : Kind.values()) {
            line.append(" | ").append(count("right " + kind)).append(" of ").append(count("want " + kind));
            falsely += count("false " + kind);
        }
        return line.append(" | ").append(falsely).append(" | ").append(count("ids kept")).append(" of ")
                .append(count("heirs")).append(" | ").append(count("foreign ids")).append(" | ")
                .append(count("ids that came back")).append(" | ").append(count("unclear")).append(" of ")
                .append(count("segments")).append(" |").toString();
    }

    /** The head of that table. */
    static String head() {
        return "| who | goes on | split | merge | birth | death | falsely told | ids kept | ids on another segment "
                + "| ids that came back | not judged |\n|---|---|---|---|---|---|---|---|---|---|---|";
    }
}
