package io.segmenta.pipeline.report;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.map.MapAxis.Kind;
import io.segmenta.pipeline.map.MapAxis.Weight;
import io.segmenta.pipeline.map.MapAxis;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the columns of a file weigh in a direction through the features. */
final class AxisWeights {
    private AxisWeights() {}

    /**
     * Adds the squared weights of the features up by column.
     *
     * @param share of all variance, in [0, 1]
     * @param direction of length 1
     * @param features per number of the direction its feature
     */
    static MapAxis component(String title, double share, double[] direction, int[] features, Table table,
            FeaturePipeline pipeline) {
        Map<String, Double> squares = new LinkedHashMap<>();
        Map<String, Optional<Boolean>> more = new LinkedHashMap<>();
        for (int j = 0; j < direction.length; j++) {
            String source = pipeline.sourceOf(features[j]);
            boolean grows = direction[j] > 0;
            boolean number = !squares.containsKey(source)
                    && table.column(source).filter(NumericColumn.class::isInstance).isPresent();
            more.put(source, number ? Optional.of(grows) : Optional.empty());
            squares.merge(source, direction[j] * direction[j], Double::sum);
        }
        List<Weight> weights = squares.entrySet().stream()
                .map(one -> new Weight(one.getKey(), one.getValue(), more.getOrDefault(one.getKey(), Optional.empty())))
                .sorted(Comparator.comparingDouble(weight -> -weight.share())).toList();
        return new MapAxis(title, Kind.COMPONENT, OptionalDouble.of(share), weights);
    }

    /** An axis that is one column, or one feature of it. */
    static MapAxis column(String title, Kind kind, int feature, Table table, FeaturePipeline pipeline) {
        String source = pipeline.sourceOf(feature);
        Optional<Boolean> more = table.column(source).filter(NumericColumn.class::isInstance).map(_ -> true);
        return new MapAxis(title, kind, OptionalDouble.empty(), List.of(new Weight(source, 1, more)));
    }

    /** An axis that is no column. */
    static MapAxis plain(String title, Kind kind) {
        return new MapAxis(title, kind, OptionalDouble.empty(), List.of());
    }
}
