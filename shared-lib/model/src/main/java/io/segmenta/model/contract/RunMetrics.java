package io.segmenta.model.contract;

import io.segmenta.model.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What registration needs of {@code metrics.json}, whose other figures are for people.
 *
 * @param clusters how many segments
 * @param samples how many rows were clustered
 * @param silhouette its mean, from -1 to 1; empty when there is none, as of one segment
 * @param structure how clear the segments are, in a word; {@link MetricNames#NO_STRUCTURE} when they are not
 * @param clusterSizes rows of each segment, none when they are not known
 * @param leastStability that of the least stable segment, from 0 to 1; empty when it was not measured
 * @param continuity how far the model goes on from the one before; empty of a run that did not look for one
 * @param update how far centroids were moved; empty of a run that found segments anew
 */
public record RunMetrics(long clusters, long samples, OptionalDouble silhouette, Optional<String> structure,
        List<Long> clusterSizes, OptionalDouble leastStability, Optional<RunContinuity> continuity,
        Optional<RunUpdate> update) {
    public RunMetrics {
        clusterSizes = List.copyOf(clusterSizes);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it holds no metrics
     */
    public static RunMetrics parse(byte[] document) {
        return ContractJson.read(document, RunFile.METRICS.path(), RunMetrics::of);
    }

    private static RunMetrics of(JsonObject object) {
        JsonObject sizes = object.object(MetricNames.CLUSTER_SIZES);
        return new RunMetrics(object.integer(MetricNames.CLUSTERS), object.integer(MetricNames.SAMPLES),
                object.optionalNumber(MetricNames.SILHOUETTE_SCORE), object.optionalString(MetricNames.STRUCTURE),
                sizes.names().stream().map(sizes::integer).toList(), leastStability(object),
                object.has(MetricNames.CONTINUITY)
                        ? Optional.of(RunContinuity.of(object.object(MetricNames.CONTINUITY)))
                        : Optional.empty(),
                object.has(MetricNames.UPDATE) ? Optional.of(RunUpdate.of(object.object(MetricNames.UPDATE)))
                        : Optional.empty());
    }

    private static OptionalDouble leastStability(JsonObject object) {
        if (!object.has(MetricNames.STABILITY)) {
            return OptionalDouble.empty();
        }
        JsonObject stability = object.object(MetricNames.STABILITY);
        return stability.names().stream().flatMapToDouble(name -> stability.optionalNumber(name).stream()).min();
    }

    /** Whether the search found segments that are told apart; not when it does not say. */
    public boolean hasClearSegments() {
        return structure.filter(word -> !word.equals(MetricNames.NO_STRUCTURE)).isPresent();
    }

    /** Rows of the smallest segment, 0 when there are none. */
    public long smallest() {
        return clusterSizes.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    /** The share of the smallest segment, from 0 to 1; 0 when there are no rows in segments. */
    public double smallestShare() {
        long total = clusterSizes.stream().mapToLong(Long::longValue).sum();
        return total == 0 ? 0 : (double) smallest() / total;
    }
}
