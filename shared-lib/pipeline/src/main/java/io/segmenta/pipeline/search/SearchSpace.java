package io.segmenta.pipeline.search;

import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.algorithm.FoundNumber;
import io.segmenta.pipeline.algorithm.GivenNumber;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The candidates of a search: each algorithm at each number of segments, or, for those that find the number themselves,
 * with each set of parameters. A budget pays for so many of them: the algorithms take turns in the order they are
 * named, each going from coarse to fine, that is through the first and the last of its candidates, then the middle of
 * each gap.
 *
 * @param entries what is fitted
 * @param size candidates of the whole space
 * @param leftOut what is not fitted and why, one sentence each
 */
record SearchSpace(List<Entry> entries, int size, List<String> leftOut) {
    /** Rows up to which algorithms take part whose time grows with their square, and rows that a search looks at. */
    static final int MOST_ROWS = 50_000;

    /**
     * What one fit gives: one partition for each k, which count as so many candidates, or one found by density.
     *
     * @param parameters those that differ within the space, for people; may be empty
     * @param config the settings with this algorithm and its parameters
     * @param ks ascending; empty for algorithms that find the number of segments
     */
    record Entry(String parameters, PipelineConfig config, List<Integer> ks) {
        Clusterer clusterer() {
            return Clusterers.of(config.clustering()).orElseThrow();
        }

        String algorithm() {
            return clusterer().name();
        }

        int candidates() {
            return Math.max(1, ks.size());
        }

        /** The entry in words. */
        String told() {
            return parameters.isEmpty() ? algorithm() : algorithm() + " (" + parameters + ")";
        }
    }

    /**
     * Lays out the space and spends the budget.
     *
     * @param config the settings; of an algorithm other than auto only its own parameters are searched
     * @param rows that will be divided
     * @param ks the numbers of segments, ascending, that those algorithms try which are told it; empty where none is
     * @throws ConfigException when no algorithm may take part
     */
    static SearchSpace of(PipelineConfig config, int rows, List<Integer> ks) {
        ClusteringConfig settings = config.clustering();
        boolean auto = settings.algorithm().isEmpty();
        List<Algorithm> wanted = settings.algorithm().map(List::of).orElse(settings.search().algorithms());
        List<Algorithm> able = wanted.stream()
                .filter(one -> !auto || rows <= MOST_ROWS || !Clusterers.of(one, settings).isQuadratic())
                .toList();
        List<String> leftOut = new ArrayList<>();
        if (able.isEmpty()) {
            throw new ConfigException(List.of("clustering.search.algorithms: " + names(wanted) + " take part up to "
                    + MOST_ROWS + " rows, there are " + rows + "; name kmeans or gaussian_mixture as well"));
        }
        if (able.size() < wanted.size()) {
            leftOut.add("Not tried above " + Numbers.count(MOST_ROWS) + " rows: "
                    + names(wanted.stream().filter(one -> !able.contains(one)).toList()) + ".");
        }
        List<List<Entry>> points = able.stream().map(one -> points(config, one, ks)).toList();
        int size = points.stream().mapToInt(List::size).sum();
        int budget = settings.search().budget();
        int paid = budget == 0 ? size : Math.min(budget, size);
        boolean[][] taken = spend(points, paid);
        List<Entry> entries = new ArrayList<>();
        List<String> unpaid = new ArrayList<>();
        for (int a = 0; a < points.size(); a++) {
            entries.addAll(gathered(points.get(a), taken[a], true));
            gathered(points.get(a), taken[a], false).forEach(entry -> unpaid.add(entry.told()
                    + (entry.ks().isEmpty() ? ""
                            : " k = " + entry.ks().stream().map(String::valueOf)
                                    .collect(Collectors.joining(", ")))));
        }
        if (paid < size) {
            leftOut.add("The budget (clustering.search.budget) paid for " + paid + " of " + size
                    + " candidates. Not tried: " + String.join("; ", unpaid) + ".");
        }
        return new SearchSpace(List.copyOf(entries), size, List.copyOf(leftOut));
    }

    int fitted() {
        return entries.stream().mapToInt(Entry::candidates).sum();
    }

    private static String names(List<Algorithm> algorithms) {
        return algorithms.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    /** The candidates of one algorithm, one each. */
    private static List<Entry> points(PipelineConfig config, Algorithm algorithm, List<Integer> ks) {
        PipelineConfig own = config
                .with(Map.of("clustering.algorithm", algorithm.name().toLowerCase(Locale.ROOT)));
        return switch (Clusterers.of(algorithm, config.clustering())) {
            case GivenNumber _ -> ks.stream().map(k -> new Entry("", own, List.of(k))).toList();
            case FoundNumber clusterer -> clusterer.variants().stream()
                    .map(one -> new Entry(one.told(), own.with(one.settings()), List.of())).toList();
        };
    }

    private static boolean[][] spend(List<List<Entry>> points, int budget) {
        List<List<Integer>> orders = points.stream().map(own -> coarseToFine(own.size())).toList();
        boolean[][] taken = points.stream().map(own -> new boolean[own.size()]).toArray(boolean[][]::new);
        int left = budget;
        for (int turn = 0; left > 0; turn++) {
            for (int a = 0; a < taken.length && left > 0; a++) {
                if (turn < taken[a].length) {
                    taken[a][orders.get(a).get(turn)] = true;
                    left--;
                }
            }
        }
        return taken;
    }

    /** The numbers in [0, count): first, last, then the middle of each gap, wider gaps first. */
    static List<Integer> coarseToFine(int count) {
        List<Integer> order = new ArrayList<>(count == 1 ? List.of(0) : List.of(0, count - 1));
        Deque<int[]> gaps = new ArrayDeque<>(List.of(new int[] {0, count - 1}));
        while (!gaps.isEmpty()) {
            int[] gap = gaps.remove();
            int middle = (gap[0] + gap[1]) >>> 1;
            if (middle > gap[0]) {
                order.add(middle);
                gaps.add(new int[] {gap[0], middle});
                gaps.add(new int[] {middle, gap[1]});
            }
        }
        return order;
    }

    /** The points that were taken, or those that were not; what one fit gives together. */
    private static List<Entry> gathered(List<Entry> points, boolean[] taken, boolean which) {
        List<Entry> wanted = IntStream.range(0, points.size()).filter(i -> taken[i] == which).mapToObj(points::get)
                .toList();
        if (wanted.isEmpty() || wanted.getFirst().ks().isEmpty()) {
            return wanted;
        }
        return List.of(new Entry("", wanted.getFirst().config(),
                wanted.stream().flatMap(entry -> entry.ks().stream()).toList()));
    }
}
