package io.segmenta.benchmarks;

import io.segmenta.clustering.Workers;
import io.segmenta.clustering.cluster.Agglomerative;
import io.segmenta.clustering.cluster.KMeans;
import io.segmenta.clustering.cluster.KMeansFit;
import io.segmenta.clustering.cluster.KMeansSweep;
import io.segmenta.clustering.cluster.Linkage;
import io.segmenta.clustering.decompose.PrincipalComponents;
import io.segmenta.clustering.metrics.Dispersion;
import io.segmenta.clustering.metrics.Silhouette;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One thing to time: what is done, on which rows, by which public tools, and by this library. */
enum Task {
    SWEEP_100K("sweep", 100_000, 8, "k-means, k=2..10, 10 starts each", "scikit-learn"),
    SWEEP_1M("sweep", 1_000_000, 8, "k-means, k=2..10, 10 starts each", "scikit-learn"),
    FIT_100K("fit", 100_000, 8, "one k-means fit, k=8, given start, 25 iterations", "scikit-learn", "smile"),
    FIT_1M("fit", 1_000_000, 8, "one k-means fit, k=8, given start, 25 iterations", "scikit-learn", "smile"),
    WARD_20K("ward", 20_000, 8, "ward linkage", "fastcluster", "fastcluster-vector", "smile"),
    SINGLE_20K("single", 20_000, 8, "single linkage", "fastcluster", "fastcluster-vector"),
    WARD_5K("ward", 5_000, 8, "ward linkage", "fastcluster", "fastcluster-vector", "scipy", "smile"),
    COMPLETE_10K("complete", 10_000, 8, "complete linkage", "fastcluster", "scipy"),
    AVERAGE_10K("average", 10_000, 8, "average linkage", "fastcluster", "scipy"),
    SILHOUETTE_50K("silhouette", 50_000, 8, "exact silhouette, 8 clusters", "scikit-learn"),
    INDICES_1M("indices", 1_000_000, 8, "Calinski-Harabasz and Davies-Bouldin, 8 clusters", "scikit-learn"),
    PCA_1M("pca", 1_000_000, 32, "principal components", "numpy", "scikit-learn");

    final String kind;
    final int rows;
    final int columns;
    final String title;
    final List<String> peers;

    Task(String kind, int rows, int columns, String title, String... peers) {
        this.kind = kind;
        this.rows = rows;
        this.columns = columns;
        this.title = title;
        this.peers = List.of(peers);
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
            case String other -> throw new IllegalStateException("no task " + other);
        };
    }
}
