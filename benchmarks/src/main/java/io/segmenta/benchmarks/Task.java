package io.segmenta.benchmarks;

import io.segmenta.clustering.Workers;
import io.segmenta.clustering.cluster.Agglomerative;
import io.segmenta.clustering.cluster.KMeans;
import io.segmenta.clustering.cluster.KMeansFit;
import io.segmenta.clustering.cluster.KMeansSweep;
import io.segmenta.clustering.cluster.Linkage;
import io.segmenta.clustering.cluster.Som;
import io.segmenta.clustering.decompose.PrincipalComponents;
import io.segmenta.clustering.metrics.Dispersion;
import io.segmenta.clustering.metrics.Silhouette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One thing to time: what is done, on which rows, by which public tools, and by this library. */
enum Task {
    SWEEP_100K("sweep", 100_000, 8, "k-means, k=2..10, 10 starts each", "scikit-learn >= 6"),
    SWEEP_1M("sweep", 1_000_000, 8, "k-means, k=2..10, 10 starts each", "scikit-learn >= 8"),
    FIT_100K("fit", 100_000, 8, "one k-means fit, k=8, given start, 25 iterations", "scikit-learn >= 4", "smile"),
    FIT_1M("fit", 1_000_000, 8, "one k-means fit, k=8, given start, 25 iterations", "scikit-learn >= 4", "smile"),
    WARD_20K("ward", 20_000, 8, "ward linkage", "fastcluster >= 40", "fastcluster-vector >= 8", "smile >= 80"),
    SINGLE_20K("single", 20_000, 8, "single linkage", "fastcluster", "fastcluster-vector >= 10"),
    WARD_5K("ward", 5_000, 8, "ward linkage", "fastcluster", "fastcluster-vector", "scipy", "smile"),
    COMPLETE_10K("complete", 10_000, 8, "complete linkage", "fastcluster", "scipy"),
    AVERAGE_10K("average", 10_000, 8, "average linkage", "fastcluster", "scipy"),
    SILHOUETTE_50K("silhouette", 50_000, 8, "exact silhouette, 8 clusters", "scikit-learn >= 14"),
    INDICES_1M("indices", 1_000_000, 8, "Calinski-Harabasz and Davies-Bouldin, 8 clusters", "scikit-learn >= 25"),
    PCA_1M("pca", 1_000_000, 32, "principal components", "numpy >= 0.77", "scikit-learn"),
    SOM_100K("som", 100_000, 8, "self-organising map 20 x 20, 20 epochs", "kohonen >= 25");

    final String kind;
    final int rows;
    final int columns;
    final String title;
    final List<String> peers = new ArrayList<>();
    /** How many times our time a tool should at least take, where that is a goal. */
    final Map<String, Double> goals = new HashMap<>();

    Task(String kind, int rows, int columns, String title, String... peers) {
        this.kind = kind;
        this.rows = rows;
        this.columns = columns;
        this.title = title;
        for (String peer : peers) {
            String[] parts = peer.split(" >= ");
            this.peers.add(parts[0]);
            if (parts.length == 2) {
                goals.put(parts[0], Double.valueOf(parts[1]));
            }
        }
    }

    /** Returns the tasks that cover every goal in the least time. */
    static Set<Task> quick() {
        return EnumSet.of(SWEEP_100K, SWEEP_1M, FIT_1M, WARD_20K, SINGLE_20K, SILHOUETTE_50K, INDICES_1M, PCA_1M,
                SOM_100K);
    }

    /** Returns the name by which options choose the task. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Does it and returns the numbers by which the quality of results is compared. */
    double[] run(Dataset data, Workers workers) {
        return switch (kind) {
            case "sweep" -> new KMeansSweep(KMeans.withDefaults(2), 2, 10).fit(data.matrix, 5, workers).stream()
                    .mapToDouble(KMeansFit::inertia).toArray();
            case "fit" -> new double[] {
                    new KMeans(data.start.length, 25, 0, 1).fitFrom(data.matrix, data.start, workers).inertia()};
            case "silhouette" -> new double[] {Silhouette.exact(data.matrix, data.labels, workers).mean()};
            case "indices" -> {
                Dispersion dispersion = Dispersion.of(data.matrix, data.labels, workers);
                yield new double[] {dispersion.calinskiHarabasz(), dispersion.daviesBouldin()};
            }
            case "pca" -> Arrays.copyOf(PrincipalComponents.fit(data.matrix, workers).explainedVariance(), 3);
            case "ward", "single", "complete", "average" -> new double[] {Arrays
                    .stream(new Agglomerative(Linkage.valueOf(kind.toUpperCase(Locale.ROOT)))
                            .fit(data.matrix, workers).heights())
                    .sum()};
            case "som" -> new double[] {new Som(20, 20, Som.Grid.RECTANGULAR, 20, 0.3).fit(data.matrix, workers)
                    .quantizationError()};
            case String other -> throw new IllegalStateException("no task " + other);
        };
    }
}
