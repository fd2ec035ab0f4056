package io.segmenta.model;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.Check;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.Schema;
import io.segmenta.model.steps.FeaturePipeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fitted segmentation: all that is needed to answer. Two fits of the same data with the same configuration and seed
 * are the same model. Immutable.
 *
 * @param schema the columns a record may hold
 * @param pipeline from columns to features
 * @param assigner from features to clusters
 * @param segments one per cluster, in the order of the clusters
 * @param metrics how good the segmentation is, by name; finite
 * @param baseline how the training data looked
 * @param provenance what it was made from
 * @param calibration how sure its answers are; empty of a model that did not learn it
 */
public record SegmentationModel(Schema schema, FeaturePipeline pipeline, Assigner assigner, List<Segment> segments,
        SortedMap<String, Double> metrics, Baseline baseline, Provenance provenance,
        Optional<Calibration> calibration) {

    /** A model that did not learn how sure its answers are. */
    public SegmentationModel(Schema schema, FeaturePipeline pipeline, Assigner assigner, List<Segment> segments,
            SortedMap<String, Double> metrics, Baseline baseline, Provenance provenance) {
        this(schema, pipeline, assigner, segments, metrics, baseline, provenance, Optional.empty());
    }

    public SegmentationModel {
        Check.notNull(schema, "schema");
        Check.notNull(pipeline, "pipeline");
        Check.notNull(assigner, "assigner");
        Check.notNull(baseline, "baseline");
        Check.notNull(provenance, "provenance");
        segments = List.copyOf(segments);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        for (String source : pipeline.sources()) {
            Check.argument(schema.column(source).isPresent(), "the schema has no column \"%s\"", source);
        }
        int features = pipeline.featureNames().size();
        Check.argument(assigner.dimensions() == features, "the assigner has %d features, the pipeline has %d",
                assigner.dimensions(), features);
        Check.argument(segments.size() == assigner.clusters(), "%d segments for %d clusters; there must be as many",
                segments.size(),
                assigner.clusters());
        for (int k = 0; k < segments.size(); k++) {
            Check.argument(segments.get(k).cluster() == k,
                    "segment %d is of cluster %d; segments must be in the order of their clusters", k,
                    segments.get(k).cluster());
        }
        Check.argument(segments.stream().map(Segment::id).distinct().count() == segments.size(),
                "two segments have the same id");
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            Check.finite("metric " + metric.getKey(), metric.getValue());
        }
        calibration.ifPresent(known -> Check.argument(
                known.clusters() == assigner.clusters() && known.dimensions() == features,
                "the calibration is of %d segments and %d features, the assigner has %d and %d", known.clusters(),
                known.dimensions(), assigner.clusters(), features));
    }

    /** Returns the same model with what was learned of how sure its answers are. */
    public SegmentationModel with(Optional<Calibration> known) {
        return new SegmentationModel(schema, pipeline, assigner, segments, metrics, baseline, provenance, known);
    }
}
