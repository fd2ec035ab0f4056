package io.segmenta.pipeline.rules;

import io.segmenta.pipeline.rules.Literals.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds a rule for one segment: at most {@value #MOST_CONJUNCTIONS} conjunctions of at most {@value #MOST_CONDITIONS}
 * conditions whose F1, the harmonic mean of coverage and precision, is high. Where it is not, it is looked for again
 * with more weight on precision: what a first, broad conjunction takes in wrongly no later one takes out.
 *
 * <p>
 * Each conjunction is grown condition by condition from the {@value #WIDTH} best of the step before; a longer one is
 * taken only if the score gains by it, and so is a further conjunction, which besides must cover a twentieth of the
 * segment that no earlier one does. Time O(conjunctions conditions width literals rows / 64); a candidate that could
 * not enter the beam even if it were always right is left before its errors are counted. Deterministic: ties go to what
 * covers more, then to the first.
 *
 * <p>
 * References: Lowerre, "The HARPY speech recognition system", 1976, for the beam; Clark and Niblett, "The CN2 induction
 * algorithm", Machine Learning 3, 1989, doi:10.1007/BF00116835, for rules by beam.
 */
final class BeamSearch {
    static final int WIDTH = 20;
    static final int MOST_CONDITIONS = 4;
    static final int MOST_CONJUNCTIONS = 3;
    /** Columns that tell most of the segment; the others are left out. */
    static final int MOST_COLUMNS = 40;
    /** What the score must gain by another condition or conjunction. */
    private static final double LEAST_GAIN = 0.01;
    /** What another conjunction must cover besides, of the segment. */
    private static final double LEAST_COVERAGE = 0.05;

    /** A rule with such an F1 is not looked for again. */
    private static final double GOOD = 0.95;
    /** The weight of coverage when it is looked for again: first conjunctions are then right more often. */
    private static final double PRECISE = 0.25;

    private final List<Literal> literals = new ArrayList<>();
    private final double memberWeight;
    private final double otherWeight;
    private final double size;
    private long[] membersLeft;
    private long[] othersLeft;
    private double coverage = 1;
    private double covered;
    private double wrong;

    /** Conditions that all hold, and who of those not covered yet meets them. */
    private record Candidate(int[] chosen, long[] members, long[] others, double score, int met) {
        private static final Comparator<Candidate> WORST_FIRST = Comparator.comparingDouble(Candidate::score)
                .thenComparingInt(Candidate::met);
    }

    /**
     * @param columns that conditions may be on
     * @param members sampled rows of the segment, at least one
     * @param others sampled rows of the others
     * @param memberWeight rows that a sampled row of the segment stands for
     * @param otherWeight rows that a sampled row of the others stands for
     */
    BeamSearch(List<RuleColumn> columns, int[] members, int[] others, double memberWeight, double otherWeight) {
        this.memberWeight = memberWeight;
        this.otherWeight = otherWeight;
        this.size = members.length * memberWeight;
        this.membersLeft = ones(members.length);
        this.othersLeft = ones(others.length);
        Literals source = new Literals(members, others);
        PriorityQueue<Told> most = new PriorityQueue<>();
        for (int c = 0; c < columns.size(); c++) {
            List<Literal> some = source.of(columns.get(c));
            double power = some.stream().mapToDouble(one -> one.power(members.length, others.length)).max().orElse(0);
            most.add(new Told(c, power, some));
            if (most.size() > MOST_COLUMNS) {
                most.poll();
            }
        }
        most.stream().sorted(Comparator.comparingInt(Told::column)).forEach(told -> literals.addAll(told.literals()));
    }

    /** What a column tells of the segment: the least first, of several the last. */
    private record Told(int column, double power, List<Literal> literals) implements Comparable<Told> {
        @Override
        public int compareTo(Told other) {
            int least = Double.compare(power, other.power);
            return least != 0 ? least : Integer.compare(other.column, column);
        }
    }

    private static long[] ones(int rows) {
        long[] bits = new long[Literals.words(rows)];
        Arrays.fill(bits, -1L);
        if (rows % Long.SIZE != 0) {
            bits[bits.length - 1] = (1L << rows) - 1;
        }
        return bits;
    }

    /** Returns the conjunctions, the first the best; none where no condition tells anything of the segment. */
    List<List<Condition>> find() {
        long[] allMembers = membersLeft;
        long[] allOthers = othersLeft;
        List<List<Condition>> balanced = cover(1);
        double f1 = f(0, 0, 1);
        if (f1 >= GOOD) {
            return balanced;
        }
        membersLeft = allMembers;
        othersLeft = allOthers;
        covered = 0;
        wrong = 0;
        List<List<Condition>> precise = cover(PRECISE);
        return f(0, 0, 1) >= f1 + LEAST_GAIN ? precise : balanced;
    }

    /** @param weight of coverage beside precision, squared */
    private List<List<Condition>> cover(double weight) {
        coverage = weight;
        List<List<Condition>> rule = new ArrayList<>();
        double reached = 0;
        while (rule.size() < MOST_CONJUNCTIONS) {
            Candidate next = conjunction();
            boolean first = rule.isEmpty();
            if (next == null || next.score() < reached + LEAST_GAIN
                    || (!first && memberWeight * next.met() < LEAST_COVERAGE * size)) {
                break;
            }
            Candidate taken = shortened(next);
            reached = taken.score();
            covered += memberWeight * taken.met();
            wrong += otherWeight * Literals.count(taken.others());
            membersLeft = Literals.without(membersLeft, taken.members());
            othersLeft = Literals.without(othersLeft, taken.others());
            // In the order of the columns.
            rule.add(Arrays.stream(taken.chosen()).sorted().mapToObj(literals::get).map(Literal::condition).toList());
        }
        return rule;
    }

    private @Nullable Candidate conjunction() {
        List<Candidate> beam = List.of(new Candidate(new int[0], membersLeft, othersLeft, 0, 0));
        Candidate best = null;
        for (int length = 1; length <= MOST_CONDITIONS && !beam.isEmpty(); length++) {
            beam = longer(beam);
            Candidate first = beam.isEmpty() ? null : beam.getFirst();
            if (first != null && (best == null || first.score() >= best.score() + LEAST_GAIN)) {
                best = first;
            }
        }
        return best;
    }

    /** The best of all that are one condition longer, best first. */
    private List<Candidate> longer(List<Candidate> beam) {
        PriorityQueue<Candidate> kept = new PriorityQueue<>(Candidate.WORST_FIRST);
        Set<Long> seen = new HashSet<>();
        for (Candidate one : beam) {
            for (int l = 0; l < literals.size(); l++) {
                Literal literal = literals.get(l);
                double least = kept.size() < WIDTH ? 0 : kept.peek().score();
                int met = Literals.countBoth(one.members(), literal.members());
                if (met == 0 || score(met, 0) <= least) {
                    continue;
                }
                double score = score(met, Literals.countBoth(one.others(), literal.others()));
                if (score > least && score > one.score()) {
                    long[] members = Literals.both(one.members(), literal.members());
                    long[] others = Literals.both(one.others(), literal.others());
                    if (seen.add(31L * hash(members) + hash(others))) {
                        int[] chosen = Arrays.copyOf(one.chosen(), one.chosen().length + 1);
                        chosen[chosen.length - 1] = l;
                        kept.add(new Candidate(chosen, members, others, score, met));
                        if (kept.size() > WIDTH) {
                            kept.poll();
                        }
                    }
                }
            }
        }
        return kept.stream().sorted(Candidate.WORST_FIRST.reversed()).toList();
    }

    private static long hash(long[] bits) {
        long hash = 1;
        for (long word : bits) {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    /** Of all rows covered so far and those met by the next conjunction. */
    private double score(int members, int others) {
        return f(members, others, coverage);
    }

    /** F with a weight, squared, of coverage; that of 1 is F1. */
    private double f(int members, int others, double weight) {
        double both = covered + memberWeight * members;
        return (1 + weight) * both / (both + wrong + otherWeight * others + weight * size);
    }

    /** Leaves out conditions without which the score is no lower, as a later, tighter one made them idle. */
    private Candidate shortened(Candidate candidate) {
        Candidate shortest = candidate;
        for (int left = 0; left < shortest.chosen().length && shortest.chosen().length > 1;) {
            Candidate shorter = without(shortest, left);
            if (shorter.score() >= shortest.score()) {
                shortest = shorter;
                left = 0;
            } else {
                left++;
            }
        }
        return shortest;
    }

    private Candidate without(Candidate candidate, int left) {
        int[] chosen = new int[candidate.chosen().length - 1];
        long[] members = membersLeft;
        long[] others = othersLeft;
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = candidate.chosen()[i < left ? i : i + 1];
            members = Literals.both(members, literals.get(chosen[i]).members());
            others = Literals.both(others, literals.get(chosen[i]).others());
        }
        int met = Literals.count(members);
        return new Candidate(chosen, members, others, score(met, Literals.count(others)), met);
    }
}
