package io.segmenta.pipeline.fairness;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What tells the groups of a protected column although that column shapes no segment.
 *
 * @param columns the used columns that go together with it most, the strongest first
 * @param tree all of them together; empty where too few rows are in groups
 * @param flagged whether the tree tells the groups better than chance, and by enough to matter
 */
record Proxy(List<Single> columns, Optional<TreeProxy> tree, boolean flagged) {
    /** Rows that proxies are sought on. */
    static final int ROWS = 10_000;
    /** Of the way from chance to certainty. */
    static final double MATTERS = 0.1;
    private static final int MOST_COLUMNS = 10;
    private static final double LEAST_V = 0.1;

    /** A column by itself. */
    record Single(String column, double v) {}

    /**
     * Seeks.
     *
     * @param used over the rows that are looked at; the protected column itself is no proxy
     * @param rows these rows of the table
     * @param level of the p-value
     */
    static Proxy of(Grouping grouping, List<UsedColumn> used, int[] rows, double level, SplittableRandom random) {
        int count = grouping.groups().size();
        int[] groups = IntStream.of(rows).map(grouping.of()).map(group -> group == count ? -1 : group).toArray();
        List<UsedColumn> others = used.stream().filter(column -> !grouping.columns().contains(column.name())).toList();
        List<Single> columns = others.stream()
                .map(column -> new Single(column.name(), CramersV.of(column.counts(groups, count))))
                .filter(single -> single.v() >= LEAST_V).sorted(Comparator.comparingDouble(single -> -single.v()))
                .limit(MOST_COLUMNS).toList();
        Optional<TreeProxy> tree = TreeProxy.of(others, groups, count, random);
        return new Proxy(columns, tree,
                tree.filter(found -> found.p() <= level && found.overChance() >= MATTERS).isPresent());
    }
}
