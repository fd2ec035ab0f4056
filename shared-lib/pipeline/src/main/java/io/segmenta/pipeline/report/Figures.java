package io.segmenta.pipeline.report;

import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Codebook;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.algorithm.Solution;
import io.segmenta.pipeline.search.Agreement;
import io.segmenta.pipeline.search.Candidate;
import io.segmenta.pipeline.search.ChosenClustering;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The figures of a run: how good the segments are, how well new rows are labelled, how well a model fits.
 *
 * @param clustered the clustering that was chosen
 * @param x the rows in segments, n x d
 * @param fitted what is told of the fit beside the criteria, by name
 */
public record Figures(ChosenClustering clustered, Matrix x, Map<String, Double> fitted) {
    private static final String OUTLIER_ROWS = "outlier_rows";

    /** Copies the map, in its order. */
    public Figures {
        fitted = Collections.unmodifiableMap(new LinkedHashMap<>(fitted));
    }

    /**
     * Measures.
     *
     * @param assigner that labels new rows
     * @param rows every row that was divided
     * @param x those in segments
     * @param view how those divided look when some alone are known
     * @param outliers rows unlike all others; none where they were not looked for
     * @param seed of the draw of rows that are held out
     */
    public static Figures of(ChosenClustering clustered, Assigner assigner, Rows rows, Matrix x,
            Agreement.View view, OptionalInt outliers, long seed, Workers workers) {
        Map<String, Double> fitted = fitted(clustered, assigner, rows, view, seed, workers);
        outliers.ifPresent(count -> fitted.put(OUTLIER_ROWS, (double) count));
        return new Figures(clustered, x, fitted);
    }

    /** What is told of the fit beside the criteria: how well new rows are labelled, and how well a model fits. */
    private static Map<String, Double> fitted(ChosenClustering clustered, Assigner assigner, Rows rows,
            Agreement.View view, long seed, Workers workers) {
        Map<String, Double> fitted = new LinkedHashMap<>();
        Division division = clustered.division();
        int[] labels = division.labels();
        fitted.put(MetricNames.TRAINING_AGREEMENT, Agreement.of(assigner, rows.x(), labels, workers));
        IntPredicate standing = clustered.density().<IntPredicate>map(density -> i -> density.references()[i])
                .orElse(i -> true);
        fitted.put(MetricNames.HELD_OUT_AGREEMENT,
                Agreement.heldOut(view, labels, division.partition().k(), standing, seed,
                        part -> clustered.clusterer().refit(part, division, rows, seed, workers), workers));
        fitted.putAll(measures(division.solution()));
        fitted.values().removeIf(value -> !Double.isFinite(value));
        return fitted;
    }

    private static Map<String, Double> measures(Solution solution) {
        Map<String, Double> measures = new LinkedHashMap<>();
        switch (solution) {
            case Solution.Units(Codebook codebook) -> {
                measures.put("quantization_error", codebook.map().quantizationError());
                measures.put("topographic_error", codebook.map().topographicError());
            }
            case Solution.Mixture(GaussianMixtureFit mixture) -> {
                measures.put("log_likelihood", mixture.logLikelihood());
                measures.put("bic", mixture.bic());
            }
            case Solution.Centroids _,Solution.Merges _,Solution.Dense _ -> {
                // Nothing beside the criteria.
            }
        }
        return measures;
    }

    /** Those that the model file keeps, by name. */
    public SortedMap<String, Double> ofModel() {
        Candidate taken = clustered.judged().candidate();
        TreeMap<String, Double> numbers = new TreeMap<>();
        numbers.put(MetricNames.SAMPLES, (double) x.rows());
        numbers.put(MetricNames.FEATURES, (double) x.columns());
        numbers.put(MetricNames.CLUSTERS, (double) taken.k());
        numbers.put(MetricNames.INERTIA, taken.inertia());
        numbers.put(MetricNames.SILHOUETTE_SCORE, taken.silhouette());
        numbers.put(MetricNames.CALINSKI_HARABASZ, taken.calinskiHarabasz());
        numbers.put(MetricNames.DAVIES_BOULDIN, taken.daviesBouldin());
        numbers.put(MetricNames.SMALLEST_SHARE, taken.smallestShare());
        numbers.putAll(fitted);
        clustered.density().ifPresent(density -> numbers.put(MetricNames.OUTSIDE_ROWS, (double) density.outside()));
        numbers.values().removeIf(value -> !Double.isFinite(value));
        return numbers;
    }

    /** The document {@code metrics.json}. */
    public Map<String, Object> document(SegmentationModel model) {
        Candidate taken = clustered.judged().candidate();
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put(MetricNames.ALGORITHM, model.provenance().algorithm());
        metrics.put(MetricNames.SAMPLES, x.rows());
        metrics.put(MetricNames.FEATURES, x.columns());
        metrics.put(MetricNames.CLUSTERS, taken.k());
        metrics.put(MetricNames.INERTIA, Documents.known(taken.inertia()));
        metrics.put(MetricNames.SILHOUETTE_SCORE, Documents.known(taken.silhouette()));
        metrics.put("silhouette_rows", clustered.judged().silhouette().rows().length);
        metrics.put("silhouette_standard_error", Documents.known(clustered.judged().silhouette().standardError()));
        metrics.put(MetricNames.CALINSKI_HARABASZ, Documents.known(taken.calinskiHarabasz()));
        metrics.put(MetricNames.DAVIES_BOULDIN, Documents.known(taken.daviesBouldin()));
        Map<String, Object> sizes = new LinkedHashMap<>();
        model.segments().forEach(segment -> sizes.put(Integer.toString(segment.cluster()), segment.size()));
        metrics.put(MetricNames.CLUSTER_SIZES, sizes);
        clustered.density().ifPresent(density -> metrics.put(MetricNames.OUTSIDE_ROWS, density.outside()));
        metrics.putAll(fitted);
        metrics.computeIfPresent(OUTLIER_ROWS, (_, count) -> ((Double) count).intValue());
        metrics.putAll(Documents.choice(clustered));
        return metrics;
    }
}
