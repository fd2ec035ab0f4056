package io.segmenta.clustering.choose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.segmenta.clustering.Progress;
import io.segmenta.clustering.Workers;
import io.segmenta.clustering.cluster.Agglomerative;
import io.segmenta.clustering.cluster.CentroidUpdate;
import io.segmenta.clustering.cluster.GaussianMixture;
import io.segmenta.clustering.cluster.GaussianMixtureFit;
import io.segmenta.clustering.cluster.Genie;
import io.segmenta.clustering.cluster.GenieFit;
import io.segmenta.clustering.cluster.KMeans;
import io.segmenta.clustering.cluster.KMeansFit;
import io.segmenta.clustering.cluster.KMeansSweep;
import io.segmenta.clustering.cluster.KPrototypes;
import io.segmenta.clustering.cluster.KPrototypesFit;
import io.segmenta.clustering.cluster.Linkage;
import io.segmenta.clustering.cluster.MicroLinkage;
import io.segmenta.clustering.cluster.SizeBounds;
import io.segmenta.clustering.cluster.SizedKMeans;
import io.segmenta.clustering.cluster.SizedKMeansFit;
import io.segmenta.clustering.cluster.Som;
import io.segmenta.clustering.cluster.SomFit;
import io.segmenta.clustering.cluster.SomKMeans;
import io.segmenta.clustering.text.Numbers;
import io.segmenta.model.DataException;
import io.segmenta.model.DataException.Reason;
import io.segmenta.model.config.PipelineConfig;
import io.segmenta.model.config.PipelineConfig.MixtureCovariance;
import io.segmenta.model.config.PipelineConfig.SomGrid;
import io.segmenta.model.data.Matrix;

/**
 * The rows divided by one algorithm into each number of segments asked for.
 *
 * @param partitions ascending k; a k that the algorithm could not fill is left out
 * @param tree of agglomerative clustering
 * @param codebooks of self-organising maps, by k
 * @param mixtures of Gaussian mixtures, by k
 * @param notes what must be told of how a partition was made, by k
 */
record Divided(List<Partition> partitions, Optional<Tree> tree, Map<Integer, Codebook> codebooks,
        Map<Integer, GaussianMixtureFit> mixtures, Map<Integer, List<String>> notes) {
    private static final int MOST_UNITS_ACROSS = 30;
    private static final int MINI_BATCH_PASSES = 3;

    /**
     * Divides.
     *
     * @param x n x d
     * @param categories the columns of each category, for k-prototypes
     * @param settings the algorithm, one of those named, and its hyper-parameters
     * @param sizes that segments of k-means may have
     * @param least number of segments
     * @param most number of segments, at most the number of distinct rows
     * @param seed of every random choice
     * @param workers who does the work
     * @param progress hears of the stage "clustering"
     * @return the partitions
     */
    static Divided of(Matrix x, List<int[]> categories, PipelineConfig.Clustering settings, Optional<SizeBounds> sizes,
            int least, int most, long seed, Workers workers, Progress progress) {
        return switch (settings.algorithm()) {
            case KMEANS -> sizes.isPresent()
                    ? sizedKMeans(x, settings, sizes.get(), least, most, seed, workers, progress)
                    : kMeans(x, settings, least, most, seed, workers, progress);
            case AGGLOMERATIVE -> linked(x, linkage(settings.linkage()), least, most, workers, progress);
            case GENIE -> {
                progress.report("clustering", 0, "linking " + x.rows() + " rows");
                GenieFit fit = new Genie(settings.giniThreshold()).fit(x, workers);
                List<Partition> partitions = new ArrayList<>();
                for (int k = least; k <= most; k++) {
                    partitions.add(Partition.of(x, fit.cut(k), k));
                }
                yield plain(partitions);
            }
            case KPROTOTYPES -> {
                List<Partition> partitions = new ArrayList<>();
                for (int k = least; k <= most; k++) {
                    progress.report("clustering", (k - least) / (most - least + 1.0), "k = " + k);
                    KPrototypesFit fit = new KPrototypes(k, settings.maxIterations(), settings.restarts())
                            .fit(x, categories, seed, workers);
                    partitions.add(Partition.of(x, fit.labels(), fit.prototypes()));
                }
                yield plain(partitions);
            }
            case DBSCAN, HDBSCAN, AUTO -> throw new IllegalStateException("decided before");
            case SOM -> som(x, settings, least, most, workers, progress);
            case SOM_KMEANS -> somKMeans(x, settings, least, most, seed, workers, progress);
            case GAUSSIAN_MIXTURE -> mixtures(x, settings, least, most, seed, workers, progress);
        };
    }

    /** The labels of rows divided into k segments, for resampling: fewer restarts, the numbering as it comes. */
    static int[] labels(Matrix x, List<int[]> categories, PipelineConfig.Clustering settings,
            Optional<SizeBounds> sizes, int k, long seed, Workers workers) {
        return switch (settings.algorithm()) {
            case KMEANS -> {
                KMeans kMeans = new KMeans(k, settings.maxIterations(), settings.tolerance(),
                        Math.min(3, settings.restarts()));
                yield sizes.isPresent() ? new SizedKMeans(kMeans, sizes.get()).fit(x, seed, workers).labels()
                        : kMeans.fit(x, seed, workers).labels();
            }
            case AGGLOMERATIVE -> new Agglomerative(linkage(settings.linkage())).fit(x, workers).cut(k);
            case GENIE -> new Genie(settings.giniThreshold()).fit(x, workers).cut(k);
            case KPROTOTYPES -> new KPrototypes(k, settings.maxIterations(), Math.min(3, settings.restarts()))
                    .fit(x, categories, seed, workers).labels();
            case DBSCAN, HDBSCAN, AUTO -> throw new IllegalStateException("decided before");
            case SOM -> mapLabels(x, settings, k, workers);
            case SOM_KMEANS -> somLabels(x, settings, k, seed, workers);
            case GAUSSIAN_MIXTURE -> mixture(settings, k, 1).fit(x, seed, workers).labels();
        };
    }

    /** One tree, cut for each k. */
    private static Divided linked(Matrix x, Linkage linkage, int least, int most, Workers workers,
            Progress progress) {
        progress.report("clustering", 0, "linking " + x.rows() + " rows");
        boolean matrix = linkage == Linkage.COMPLETE || linkage == Linkage.AVERAGE;
        Tree tree = matrix && x.rows() > Agglomerative.MATRIX_ROWS
                ? Tree.of(MicroLinkage.withDefaults(linkage).fit(x, workers))
                : Tree.of(new Agglomerative(linkage).fit(x, workers));
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, List<String>> notes = new TreeMap<>();
        for (int k = least; k <= most; k++) {
            partitions.add(Partition.of(x, tree.cut(k), k));
            notes.put(k, tree.note().stream().toList());
        }
        return new Divided(partitions, Optional.of(tree), Map.of(), Map.of(), notes);
    }

    private static int[] mapLabels(Matrix x, PipelineConfig.Clustering settings, int k, Workers workers) {
        for (int units = k; units <= 3 * k; units++) {
            SomFit map = map(settings, units).fit(x, workers);
            if (used(map) >= k) {
                int[] numbers = leaders(map, k);
                return Arrays.stream(map.labels()).map(unit -> numbers[unit]).toArray();
            }
        }
        return map(settings, k).fit(x, workers).labels();
    }

    private static int[] somLabels(Matrix x, PipelineConfig.Clustering settings, int k, long seed, Workers workers) {
        SomFit map = map(settings, x).fit(x, workers);
        return SomKMeans.divide(map, x.names(), kMeans(settings, Math.min(k, used(map))), seed, workers).labels();
    }

    private static Divided kMeans(Matrix x, PipelineConfig.Clustering settings, int least, int most, long seed,
            Workers workers, Progress progress) {
        if (settings.batchSize() > 0 && settings.batchSize() < x.rows()) {
            return miniBatch(x, settings, least, most, seed, workers, progress);
        }
        List<Partition> partitions = new ArrayList<>();
        for (KMeansFit fit : new KMeansSweep(kMeans(settings, least), least, most).fit(x, null, seed, workers,
                (_, fraction, detail) -> progress.report("clustering", fraction, detail))) {
            partitions.add(Partition.of(x, fit.labels(), fit.centroids()));
        }
        return plain(partitions);
    }

    private static Divided miniBatch(Matrix x, PipelineConfig.Clustering settings, int least, int most, long seed,
            Workers workers, Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, List<String>> notes = new TreeMap<>();
        for (int k = least; k <= most; k++) {
            progress.report("clustering", (k - least) / (most - least + 1.0), "k = " + k);
            CentroidUpdate fit = CentroidUpdate.miniBatch(x, k, settings.batchSize(), MINI_BATCH_PASSES, seed, workers);
            int[] labels = fit.labels(x);
            if (Arrays.stream(labels).distinct().count() == k) {
                partitions.add(Partition.of(x, labels, fit.centroids()));
                notes.put(k, List.of("k-means was fitted " + Numbers.count(settings.batchSize())
                        + " rows at a time (mini-batch): its inertia comes near that of all rows at once."));
            }
        }
        refuseNone(partitions, least, most, "centroids are no row's nearest");
        return new Divided(partitions, Optional.empty(), Map.of(), Map.of(), notes);
    }

    private static Divided plain(List<Partition> partitions) {
        return new Divided(partitions, Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    private static Divided sizedKMeans(Matrix x, PipelineConfig.Clustering settings, SizeBounds sizes, int least,
            int most, long seed, Workers workers, Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, List<String>> notes = new TreeMap<>();
        for (int k = least; k <= most; k++) {
            progress.report("clustering", (k - least) / (most - least + 1.0), "k = " + k);
            SizedKMeansFit fit = new SizedKMeans(kMeans(settings, k), sizes).fit(x, seed, workers);
            partitions.add(Partition.of(x, fit.labels(), k));
            notes.put(k, SegmentSizes.notes(sizes, fit));
        }
        return new Divided(partitions, Optional.empty(), Map.of(), Map.of(), notes);
    }

    /** One map for each k: the smallest of which k units match rows; what lies between takes the nearest segment. */
    private static Divided som(Matrix x, PipelineConfig.Clustering settings, int least, int most, Workers workers,
            Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, Codebook> codebooks = new TreeMap<>();
        for (int k = least; k <= most; k++) {
            progress.report("clustering", (k - least) / (most - least + 1.0), "k = " + k);
            for (int units = k; units <= 3 * k && !codebooks.containsKey(k); units++) {
                SomFit map = map(settings, units).fit(x, workers);
                if (used(map) >= k) {
                    int[] numbers = leaders(map, k);
                    int[] labels = Arrays.stream(map.labels()).map(unit -> numbers[unit]).toArray();
                    Partition partition = Partition.of(x, labels, k);
                    partitions.add(partition);
                    codebooks.put(k, new Codebook(map, renumbered(numbers, labels, partition)));
                }
            }
        }
        refuseNone(partitions, least, most, "units of the map match no row");
        return new Divided(partitions, Optional.empty(), codebooks, Map.of(), Map.of());
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
            double least = Double.POSITIVE_INFINITY;
            for (int v = 0; v < hits.length && numbers[u] < 0; v++) {
                double distance = numbers[v] < 0 ? Double.POSITIVE_INFINITY : squared(codebook[u], codebook[v]);
                if (distance < least) {
                    least = distance;
                    all[u] = numbers[v];
                }
            }
        }
        return all;
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
    private static Divided somKMeans(Matrix x, PipelineConfig.Clustering settings, int least, int most, long seed,
            Workers workers, Progress progress) {
        Som som = map(settings, x);
        progress.report("clustering", 0, "a map of " + som.width() + " x " + som.height() + " units");
        SomFit map = som.fit(x, workers);
        int used = used(map);
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, Codebook> codebooks = new TreeMap<>();
        for (int k = least; k <= Math.max(least, Math.min(most, used)); k++) {
            progress.report("clustering", 0.8 + 0.2 * (k - least) / (most - least + 1.0), "k = " + k);
            SomKMeans.Fit fit = SomKMeans.divide(map, x.names(), kMeans(settings, k), seed, workers);
            boolean[] taken = new boolean[k];
            Arrays.stream(fit.labels()).forEach(label -> taken[label] = true);
            boolean filled = true;
            for (boolean one : taken) {
                filled &= one;
            }
            if (filled) {
                Partition partition = Partition.of(x, fit.labels(), k);
                partitions.add(partition);
                codebooks.put(k, new Codebook(map, renumbered(fit.unitClusters(), fit.labels(), partition)));
            }
        }
        refuseNone(partitions, least, most, "segments hold no unit that matches a row");
        return new Divided(partitions, Optional.empty(), codebooks, Map.of(), Map.of());
    }

    private static Divided mixtures(Matrix x, PipelineConfig.Clustering settings, int least, int most, long seed,
            Workers workers, Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, GaussianMixtureFit> mixtures = new TreeMap<>();
        for (int k = least; k <= most; k++) {
            progress.report("clustering", (k - least) / (most - least + 1.0), "k = " + k);
            GaussianMixtureFit fit = mixture(settings, k, settings.mixture().restarts()).fit(x, seed, workers);
            if (Arrays.stream(fit.labels()).distinct().count() == k) {
                partitions.add(Partition.of(x, fit.labels(), k));
                mixtures.put(k, fit);
            }
        }
        refuseNone(partitions, least, most, "components are no row's most probable one");
        return new Divided(partitions, Optional.empty(), Map.of(), mixtures, Map.of());
    }

    private static void refuseNone(List<Partition> partitions, int least, int most, String why) {
        if (partitions.isEmpty()) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "k must leave no segment empty: some %s for every k in [%d, %d]; choose a smaller k or kmeans", why,
                    least,
                    most);
        }
    }

    /** Carries numbers in the numbering of {@code labels} over to that of the partition made of them. */
    static int[] renumbered(int[] numbers, int[] labels, Partition partition) {
        int[] lasting = new int[partition.k()];
        for (int i = 0; i < labels.length; i++) {
            lasting[labels[i]] = partition.labels()[i];
        }
        return Arrays.stream(numbers).map(number -> lasting[number]).toArray();
    }

    private static KMeans kMeans(PipelineConfig.Clustering settings, int k) {
        return new KMeans(k, settings.maxIterations(), settings.tolerance(), settings.restarts());
    }

    private static GaussianMixture mixture(PipelineConfig.Clustering settings, int k, int restarts) {
        PipelineConfig.Mixture mixture = settings.mixture();
        return new GaussianMixture(k,
                mixture.covariance() == MixtureCovariance.FULL ? GaussianMixture.Covariance.FULL
                        : GaussianMixture.Covariance.DIAGONAL,
                settings.maxIterations(), mixture.tolerance(), mixture.regularization(), restarts);
    }

    /** A map of k units, as near to a square as k allows. */
    private static Som map(PipelineConfig.Clustering settings, int k) {
        int height = (int) Math.sqrt(k);
        while (k % height != 0) {
            height--;
        }
        return map(settings, k / height, height);
    }

    /** The map configured; a side left open follows from 5 sqrt(n) units in all (Vesanto and Alhoniemi 2000). */
    private static Som map(PipelineConfig.Clustering settings, Matrix x) {
        double units = 5 * Math.sqrt(x.rows());
        int width = settings.som().width() > 0 ? settings.som().width()
                : Math.clamp(Math.round(Math.sqrt(units * 1.3)), 2, MOST_UNITS_ACROSS);
        int height = settings.som().height() > 0 ? settings.som().height()
                : Math.clamp(Math.round(units / width), 2, MOST_UNITS_ACROSS);
        return map(settings, width, height);
    }

    private static Som map(PipelineConfig.Clustering settings, int width, int height) {
        PipelineConfig.Som som = settings.som();
        return new Som(width, height,
                som.grid() == SomGrid.HEXAGONAL ? Som.Grid.HEXAGONAL : Som.Grid.RECTANGULAR, som.epochs(),
                som.endRadius());
    }

    private static Linkage linkage(PipelineConfig.Linkage configured) {
        return switch (configured) {
            case WARD -> Linkage.WARD;
            case COMPLETE -> Linkage.COMPLETE;
            case AVERAGE -> Linkage.AVERAGE;
            case SINGLE -> Linkage.SINGLE;
        };
    }
}
