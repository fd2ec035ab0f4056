package io.segmenta.pipeline.search;

import io.segmenta.clustering.centroid.CentroidUpdate;
import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.centroid.KMeansSweep;
import io.segmenta.clustering.centroid.KPrototypes;
import io.segmenta.clustering.centroid.KPrototypesFit;
import io.segmenta.clustering.centroid.SizeBounds;
import io.segmenta.clustering.centroid.SizedKMeans;
import io.segmenta.clustering.centroid.SizedKMeansFit;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Genie;
import io.segmenta.clustering.linkage.GenieFit;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.linkage.MicroLinkage;
import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private static final int MINI_BATCH_PASSES = 3;

    /**
     * Divides.
     *
     * @param x n x d
     * @param categories the columns of each category, for k-prototypes
     * @param settings the algorithm, one of those named, and its hyper-parameters
     * @param sizes that segments of k-means may have
     * @param ks the numbers of segments, ascending, none above the number of distinct rows
     * @param seed of every random choice
     * @param workers who does the work
     * @param progress hears of the stage "clustering"
     * @return the partitions
     */
    static Divided of(Matrix x, List<int[]> categories, ClusteringConfig settings, Optional<SizeBounds> sizes,
            List<Integer> ks, long seed, Workers workers, Progress progress) {
        return switch (settings.algorithm()) {
            case KMEANS -> sizes.isPresent()
                    ? sizedKMeans(x, settings, sizes.get(), ks, seed, workers, progress)
                    : kMeans(x, settings, ks, seed, workers, progress);
            case AGGLOMERATIVE -> linked(x, Configured.linkage(settings.linkage()), ks, workers, progress);
            case GENIE -> {
                progress.report("clustering", 0, "linking " + x.rows() + " rows");
                GenieFit fit = new Genie(settings.giniThreshold()).fit(x, workers);
                List<Partition> partitions = new ArrayList<>();
                for (int k : ks) {
                    partitions.add(Partition.of(x, fit.cut(k), k));
                }
                yield plain(partitions);
            }
            case KPROTOTYPES -> {
                List<Partition> partitions = new ArrayList<>();
                for (int k : ks) {
                    progress.report("clustering", ks.indexOf(k) / (double) ks.size(), "k = " + k);
                    KPrototypesFit fit = new KPrototypes(k, settings.maxIterations(), settings.restarts())
                            .fit(x, categories, seed, workers);
                    partitions.add(Partition.of(x, fit.labels(), fit.prototypes()));
                }
                yield plain(partitions);
            }
            case DBSCAN, HDBSCAN, AUTO -> throw new IllegalStateException("decided before");
            case SOM -> MapDivision.som(x, settings, ks, workers, progress);
            case SOM_KMEANS -> MapDivision.somKMeans(x, settings, ks, seed, workers, progress);
            case GAUSSIAN_MIXTURE -> mixtures(x, settings, ks, seed, workers, progress);
        };
    }

    /** The labels of rows divided into k segments, for resampling: fewer restarts, the numbering as it comes. */
    static int[] labels(Matrix x, List<int[]> categories, ClusteringConfig settings,
            Optional<SizeBounds> sizes, int k, long seed, Workers workers) {
        return switch (settings.algorithm()) {
            case KMEANS -> {
                KMeans kMeans = new KMeans(k, settings.maxIterations(), settings.tolerance(),
                        Math.min(3, settings.restarts()));
                yield sizes.isPresent() ? new SizedKMeans(kMeans, sizes.get()).fit(x, seed, workers).labels()
                        : kMeans.fit(x, seed, workers).labels();
            }
            case AGGLOMERATIVE -> new Agglomerative(Configured.linkage(settings.linkage())).fit(x, workers).cut(k);
            case GENIE -> new Genie(settings.giniThreshold()).fit(x, workers).cut(k);
            case KPROTOTYPES -> new KPrototypes(k, settings.maxIterations(), Math.min(3, settings.restarts()))
                    .fit(x, categories, seed, workers).labels();
            case DBSCAN, HDBSCAN, AUTO -> throw new IllegalStateException("decided before");
            case SOM -> MapDivision.mapLabels(x, settings, k, workers);
            case SOM_KMEANS -> MapDivision.somLabels(x, settings, k, seed, workers);
            case GAUSSIAN_MIXTURE -> Configured.mixture(settings, k, 1).fit(x, seed, workers).labels();
        };
    }

    /** One tree, cut for each k. */
    private static Divided linked(Matrix x, Linkage linkage, List<Integer> ks, Workers workers,
            Progress progress) {
        progress.report("clustering", 0, "linking " + x.rows() + " rows");
        boolean matrix = linkage == Linkage.COMPLETE || linkage == Linkage.AVERAGE;
        Tree tree = matrix && x.rows() > Agglomerative.MATRIX_ROWS
                ? Tree.of(MicroLinkage.withDefaults(linkage).fit(x, workers))
                : Tree.of(new Agglomerative(linkage).fit(x, workers));
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, List<String>> notes = new TreeMap<>();
        for (int k : ks) {
            partitions.add(Partition.of(x, tree.cut(k), k));
            notes.put(k, tree.note().stream().toList());
        }
        return new Divided(partitions, Optional.of(tree), Map.of(), Map.of(), notes);
    }

    /** One sweep for each stretch of successive k. */
    private static Divided kMeans(Matrix x, ClusteringConfig settings, List<Integer> ks, long seed,
            Workers workers, Progress progress) {
        if (settings.batchSize() > 0 && settings.batchSize() < x.rows()) {
            return miniBatch(x, settings, ks, seed, workers, progress);
        }
        List<Partition> partitions = new ArrayList<>();
        for (int from = 0, to; from < ks.size(); from = to) {
            int least = ks.get(from);
            to = from + 1;
            while (to < ks.size() && ks.get(to) == least + to - from) {
                to++;
            }
            double before = from / (double) ks.size();
            double share = (to - from) / (double) ks.size();
            for (KMeansFit fit : new KMeansSweep(Configured.kMeans(settings, least), least, ks.get(to - 1)).fit(x, null,
                    seed, workers,
                    (_, fraction, detail) -> progress.report("clustering", before + share * fraction, detail))) {
                partitions.add(Partition.of(x, fit.labels(), fit.centroids()));
            }
        }
        return plain(partitions);
    }

    private static Divided miniBatch(Matrix x, ClusteringConfig settings, List<Integer> ks, long seed,
            Workers workers, Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, List<String>> notes = new TreeMap<>();
        for (int k : ks) {
            progress.report("clustering", ks.indexOf(k) / (double) ks.size(), "k = " + k);
            CentroidUpdate fit = CentroidUpdate.miniBatch(x, k, settings.batchSize(), MINI_BATCH_PASSES, seed, workers);
            int[] labels = fit.labels(x);
            if (Arrays.stream(labels).distinct().count() == k) {
                partitions.add(Partition.of(x, labels, fit.centroids()));
                notes.put(k, List.of("k-means was fitted " + Numbers.count(settings.batchSize())
                        + " rows at a time (mini-batch): its inertia comes near that of all rows at once."));
            }
        }
        refuseNone(partitions, ks, "centroids are no row's nearest");
        return new Divided(partitions, Optional.empty(), Map.of(), Map.of(), notes);
    }

    private static Divided plain(List<Partition> partitions) {
        return new Divided(partitions, Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    private static Divided sizedKMeans(Matrix x, ClusteringConfig settings, SizeBounds sizes,
            List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, List<String>> notes = new TreeMap<>();
        for (int k : ks) {
            progress.report("clustering", ks.indexOf(k) / (double) ks.size(), "k = " + k);
            SizedKMeansFit fit = new SizedKMeans(Configured.kMeans(settings, k), sizes).fit(x, seed, workers);
            partitions.add(Partition.of(x, fit.labels(), k));
            notes.put(k, SegmentSizes.notes(sizes, fit));
        }
        return new Divided(partitions, Optional.empty(), Map.of(), Map.of(), notes);
    }

    private static Divided mixtures(Matrix x, ClusteringConfig settings, List<Integer> ks, long seed,
            Workers workers, Progress progress) {
        List<Partition> partitions = new ArrayList<>();
        Map<Integer, GaussianMixtureFit> mixtures = new TreeMap<>();
        for (int k : ks) {
            progress.report("clustering", ks.indexOf(k) / (double) ks.size(), "k = " + k);
            GaussianMixtureFit fit = Configured.mixture(settings, k, settings.mixture().restarts()).fit(x, seed,
                    workers);
            if (Arrays.stream(fit.labels()).distinct().count() == k) {
                partitions.add(Partition.of(x, fit.labels(), k));
                mixtures.put(k, fit);
            }
        }
        refuseNone(partitions, ks, "components are no row's most probable one");
        return new Divided(partitions, Optional.empty(), Map.of(), mixtures, Map.of());
    }

    static void refuseNone(List<Partition> partitions, List<Integer> ks, String why) {
        if (partitions.isEmpty()) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "k must leave no segment empty: some %s for every k in [%d, %d]; choose a smaller k or kmeans", why,
                    ks.getFirst(), ks.getLast());
        }
    }
}
