package io.segmenta.pipeline.fairness;

import io.segmenta.pipeline.drift.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Every group beside everybody else, in every part of the people; what is flagged keeps to one level over all. */
final class Comparisons {
    /** The chance of any flag where parts and groups have nothing to do with one another. */
    static final double LEVEL = 0.05;

    private Comparisons() {}

    /**
     * Compares how often each group is inside and outside each part.
     *
     * @param counts for each grouping people by part and group, the last column those of rare groups
     * @param hidden for each grouping which cells show no figures
     */
    static List<Compared> representation(List<long[][]> counts, List<boolean[][]> hidden) {
        List<Compared> found = new ArrayList<>();
        for (int grouping = 0; grouping < counts.size(); grouping++) {
            long[][] table = counts.get(grouping);
            long[] across = across(table);
            long all = Arrays.stream(across).sum();
            for (int group = 0; group < table[0].length - 1; group++) {
                long total = down(table, group);
                for (int part = 0; part < table.length; part++) {
                    long outside = all - across[part];
                    if (across[part] == 0 || outside == 0) {
                        continue;
                    }
                    long in = table[part][group];
                    RepresentationRatio ratio = RepresentationRatio.of(in, across[part], total - in, outside);
                    found.add(new Compared(grouping, group, part, in / (double) across[part],
                            (total - in) / (double) outside, ratio.ratio(), ratio.low(), ratio.high(), ratio.p(),
                            hidden.get(grouping)[part][group], ratio.isLarge()));
                }
            }
        }
        return judged(found, Compared::flagged);
    }

    /**
     * Compares how often each group and everybody else are in each part.
     *
     * @param most a difference of shares that needs no attention
     */
    static List<Compared> parity(List<long[][]> counts, List<boolean[][]> hidden, double most) {
        List<Compared> found = new ArrayList<>();
        for (int grouping = 0; grouping < counts.size(); grouping++) {
            long[][] table = counts.get(grouping);
            long[] across = across(table);
            long all = Arrays.stream(across).sum();
            for (int group = 0; group < table[0].length - 1; group++) {
                long total = down(table, group);
                for (int part = 0; part < table.length && total < all; part++) {
                    long in = table[part][group];
                    ShareDifference difference = ShareDifference.of(in, total, across[part] - in, all - total);
                    found.add(new Compared(grouping, group, part, in / (double) total,
                            (across[part] - in) / (double) (all - total), difference.difference(), difference.low(),
                            difference.high(), difference.p(), hidden.get(grouping)[part][group],
                            Math.abs(difference.difference()) > most));
                }
            }
        }
        return judged(found, Compared::flagged);
    }

    private static List<Compared> judged(List<Compared> found, Predicate<Compared> large) {
        boolean[] rejected = Holm.rejected(found.stream().mapToDouble(Compared::p).toArray(), LEVEL);
        List<Compared> judged = new ArrayList<>();
        for (int i = 0; i < rejected.length; i++) {
            judged.add(found.get(i).flagged(rejected[i] && large.test(found.get(i))));
        }
        return judged;
    }

    private static long[] across(long[][] table) {
        return Arrays.stream(table).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    }

    private static long down(long[][] table, int column) {
        return Arrays.stream(table).mapToLong(row -> row[column]).sum();
    }
}
