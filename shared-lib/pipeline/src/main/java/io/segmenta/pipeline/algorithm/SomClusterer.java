package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A self-organising map for each k: the smallest of which k units match rows; what lies between takes the nearest
 * segment.
 */
record SomClusterer(ClusteringConfig settings) implements GivenNumber {
    @Override
    public String name() {
        return "som";
    }

    @Override
    public boolean isJudgedInFolds() {
        return true;
    }

    @Override
    public double widening() {
        return 0.5;
    }

    @Override
    public int mostRetrained() {
        return 2_000;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(Effort.centres(n, features, settings)) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return 4 * n * features + 12 * n;
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            Divisions.report(progress, ks, k);
            smallest(rows.x(), k, workers).ifPresent(map -> {
                int[] numbers = leaders(map, k);
                int[] labels = labels(map, numbers);
                Partition partition = Partition.of(rows.x(), labels, k);
                divisions.add(Codebook.division(map, numbers, labels, partition));
            });
        }
        return Divisions.some(divisions, ks, "units of the map match no row");
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        Optional<SomFit> map = smallest(rows.x(), k, workers);
        return map.isPresent() ? labels(map.get(), leaders(map.get(), k))
                : map(k).fit(rows.x(), workers).labels();
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return UnitAssigner.fit(x, division);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return UnitAssigner.refit(part, division, workers);
    }

    /** The smallest map, up to three times k units, of which k match rows. */
    private Optional<SomFit> smallest(Matrix x, int k, Workers workers) {
        for (int units = k; units <= 3 * k; units++) {
            SomFit map = map(units).fit(x, workers);
            if (Codebook.used(map) >= k) {
                return Optional.of(map);
            }
        }
        return Optional.empty();
    }

    /** A map of so many units, as near to a square as their number allows. */
    private Som map(int units) {
        int height = (int) Math.sqrt(units);
        while (units % height != 0) {
            height--;
        }
        return Codebook.configured(settings, units / height, height);
    }

    private static int[] labels(SomFit map, int[] numbers) {
        return Arrays.stream(map.labels()).map(unit -> numbers[unit]).toArray();
    }

    /**
     * Numbers the k units that match most rows, the lower of equal ones first; any other takes the number of the most
     * similar of these.
     */
    private static int[] leaders(SomFit map, int k) {
        int[] hits = map.hits();
        float[][] codebook = map.codebook();
        Integer[] order = new Integer[hits.length];
        Arrays.setAll(order, u -> u);
        Arrays.sort(order, Comparator.comparingInt(u -> -hits[u]));
        int[] numbers = new int[hits.length];
        Arrays.fill(numbers, -1);
        for (int c = 0; c < k; c++) {
            numbers[order[c]] = c;
        }
        int[] all = numbers.clone();
        for (int u = 0; u < hits.length; u++) {
            all[u] = numbers[u] >= 0 ? numbers[u] : numbers[Codebook.nearest(codebook, u, v -> numbers[v] >= 0)];
        }
        return all;
    }
}
