package io.segmenta.pipeline.search;

import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.centroid.SomKMeans;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Rows divided by self-organising maps. */
final class MapDivision {
    private MapDivision() {}

    static int[] mapLabels(Matrix x, ClusteringConfig settings, int k, Workers workers) {
        Optional<SomFit> map = smallest(x, settings, k, workers);
        return map.isPresent() ? labels(map.get(), leaders(map.get(), k))
                : Configured.map(settings, k).fit(x, workers).labels();
    }

    static int[] somLabels(Matrix x, ClusteringConfig settings, int k, long seed, Workers workers) {
        SomFit map = Configured.map(settings, x).fit(x, workers);
        return SomKMeans.divide(map, x.names(), Configured.kMeans(settings, Math.min(k, used(map))), seed, workers)
                .labels();
    }

    /** One map for each k: the smallest of which k units match rows; what lies between takes the nearest segment. */
    static Divided som(Matrix x, ClusteringConfig settings, List<Integer> ks, Workers workers,
            Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, Codebook> codebooks = new TreeMap<>();
        for (int k : ks) {
            progress.report("clustering", ks.indexOf(k) / (double) ks.size(), "k = " + k);
            smallest(x, settings, k, workers).ifPresent(map -> {
                int[] numbers = leaders(map, k);
                int[] labels = labels(map, numbers);
                Partition partition = Partition.of(x, labels, k);
                partitions.add(partition);
                codebooks.put(k, new Codebook(map, renumbered(numbers, labels, partition)));
            });
        }
        Divided.refuseNone(partitions, ks, "units of the map match no row");
        return new Divided(partitions, Optional.empty(), codebooks, Map.of(), Map.of());
    }

    /** The smallest map, up to three times k units, of which k match rows. */
    private static Optional<SomFit> smallest(Matrix x, ClusteringConfig settings, int k, Workers workers) {
        for (int units = k; units <= 3 * k; units++) {
            SomFit map = Configured.map(settings, units).fit(x, workers);
            if (used(map) >= k) {
                return Optional.of(map);
            }
        }
        return Optional.empty();
    }

    private static int[] labels(SomFit map, int[] numbers) {
        return Arrays.stream(map.labels()).map(unit -> numbers[unit]).toArray();
    }

    private static int used(SomFit map) {
        return (int) Arrays.stream(map.hits()).filter(hits -> hits > 0).count();
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
            all[u] = numbers[u] >= 0 ? numbers[u] : numbers[nearest(codebook, u, v -> numbers[v] >= 0)];
        }
        return all;
    }

    /** The unit most similar to one among those that may be taken, the lower of several. */
    static int nearest(float[][] codebook, int unit, IntPredicate may) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < codebook.length; v++) {
            double distance = may.test(v) ? squared(codebook[unit], codebook[v]) : Double.POSITIVE_INFINITY;
            if (distance < least) {
                least = distance;
                nearest = v;
            }
        }
        return nearest;
    }

    private static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** One map, its units divided for each k. */
    static Divided somKMeans(Matrix x, ClusteringConfig settings, List<Integer> ks, long seed,
            Workers workers, Progress progress) {
        Som som = Configured.map(settings, x);
        progress.report("clustering", 0, "a map of " + som.width() + " x " + som.height() + " units");
        SomFit map = som.fit(x, workers);
        int used = used(map);
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, Codebook> codebooks = new TreeMap<>();
        for (int k : ks) {
            if (k > Math.max(ks.getFirst(), used)) {
                break;
            }
            progress.report("clustering", 0.8 + 0.2 * ks.indexOf(k) / (double) ks.size(), "k = " + k);
            SomKMeans.Fit fit = SomKMeans.divide(map, x.names(), Configured.kMeans(settings, k), seed, workers);
            if (Arrays.stream(fit.labels()).distinct().count() == k) {
                Partition partition = Partition.of(x, fit.labels(), k);
                partitions.add(partition);
                codebooks.put(k, new Codebook(map, renumbered(fit.unitClusters(), fit.labels(), partition)));
            }
        }
        Divided.refuseNone(partitions, ks, "segments hold no unit that matches a row");
        return new Divided(partitions, Optional.empty(), codebooks, Map.of(), Map.of());
    }

    /** Carries numbers in the numbering of {@code labels} over to that of the partition made of them. */
    static int[] renumbered(int[] numbers, int[] labels, Partition partition) {
        int[] lasting = new int[partition.k()];
        for (int i = 0; i < labels.length; i++) {
            lasting[labels[i]] = partition.labels()[i];
        }
        return Arrays.stream(numbers).map(number -> lasting[number]).toArray();
    }
}
