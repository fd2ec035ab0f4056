package io.segmenta.pipeline.identity;

import io.segmenta.clustering.metrics.Pairing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What became of the segments of an earlier model, decided by the {@link Evidence}. The bounds were chosen by
 * cross-validation over planted histories (docs/decisions/0051).
 *
 * @param transitions in the order: continue, split, merge, birth, death, each by its segments
 * @param certainty of each transition: in what share of redrawn evidence it is decided alike, in [0, 1]
 * @param keeps per new segment the earlier one whose identity it keeps, -1 for none
 */
public record Succession(List<Transition> transitions, double[] certainty, int[] keeps) {
    /** Least geometric mean of went and came that keeps an identity. */
    private static final double KEEPS = 0.5;
    /** The same inside a split or a merge. */
    private static final double HEIR = 0.7;
    /** Less than this pairs nothing. */
    private static final double FLOOR = 0.2;
    /** Least share of a segment that makes a part of a split. */
    private static final double PART = 0.17;
    /** Least share of a new segment that makes a parent of a merge. */
    private static final double PARENT = 0.12;
    /** Least share of a part that came from the whole, and of a parent that went into the new one. */
    private static final double MOSTLY = 0.6;
    /** The same by customers alone. */
    private static final double MOSTLY_PEOPLE = 0.7;
    /** Customers of a segment that are known in both files, from which on they can refute what rows say. */
    private static final double KNOWN = 0.25;
    /** A segment whose coverage is below this share of the usual has other customers. */
    private static final double STRANGE = 0.2;
    private static final int REDRAWS = 100;

    /**
     * Decides.
     *
     * @param seed of the redraws
     */
    static Succession of(Evidence evidence, long seed) {
        Decision decided = new Decision(evidence);
        int[] again = new int[decided.transitions.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < REDRAWS; r++) {
            List<Transition> others = new Decision(evidence.redrawn(random)).transitions;
            for (int t = 0; t < again.length; t++) {
                Transition transition = decided.transitions.get(t);
                if (others.stream().anyMatch(transition::saysTheSameAs)) {
                    again[t]++;
                }
            }
        }
        return new Succession(List.copyOf(decided.transitions),
                Arrays.stream(again).mapToDouble(times -> times / (double) REDRAWS).toArray(), decided.keeps);
    }

    /**
     * What a person declared, whatever the evidence says: every new segment goes on from an earlier one.
     *
     * @param keeps per new segment the earlier one
     * @param decided what the evidence says; what is declared is as certain as it is decided
     */
    static Succession declared(int[] keeps, Succession decided) {
        List<Transition> transitions = new ArrayList<>();
        double[] certainty = new double[keeps.length];
        for (int j = 0; j < keeps.length; j++) {
            Transition transition = new Transition(Transition.Kind.CONTINUE, List.of(keeps[j]), List.of(j), j);
            transitions.add(transition);
            for (int t = 0; t < decided.transitions.size(); t++) {
                if (decided.transitions.get(t).saysTheSameAs(transition)) {
                    certainty[j] = decided.certainty[t];
                }
            }
        }
        return new Succession(transitions, certainty, keeps.clone());
    }

    private static final class Decision {
        private final Evidence evidence;
        private final int before;
        private final int after;
        private final double[][] likeness;
        private final boolean[][] part;
        private final boolean[][] parent;
        private final int[] keeps;
        private final List<Transition> transitions = new ArrayList<>();

        Decision(Evidence evidence) {
            this.evidence = evidence;
            before = evidence.before();
            after = evidence.after();
            likeness = new double[before][after];
            each((i, j) -> likeness[i][j] = Math.sqrt(evidence.went(i, j) * evidence.came(i, j)));
            evidence.people().ifPresent(this::partStrangers);
            part = new boolean[before][after];
            parent = new boolean[before][after];
            each((i, j) -> part[i][j] = isPart(i, j));
            each((i, j) -> parent[i][j] = isParent(i, j));
            keeps = new int[after];
            decide();
        }

        private interface Cell {
            void at(int i, int j);
        }

        private void each(Cell cell) {
            for (int i = 0; i < before; i++) {
                for (int j = 0; j < after; j++) {
                    cell.at(i, j);
                }
            }
        }

        /** A segment whose customers all left and one whose customers are all new are not the same, however alike. */
        private void partStrangers(Evidence.People people) {
            double usualBefore = median(people.coverageBefore());
            double usualAfter = median(people.coverageAfter());
            if (usualBefore >= KNOWN && usualAfter >= KNOWN) {
                each((i, j) -> {
                    if (people.coverageBefore()[i] < STRANGE * usualBefore
                            && people.coverageAfter()[j] < STRANGE * usualAfter) {
                        likeness[i][j] = 0;
                    }
                });
            }
        }

        private boolean isPart(int i, int j) {
            boolean byRows = evidence.went(i, j) >= PART && evidence.came(i, j) >= MOSTLY
                    && !evidence.people().filter(people -> people.coverageBefore()[i] >= KNOWN
                            && people.enoughBefore(i) && people.forward().get(i, j) < PART / 3).isPresent();
            return byRows || evidence.people().filter(people -> people.forward().get(i, j) >= PART
                    && people.backward().get(j, i) >= MOSTLY_PEOPLE && !anotherBefore(i, j)).isPresent();
        }

        private boolean isParent(int i, int j) {
            boolean byRows = evidence.came(i, j) >= PARENT && evidence.went(i, j) >= MOSTLY
                    && !evidence.people().filter(people -> people.coverageAfter()[j] >= KNOWN
                            && people.enoughAfter(j) && people.backward().get(j, i) < PARENT / 3).isPresent();
            return byRows || evidence.people().filter(people -> people.backward().get(j, i) >= PARENT
                    && people.forward().get(i, j) >= MOSTLY_PEOPLE && !anotherAfter(i, j)).isPresent();
        }

        private boolean anotherBefore(int i, int j) {
            return IntStream.range(0, before).anyMatch(other -> other != i && likeness[other][j] >= KEEPS);
        }

        private boolean anotherAfter(int i, int j) {
            return IntStream.range(0, after).anyMatch(other -> other != j && likeness[i][other] >= KEEPS);
        }

        private void decide() {
            int[] paired = paired();
            Arrays.fill(keeps, -1);
            List<Transition> kept = new ArrayList<>();
            boolean[] toldBefore = new boolean[before];
            boolean[] toldAfter = new boolean[after];
            for (int i = 0; i < before; i++) {
                int j = paired[i];
                if (j >= 0) {
                    boolean inside = isOfSplit(i, j) || isOfMerge(i, j);
                    if (likeness[i][j] >= (inside ? HEIR : KEEPS)) {
                        keeps[j] = i;
                        if (!inside) {
                            kept.add(new Transition(Transition.Kind.CONTINUE, List.of(i), List.of(j), j));
                            toldBefore[i] = true;
                            toldAfter[j] = true;
                        }
                    }
                }
            }
            List<Transition> splits = splits(toldBefore, toldAfter);
            List<Transition> merges = merges(toldBefore, toldAfter);
            transitions.addAll(kept);
            transitions.addAll(splits);
            transitions.addAll(merges);
            for (int j = 0; j < after; j++) {
                if (!toldAfter[j]) {
                    transitions.add(new Transition(Transition.Kind.BIRTH, List.of(), List.of(j), -1));
                }
            }
            for (int i = 0; i < before; i++) {
                if (!toldBefore[i]) {
                    transitions.add(new Transition(Transition.Kind.DEATH, List.of(i), List.of(), -1));
                }
            }
        }

        /** Of two that gain the same, the pair whose lesser share is greater, then that of the lower numbers. */
        private int[] paired() {
            double[][] gain = new double[before][after];
            each((i, j) -> {
                if (likeness[i][j] >= FLOOR) {
                    gain[i][j] = likeness[i][j] + 1e-9 * Math.min(evidence.went(i, j), evidence.came(i, j))
                            - 1e-12 * (i * (double) after + j) / (before * (double) after);
                }
            });
            return Pairing.of(gain);
        }

        private boolean isOfSplit(int i, int j) {
            return part[i][j] && count(part[i]) > 1;
        }

        private boolean isOfMerge(int i, int j) {
            return parent[i][j] && IntStream.range(0, before).filter(other -> parent[other][j]).count() > 1;
        }

        private List<Transition> splits(boolean[] toldBefore, boolean[] toldAfter) {
            List<Transition> splits = new ArrayList<>();
            for (int i = 0; i < before; i++) {
                if (count(part[i]) > 1) {
                    int whole = i;
                    List<Integer> parts = IntStream.range(0, after).filter(j -> part[whole][j]).boxed().toList();
                    splits.add(new Transition(Transition.Kind.SPLIT, List.of(i), parts,
                            parts.stream().filter(j -> keeps[j] == whole).findFirst().orElse(-1)));
                    toldBefore[i] = true;
                    parts.forEach(j -> toldAfter[j] = true);
                }
            }
            return splits;
        }

        private List<Transition> merges(boolean[] toldBefore, boolean[] toldAfter) {
            List<Transition> merges = new ArrayList<>();
            for (int j = 0; j < after; j++) {
                int whole = j;
                List<Integer> parents = IntStream.range(0, before).filter(i -> parent[i][whole]).boxed().toList();
                if (parents.size() > 1) {
                    merges.add(new Transition(Transition.Kind.MERGE, parents, List.of(j),
                            parents.contains(keeps[j]) ? keeps[j] : -1));
                    toldAfter[j] = true;
                    parents.forEach(i -> toldBefore[i] = true);
                }
            }
            return merges;
        }

        private static int count(boolean[] flags) {
            int count = 0;
            for (boolean flag : flags) {
                count += flag ? 1 : 0;
            }
            return count;
        }

        private static double median(double[] values) {
            if (values.length == 0) {
                return 0;
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
