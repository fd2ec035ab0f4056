package io.segmenta.benchmarks;

import io.segmenta.benchmarks.HistoryScore.Kind;
import io.segmenta.benchmarks.HistoryScore.Told;
import io.segmenta.clustering.metrics.Pairing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What people do who have nothing better to recognise segments by, so that it can be seen what that is worth. */
enum NaiveMatching {
    /** Nearest centres, one to one (the Hungarian method). */
    CENTRES("nearest centres, one to one") {
        @Override
        double[][] likeness(Side before, Side after) {
            return each(before, after, (i, j) -> 1 / (1 + distance(before.centres()[i], after.centres()[j])));
        }
    },
    /** The largest is the largest, the second the second. */
    SIZES("sizes in order") {
        @Override
        double[][] likeness(Side before, Side after) {
            int[] was = ranks(before.sizes());
            int[] is = ranks(after.sizes());
            return each(before, after, (i, j) -> was[i] == is[j] ? 1 : 0);
        }
    },
    /** Profiles that point the same way: a cosine of 0.7, each later segment to the earlier one most like it. */
    COSINE("cosine of profiles, at least 0.7") {
        @Override
        double[][] likeness(Side before, Side after) {
            return each(before, after, (i, j) -> cosine(before.centres()[i], after.centres()[j]));
        }

        @Override
        List<Told> match(Side before, Side after) {
            return byShares(before, after, likeness(before, after), 0.7, 0.7);
        }
    },
    /** Members in common: half of a segment, or a quarter each of one that split (MONIC). */
    MEMBERS("common members (MONIC)") {
        @Override
        double[][] likeness(Side before, Side after) {
            double[][] shares = new double[before.size()][after.size()];
            before.members().forEach((customer, i) -> {
                Integer j = after.members().get(customer);
                if (j != null) {
                    shares[i][j] += 1.0 / before.sizes()[i];
                }
            });
            return shares;
        }

        @Override
        List<Told> match(Side before, Side after) {
            return byShares(before, after, likeness(before, after), 0.5, 0.25);
        }
    };

    private final String words;

    NaiveMatching(String words) {
        this.words = words;
    }

    /**
     * The segments of one period.
     *
     * @param centres per segment, in features that both periods share
     * @param sizes in customers
     * @param members per customer the segment
     */
    record Side(double[][] centres, int[] sizes, Map<String, Integer> members) {
        int size() {
            return sizes.length;
        }
    }

    /** A number for each pair. */
    interface Cell {
        double of(int i, int j);
    }

    abstract double[][] likeness(Side before, Side after);

    String words() {
        return words;
    }

    /** What is told: ids are the numbers of the segments of each period. */
    List<Told> match(Side before, Side after) {
        int[] pairs = before.size() == 0 || after.size() == 0 ? new int[before.size()]
                : Pairing.of(likeness(before, after));
        List<Told> told = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < before.size(); i++) {
            int j = after.size() == 0 ? -1 : pairs[i];
            if (j >= 0) {
                taken.add(j);
                told.add(told(Kind.CONTINUE, List.of(i), List.of(j)));
            } else {
                told.add(told(Kind.DEATH, List.of(i), List.of()));
            }
        }
        for (int j = 0; j < after.size(); j++) {
            if (!taken.contains(j)) {
                told.add(told(Kind.BIRTH, List.of(), List.of(j)));
            }
        }
        return told;
    }

    /** Several later ones to an earlier one are a split, several earlier ones to a later one a merge. */
    static List<Told> byShares(Side before, Side after, double[][] shares, double survives, double part) {
        List<Told> told = new ArrayList<>();
        Map<Integer, List<Integer>> into = new HashMap<>();
        Set<Integer> toldBefore = new HashSet<>();
        Set<Integer> toldAfter = new HashSet<>();
        for (int i = 0; i < before.size(); i++) {
            int from = i;
            List<Integer> parts = IntStream.range(0, after.size()).filter(j -> shares[from][j] >= part)
                    .filter(j -> IntStream.range(0, before.size()).allMatch(k -> shares[k][j] <= shares[from][j]))
                    .boxed().toList();
            int best = IntStream.range(0, after.size()).boxed().max(Comparator.comparingDouble(j -> shares[from][j]))
                    .orElse(-1);
            if (parts.size() > 1) {
                told.add(told(Kind.SPLIT, List.of(i), parts));
                toldBefore.add(i);
                toldAfter.addAll(parts);
            } else if (best >= 0 && shares[i][best] >= survives) {
                into.computeIfAbsent(best, _ -> new ArrayList<>()).add(i);
            }
        }
        into.forEach((j, from) -> {
            told.add(told(from.size() > 1 ? Kind.MERGE : Kind.CONTINUE, from, List.of(j)));
            toldBefore.addAll(from);
            toldAfter.add(j);
        });
        IntStream.range(0, before.size()).filter(i -> !toldBefore.contains(i))
                .forEach(i -> told.add(told(Kind.DEATH, List.of(i), List.of())));
        IntStream.range(0, after.size()).filter(j -> !toldAfter.contains(j))
                .forEach(j -> told.add(told(Kind.BIRTH, List.of(), List.of(j))));
        return told;
    }

    private static Told told(Kind kind, List<Integer> from, List<Integer> to) {
        Set<String> was = new HashSet<>();
        from.forEach(i -> was.add(Integer.toString(i)));
        Set<String> is = new HashSet<>();
        to.forEach(j -> is.add(Integer.toString(j)));
        return new Told(kind, was, is);
    }

    private static double[][] each(Side before, Side after, Cell cell) {
        double[][] all = new double[before.size()][after.size()];
        for (int i = 0; i < before.size(); i++) {
            for (int j = 0; j < after.size(); j++) {
                all[i][j] = cell.of(i, j);
            }
        }
        return all;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return Math.sqrt(sum);
    }

    private static double cosine(double[] a, double[] b) {
        double both = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int d = 0; d < a.length; d++) {
            both += a[d] * b[d];
            lengthA += a[d] * a[d];
            lengthB += b[d] * b[d];
        }
        return lengthA == 0 || lengthB == 0 ? 0 : both / Math.sqrt(lengthA * lengthB);
    }

    private static int[] ranks(int[] sizes) {
        List<Integer> order = IntStream.range(0, sizes.length).boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -sizes[i]).thenComparing(i -> i)).toList();
        int[] ranks = new int[sizes.length];
        for (int rank = 0; rank < order.size(); rank++) {
            ranks[order.get(rank)] = rank;
        }
        return ranks;
    }
}
