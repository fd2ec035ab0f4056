package io.segmenta.benchmarks;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.centroid.KMeansSweep;
import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.manifold.Umap;
import io.segmenta.clustering.metrics.Dispersion;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.metrics.Trustworthiness;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One thing to time: what is done, on which rows, by which public tools, and by this library. */
@SuppressWarnings("ImmutableEnumChecker") // Copies that nobody can change.
enum Task {
    SWEEP_100K("sweep", 100_000, 8, "k-means, k=2..10, 10 starts each", "choosing starts and the first pass of each",
            "scikit-learn >= 6"),
    SWEEP_1M("sweep", 1_000_000, 8, "k-means, k=2..10, 10 starts each", "reading every row once an iteration",
            "scikit-learn >= 8"),
    FIT_100K("fit", 100_000, 8, "one k-means fit, k=8, given start, 25 iterations",
            "laying the rows out by column and the first pass", "scikit-learn >= 4", "smile"),
    FIT_1M("fit", 1_000_000, 8, "one k-means fit, k=8, given start, 25 iterations",
            "laying the rows out by column, and reading every row once an iteration", "scikit-learn >= 4", "smile"),
    WARD_20K("ward", 20_000, 8, "ward linkage", "one search after another, on one thread", "fastcluster >= 40",
            "fastcluster-vector >= 8", "smile >= 80"),
    SINGLE_20K("single", 20_000, 8, "single linkage", "every pair of rows read once, on one thread", "fastcluster",
            "fastcluster-vector >= 10"),
    WARD_5K("ward", 5_000, 8, "ward linkage", "", "fastcluster", "fastcluster-vector", "scipy", "smile"),
    COMPLETE_10K("complete", 10_000, 8, "complete linkage", "", "fastcluster", "scipy"),
    AVERAGE_10K("average", 10_000, 8, "average linkage", "", "fastcluster", "scipy"),
    SILHOUETTE_50K("silhouette", 50_000, 8, "exact silhouette, 8 clusters", "square roots of every pair of rows",
            "scikit-learn >= 14"),
    INDICES_1M("indices", 1_000_000, 8, "Calinski-Harabasz and Davies-Bouldin, 8 clusters",
            "reading every row twice from memory", "scikit-learn >= 25"),
    PCA_1M("pca", 1_000_000, 32, "principal components", "the multiplications of the covariance matrix, which numpy "
            + "leaves to OpenBLAS", "numpy >= 0.77", "scikit-learn"),
    SOM_100K("som", 100_000, 8, "self-organising map 20 x 20, 20 epochs", "the distances of every row to every unit",
            "kohonen >= 25"),
    UMAP_10K("umap", 10_000, 20, "UMAP, 15 neighbours, 500 epochs", "moving rows one after another, on one thread",
            "umap-learn >= 3");

    private static final int SHOWN = 2_000;

    final String kind;
    final int rows;
    final int columns;
    final String title;
    /** What takes our time, said where a goal is missed. */
    final String bound;
    final List<String> peers;
    /** How many times our time a tool should at least take, where that is a goal. */
    final Map<String, Double> goals;

    Task(String kind, int rows, int columns, String title, String bound, String... peers) {
        this.kind = kind;
        this.rows = rows;
        this.columns = columns;
        this.title = title;
        this.bound = bound;
        List<String> tools = new ArrayList<>();
        Map<String, Double> times = new HashMap<>();
        for (String peer : peers) {
            String[] parts = peer.split(" >= ", 0);
            tools.add(parts[0]);
            if (parts.length == 2) {
                times.put(parts[0], Double.valueOf(parts[1]));
            }
        }
        this.peers = List.copyOf(tools);
        this.goals = Map.copyOf(times);
    }

    /** Returns the tasks that cover every goal in the least time. */
    static Set<Task> quick() {
        return EnumSet.of(SWEEP_100K, SWEEP_1M, FIT_1M, WARD_20K, SINGLE_20K, SILHOUETTE_50K, INDICES_1M, PCA_1M,
                SOM_100K, UMAP_10K);
    }

    /** Returns the name by which options choose the task. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Does it and returns what is timed: numbers by which quality is compared, or a layout, row by row. */
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
            case "umap" -> {
                float[][] layout = Umap.withDefaults().fit(data.matrix, 5, workers).layout();
                yield IntStream.range(0, 2 * layout.length).mapToDouble(i -> layout[i / 2][i % 2]).toArray();
            }
            case String other -> throw new IllegalStateException("no task " + other);
        };
    }

    /** Returns the numbers by which quality is compared; of a layout, how trustworthy that of the first rows is. */
    double[] quality(double[] result, Dataset data, Workers workers) {
        if (!kind.equals("umap")) {
            return result;
        }
        int shown = Math.min(SHOWN, data.matrix.rows());
        float[][] layout = new float[2][shown];
        for (int i = 0; i < shown; i++) {
            layout[0][i] = (float) result[2 * i];
            layout[1][i] = (float) result[2 * i + 1];
        }
        return new double[] {
                Trustworthiness.of(data.matrix.selectRows(IntStream.range(0, shown).toArray()),
                        Matrix.ofColumns(List.of("x", "y"), layout), 15, workers)};
    }
}
