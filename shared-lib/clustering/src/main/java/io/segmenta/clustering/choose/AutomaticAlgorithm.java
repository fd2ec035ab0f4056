package io.segmenta.clustering.choose;

import io.segmenta.clustering.Progress;
import io.segmenta.clustering.Workers;
import io.segmenta.clustering.text.Numbers;
import io.segmenta.model.DataException;
import io.segmenta.model.config.PipelineConfig;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which algorithm {@code auto} takes: of k-means, ward, the Gaussian mixture and Genie the one with least
 * {@link Separation#conductance}, the earlier of equals. They are compared at the k that is given, else at that which
 * the search finds with k-means; the search for k is then repeated with the algorithm taken. Ward and Genie, whose time
 * grows with the square of the rows, take part up to 50,000 rows.
 *
 * @param config with that algorithm in place of {@code auto}
 * @param reason one sentence with the figures
 */
record AutomaticAlgorithm(PipelineConfig config, String reason) {
    private static final int MOST_ROWS = 50_000;

    static AutomaticAlgorithm of(Matrix x, PipelineConfig config, Workers workers, Progress progress) {
        progress.report("clustering", 0, "comparing algorithms");
        int k = config.clustering().k();
        if (k == 0) {
            k = Clustered.of(x, config.with(Map.of("clustering.algorithm", "kmeans", "clustering.gap_references", "0",
                    "clustering.stability_resamples", "0")), workers, Progress.NONE).choice().k();
        }
        Separation separation = Separation.of(x, config.seed(), workers);
        PipelineConfig best = null;
        String name = "";
        double least = Double.POSITIVE_INFINITY;
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> candidate : candidates(x.rows()).entrySet()) {
            PipelineConfig tried = config.with(candidate.getValue());
            double conductance = conductance(x, tried, k, separation, workers);
            if (conductance < least || best == null) {
                least = conductance;
                best = tried;
                name = candidate.getKey();
            }
            others.add(candidate.getKey() + " " + Numbers.fixed(conductance, 3));
        }
        return new AutomaticAlgorithm(best, "Of the algorithms " + name + " separates the rows best at k = " + k
                + " (share of near neighbours in another segment, mean over segments: " + String.join(", ", others)
                + ").");
    }

    /** The conductance, 1 where the algorithm cannot divide the rows so. */
    private static double conductance(Matrix x, PipelineConfig config, int k, Separation separation, Workers workers) {
        try {
            Divided divided = Divided.of(x, List.of(), config.clustering(), Optional.empty(), k, k,
                    config.seed(), workers, Progress.NONE);
            return separation.conductance(divided.partitions().getFirst().labels(), k);
        } catch (DataException impossible) {
            return 1;
        }
    }

    private static Map<String, Map<String, String>> candidates(int rows) {
        Map<String, Map<String, String>> candidates = new LinkedHashMap<>();
        candidates.put("k-means", Map.of("clustering.algorithm", "kmeans"));
        if (rows <= MOST_ROWS) {
            candidates.put("ward", Map.of("clustering.algorithm", "agglomerative", "clustering.linkage", "ward"));
        }
        candidates.put("the Gaussian mixture", Map.of("clustering.algorithm", "gaussian_mixture"));
        if (rows <= MOST_ROWS) {
            candidates.put("Genie", Map.of("clustering.algorithm", "genie"));
        }
        return candidates;
    }
}
