package io.segmenta.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * How segments are found: the clustering part of a {@link PipelineConfig}. What one algorithm alone goes by is in the
 * section of its name.
 *
 * @param algorithm empty when algorithms are searched, which is written {@code auto}
 */
public record ClusteringConfig(
        @Setting(value = "The algorithm; auto compares those of clustering.search and takes the one whose segments "
                + "are best "
                + "separated.", initial = "kmeans") Optional<Algorithm> algorithm,
        @Setting(value = "The number of segments; 0 searches from k_min to k_max.", initial = "0", unit = "segments",
                min = 0, max = 1000, aliases = "n_clusters") int k,
        @Setting(value = "The least number of segments the search tries.", initial = "2", unit = "segments", min = 2,
                max = 1000) int kMin,
        @Setting(value = "The greatest number of segments the search tries.", initial = "10", unit = "segments",
                min = 2, max = 1000) int kMax,
        @Setting(value = "The fewest rows of a segment of kmeans, which moves its borders until each has as many (0 "
                + "is no "
                + "bound), or of hdbscan (0 is 1% of the rows). Below 1 it is a share of the rows.", initial = "0.0",
                unit = "rows or share", min = 0, max = 1000000000) double minSegmentSize,
        @Setting(value = "The most rows of a segment of kmeans; 0 is no bound. Below 1 it is a share of the rows.",
                initial = "0.0", unit = "rows or share", min = 0, max = 1000000000) double maxSegmentSize,
        @Setting(value = "What the search for the number of segments goes by; auto is the silhouette, and stability "
                + "where "
                + "algorithm: auto compares several.", initial = "auto", aliases = "metric") Criterion criterion,
        @Setting(value = "How many tables without groups the segments are compared with (gap statistic, null "
                + "silhouette); 0 is off.", initial = "5", unit = "tables", min = 0, max = 1000) int gapReferences,
        @Setting(value = "How many draws of the rows each segment must be found again in (Jaccard similarity); "
                + "0 is off.", initial = "10", unit = "draws", min = 0, max = 1000) int stabilityResamples,
        @Setting(value = "last keeps the segments, and the feature steps, of the last successful run of the data set, "
                + "live those of the version that is live, and lets the rows of this file move the centres of "
                + "kmeans: each centre counts as many rows as it stands for by now. While there is no such run or "
                + "version, segments are found anew.", initial = "none") Update update,
        @Setting(value = "How many files of the size of a new one the centres count as at most when clustering.update "
                + "moves them: the more, the slower they follow.", initial = "30", unit = "files", min = 1,
                max = 1000000) int updateMemory,
        @Setting("k-means, also on the units of som_kmeans; xmeans and gmeans, which split clusters up to k_max, go "
                + "by its "
                + "max_iterations.") KMeans kmeans,
        @Setting("k-medoids, whose centres are rows.") KMedoids kmedoids,
        @Setting("k-prototypes, for numbers and categories together.") KPrototypes kprototypes,
        @Setting("Agglomerative clustering.") Agglomerative agglomerative,
        @Setting("Genie: single linkage that lets no segment stay small.") Genie genie,
        @Setting("DBSCAN, which finds the number of segments and leaves rows outside.") Dbscan dbscan,
        @Setting("HDBSCAN, which finds the number of segments and leaves rows outside.") Hdbscan hdbscan,
        @Setting("The self-organising map of som and som_kmeans.") Som som,
        @Setting(value = "The mixture of gaussian_mixture.", aliases = "mixture") GaussianMixture gaussianMixture,
        @Setting("What is searched beside the number of segments: algorithms, by algorithm: auto, and the parameters "
                + "of "
                + "dbscan and hdbscan.") Search search)
        implements
            CrossChecked {
    private static final List<Algorithm> FINDING = List.of(Algorithm.DBSCAN, Algorithm.HDBSCAN, Algorithm.XMEANS,
            Algorithm.GMEANS);

    @Override
    public void check(BiConsumer<String, String> problem) {
        String finding = FINDING.stream().map(Binder::spelling).toList().toString();
        if (k > 0 && algorithm.isPresent() && FINDING.contains(algorithm.get())) {
            problem.accept("k", "must be 0 for " + finding + ", which find the number of segments, got " + k);
        }
        if (k > 0 && algorithm.isEmpty() && search.algorithms().stream().anyMatch(FINDING::contains)) {
            problem.accept("k", "must be 0 when clustering.search.algorithms names one of " + finding
                    + ", which find the number of segments, got " + k);
        }
        if (criterion == Criterion.STABILITY && stabilityResamples == 0) {
            problem.accept("criterion", "stability needs clustering.stability_resamples above 0");
        }
        size("min_segment_size", minSegmentSize, problem);
        size("max_segment_size", maxSegmentSize, problem);
        if (maxSegmentSize > 0 && minSegmentSize > maxSegmentSize && minSegmentSize < 1 == maxSegmentSize < 1) {
            problem.accept("min_segment_size",
                    "must not exceed clustering.max_segment_size (" + Binder.bound(maxSegmentSize) + "), got "
                            + Binder.bound(minSegmentSize));
        }
        if (kmeans.batchSize() > 0 && kmeans.batchSize() < Math.max(k, kMax)) {
            problem.accept("kmeans.batch_size",
                    "must be 0 or at least the number of segments, got " + kmeans.batchSize());
        }
        if (k == 1) {
            problem.accept("k", "must be 0 (search) or >= 2, got 1");
        }
        if (kMin > kMax) {
            problem.accept("k_min", "must not exceed clustering.k_max (" + kMax + "), got " + kMin);
        }
    }

    private static void size(String key, double size, BiConsumer<String, String> problem) {
        if (size >= 1 && (size < 2 || size != Math.rint(size))) {
            problem.accept(key, "must be 0, a share below 1 or a whole number of rows >= 2, got "
                    + Binder.bound(size));
        }
    }

    /** Which algorithm finds segments. */
    public enum Algorithm {
        KMEANS, XMEANS, GMEANS, KMEDOIDS, KPROTOTYPES, AGGLOMERATIVE, GENIE, DBSCAN, HDBSCAN, SOM, SOM_KMEANS,
        GAUSSIAN_MIXTURE
    }

    /** What the search for k maximises (Davies-Bouldin: minimises); auto is decided by what is searched. */
    public enum Criterion {
        AUTO, SILHOUETTE, CALINSKI_HARABASZ, DAVIES_BOULDIN, STABILITY
    }

    /** Which earlier model a run goes on with. */
    public enum Update {
        NONE, LAST, LIVE
    }

    /** How k-means is fitted. */
    public record KMeans(
            @Setting(value = "How often it starts anew; the best start is kept.", initial = "10", unit = "starts",
                    min = 1, max = 1000, aliases = {
                            "n_init", "clustering.restarts", "clustering.n_init"}) int restarts,
            @Setting(value = "The greatest number of rounds of one start.", initial = "300", unit = "rounds", min = 1,
                    max = 100000, aliases = {
                            "max_iter", "clustering.max_iterations", "clustering.max_iter"}) int maxIterations,
            @Setting(value = "A start ends when its centroids move less than this, relative to the variance of the "
                    + "features.", initial = "1.0e-4", min = 0, max = 1,
                    aliases = {"tol", "clustering.tolerance",
                            "clustering.tol"}) double tolerance,
            @Setting(value = "Fit with so many rows at a time (mini-batch), for files far larger than that; 0 uses "
                    + "every row in every round.", initial = "0", unit = "rows", min = 0, max = 100000000,
                    aliases = "clustering.batch_size") int batchSize){}

    /** How k-medoids is fitted. */
    public record KMedoids(
            @Setting(value = "How often it searches anew; the best search is kept.", initial = "2", unit = "searches",
                    min = 1, max = 3) int restarts) {}

    /** How k-prototypes is fitted. */
    public record KPrototypes(
            @Setting(value = "How much squared distance counts for a category that differs; 0 finds it.",
                    initial = "0.0", unit = "squared distance of scaled features", min = 0,
                    aliases = "clustering.gamma") double gamma,
            @Setting(value = "How often it starts anew; the best start is kept.", initial = "10", unit = "starts",
                    min = 1, max = 1000, aliases = {
                            "n_init", "clustering.restarts", "clustering.n_init"}) int restarts,
            @Setting(value = "The greatest number of rounds of one start.", initial = "300", unit = "rounds", min = 1,
                    max = 100000, aliases = {
                            "max_iter", "clustering.max_iterations", "clustering.max_iter"}) int maxIterations){}

    /** How the distance of two clusters is measured when they are merged. */
    public enum Linkage {
        WARD, COMPLETE, AVERAGE, SINGLE
    }

    /** How agglomerative clustering merges. */
    public record Agglomerative(
            @Setting(value = "How the distance of two clusters is measured when they are merged.", initial = "ward",
                    aliases = "clustering.linkage") Linkage linkage) {}

    /** How Genie merges. */
    public record Genie(
            @Setting(value = "How uneven the sizes of segments may grow (Gini index) before the smallest must be "
                    + "merged; 1 is single linkage.", initial = "0.3", min = 0, max = 1,
                    aliases = "clustering.gini_threshold") double giniThreshold) {}

    /** What DBSCAN calls dense. */
    public record Dbscan(
            @Setting(value = "The distance within which rows are near; 0 finds it.", initial = "0.0",
                    unit = "distance of scaled features", min = 0, aliases = {
                            "eps", "clustering.radius"}) double radius,
            @Setting(value = "How many other rows must be near one to call it dense; 0 is two for each feature, from 5 "
                    + "to 25.", initial = "0", unit = "rows", min = 0, max = 1000000,
                    aliases = "clustering.min_samples") int minSamples){}

    /** What HDBSCAN calls dense; its least cluster is {@code clustering.min_segment_size}. */
    public record Hdbscan(
            @Setting(value = "How many other rows must be near one to call it dense; 0 is two for each feature, from 5 "
                    + "to 25.", initial = "0", unit = "rows", min = 0, max = 1000000,
                    aliases = "clustering.min_samples") int minSamples) {}

    /** The space that a search goes through. */
    public record Search(
            @Setting(value = "The algorithms that auto compares, at each number of segments from k_min to k_max (or "
                    + "at k). With "
                    + "kprototypes among them all work on its features, in which categories weigh gamma.",
                    initial = "[kmeans, agglomerative, gaussian_mixture, genie]") List<Algorithm> algorithms,
            @Setting(value = "The min_samples that dbscan and hdbscan try; 0 is that of the section of each.",
                    initial = "[0]", unit = "rows", min = 0, max = 1000000) List<Integer> minSamples,
            @Setting(value = "The least segment sizes that hdbscan tries, in rows or, below 1, as a share; 0 is "
                    + "clustering.min_segment_size.", initial = "[0]", unit = "rows or share", min = 0,
                    max = 1000000000) List<Double> minSegmentSize,
            @Setting(value = "The radii that dbscan tries, as quantiles of the distance to the last of min_samples; "
                    + "0 is "
                    + "clustering.dbscan.radius.", initial = "[0]", unit = "quantile", min = 0,
                    max = 1) List<Double> radiusQuantile,
            @Setting(value = "The most candidates that auto, dbscan and hdbscan fit; 0 is the whole space. A "
                    + "candidate is one algorithm "
                    + "with one number of segments or one set of parameters. The algorithms take turns, each from "
                    + "the ends of its range "
                    + "to the middle of the gaps.", initial = "0", unit = "candidates", min = 0,
                    max = 100000) int budget)
            implements
                CrossChecked {
        @Override
        public void check(BiConsumer<String, String> problem) {
            distinct("algorithms", algorithms, problem);
            distinct("min_samples", minSamples, problem);
            distinct("min_segment_size", minSegmentSize, problem);
            distinct("radius_quantile", radiusQuantile, problem);
            minSegmentSize.forEach(size -> size("min_segment_size", size, problem));
        }

        private static void distinct(String key, List<?> values, BiConsumer<String, String> problem) {
            if (values.isEmpty()) {
                problem.accept(key, "must not be empty");
            } else if (values.size() != Set.copyOf(values).size()) {
                problem.accept(key, "must be a list of different values, got " + values.size() + " of which "
                        + Set.copyOf(values).size() + " differ");
            }
        }
    }

    /** How the units of a self-organising map are laid out. */
    public enum SomGrid {
        HEXAGONAL, RECTANGULAR
    }

    /** The self-organising map of som and som_kmeans. */
    public record Som(
            @Setting(value = "The units in a row, of som_kmeans; 0 follows from the number of rows. The map of som "
                    + "has as "
                    + "few units as give the segments wanted.", initial = "0", unit = "units", min = 0,
                    max = 200) int width,
            @Setting(value = "The rows of units, of som_kmeans; 0 follows from the number of rows.", initial = "0",
                    unit = "units", min = 0, max = 200) int height,
            @Setting(value = "How units are laid out: six or eight neighbours each.",
                    initial = "hexagonal") SomGrid grid,
            @Setting(value = "How often the map sees all rows.", initial = "20", unit = "epochs", min = 1,
                    max = 10000) int epochs,
            @Setting(value = "The radius of the first epoch; 0 is half of the longer side.", initial = "0.0",
                    unit = "grid distances", min = 0, max = 200, aliases = "sigma") double startRadius,
            @Setting(value = "The radius of the last epoch; smaller follows the rows, larger keeps neighbours alike.",
                    initial = "0.3", unit = "grid distances", min = 0.1, max = 10) double endRadius,
            @Setting(value = "How far of the way to the mean of its rows a unit goes in each epoch; 1 is the whole.",
                    initial = "1.0", unit = "share", min = 0.001,
                    max = 1) double learningRate)
            implements
                CrossChecked {
        @Override
        public void check(BiConsumer<String, String> problem) {
            if (width == 1 && height == 1) {
                problem.accept("height", "must be >= 2 when clustering.som.width is 1, got 1");
            }
        }
    }

    /** What is free in the covariance of a component. */
    public enum MixtureCovariance {
        FULL, DIAGONAL
    }

    /** How the Gaussian mixture is fitted. */
    public record GaussianMixture(
            @Setting(value = "full lets segments tilt; diagonal, for many features or few rows, only lets them "
                    + "differ in "
                    + "width.", initial = "full") MixtureCovariance covariance,
            @Setting(value = "How often it starts anew; the most likely mixture is kept.", initial = "3",
                    unit = "starts", min = 1, max = 1000) int restarts,
            @Setting(value = "The greatest number of rounds of one start.", initial = "300", unit = "rounds", min = 1,
                    max = 100000, aliases = {
                            "max_iter", "clustering.max_iterations", "clustering.max_iter"}) int maxIterations,
            @Setting(value = "A start ends when the mean log-likelihood of a row rises by less than this.",
                    initial = "1.0e-3", unit = "nats", min = 0, max = 1) double tolerance,
            @Setting(value = "Added to every variance, so that a segment without width stays possible.",
                    initial = "1.0e-6", min = 0, max = 1000) double regularization){}
}
