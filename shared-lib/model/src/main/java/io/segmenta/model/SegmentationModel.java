package io.segmenta.model;

import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.Check;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.Schema;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.steps.FeaturePipeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A fitted segmentation: all that is needed to answer. Two fits of the same data with the same configuration and seed
 * are the same model but for the identity, which depends on the models before. Immutable.
 *
 * @param schema the columns a record may hold
 * @param pipeline from columns to features
 * @param assigner from features to clusters
 * @param found the segments as the fit proposes them, one per cluster, in the order of the clusters
 * @param metrics how good the segmentation is, by name; finite
 * @param baseline how the training data looked
 * @param provenance what it was made from
 * @param calibration how sure its answers are; empty of a model that did not learn it
 * @param monitor what later windows are compared with; empty of a model that was made before there was one
 * @param identity what people know the segments as; empty of a model that stands for itself
 */
public record SegmentationModel(Schema schema, FeaturePipeline pipeline, Assigner assigner, List<Segment> found,
        SortedMap<String, Double> metrics, Baseline baseline, Provenance provenance,
        Optional<Calibration> calibration, Optional<MonitorBaseline> monitor, Optional<Identity> identity) {

    /** A model that stands for itself and did not learn how sure its answers are. */
    public SegmentationModel(Schema schema, FeaturePipeline pipeline, Assigner assigner, List<Segment> found,
            SortedMap<String, Double> metrics, Baseline baseline, Provenance provenance) {
        this(schema, pipeline, assigner, found, metrics, baseline, provenance, Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    public SegmentationModel {
        Check.notNull(schema, "schema");
        Check.notNull(pipeline, "pipeline");
        Check.notNull(assigner, "assigner");
        Check.notNull(baseline, "baseline");
        Check.notNull(provenance, "provenance");
        Check.notNull(identity, "identity");
        found = List.copyOf(found);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        for (String source : pipeline.sources()) {
            Check.argument(schema.column(source).isPresent(), "the schema has no column \"%s\"", source);
        }
        int features = pipeline.featureNames().size();
        Check.argument(assigner.dimensions() == features, "the assigner has %d features, the pipeline has %d",
                assigner.dimensions(), features);
        Check.argument(found.size() == assigner.clusters(), "%d segments for %d clusters; there must be as many",
                found.size(), assigner.clusters());
        for (int k = 0; k < found.size(); k++) {
            Check.argument(found.get(k).cluster() == k,
                    "segment %d is of cluster %d; segments must be in the order of their clusters", k,
                    found.get(k).cluster());
        }
        Check.argument(found.stream().map(Segment::id).distinct().count() == found.size(),
                "two segments have the same id");
        identity.ifPresent(known -> {
            Check.argument(known.segments().size() == assigner.clusters(),
                    "%d identities for %d clusters; there must be as many", known.segments().size(),
                    assigner.clusters());
            Check.argument(known.segments().stream().map(Identity.Named::id).distinct().count() == known.segments()
                    .size(), "two segments have the same lasting id");
        });
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            Check.finite("metric " + metric.getKey(), metric.getValue());
        }
        monitor.ifPresent(training -> {
            Check.argument(training.segments().size() == assigner.clusters(),
                    "the monitor is of %d segments, the assigner has %d", training.segments().size(),
                    assigner.clusters());
            training.numbers().forEach(column -> checkWatched(pipeline, column.column(), false));
            training.texts().forEach(column -> checkWatched(pipeline, column.column(), true));
        });
        Check.notNull(calibration, "calibration");
        calibration.ifPresent(known -> Check.argument(
                known.clusters() == assigner.clusters() && known.dimensions() == features,
                "the calibration is of %d segments and %d features, the assigner has %d and %d", known.clusters(),
                known.dimensions(), assigner.clusters(), features));
    }

    private static void checkWatched(FeaturePipeline pipeline, String column, boolean text) {
        int source = pipeline.sources().indexOf(column);
        Check.argument(source >= 0 && pipeline.isText(source) == text, "the monitor is of %s that is not read: \"%s\"",
                text ? "a text" : "a number", column);
    }

    /** Returns the same model with what was learned of how sure its answers are. */
    public SegmentationModel with(Optional<Calibration> known) {
        return new SegmentationModel(schema, pipeline, assigner, found, metrics, baseline, provenance, known, monitor,
                identity);
    }

    /** Returns the same model with what later windows are compared with. */
    public SegmentationModel monitored(MonitorBaseline training) {
        return new SegmentationModel(schema, pipeline, assigner, found, metrics, baseline, provenance, calibration,
                Optional.of(training), identity);
    }

    /** Returns what later windows are compared with; of a model without, what its quantiles and shares tell. */
    public MonitorBaseline watched() {
        return monitor.orElseGet(() -> EarlierBaseline.of(this));
    }

    /** Returns the same model with other words for what was found. */
    public SegmentationModel told(List<Segment> segments) {
        return new SegmentationModel(schema, pipeline, assigner, segments, metrics, baseline, provenance, calibration,
                monitor, identity);
    }

    /** Returns the segments as people know them, in the order of the clusters; made anew by each call. */
    public List<Segment> segments() {
        return identity.map(known -> known.over(found)).orElse(found);
    }

    /** Returns the same model under an identity, whatever it had. */
    public SegmentationModel known(Identity as) {
        return new SegmentationModel(schema, pipeline, assigner, found, metrics, baseline, provenance, calibration,
                monitor, Optional.of(as));
    }

    /**
     * Returns the same model under what people call its segments now.
     *
     * @param edits of any segments; those of others than this model's change nothing
     */
    public SegmentationModel edited(List<SegmentEdit> edits) {
        if (edits.isEmpty()) {
            return this;
        }
        if (identity.isPresent()) {
            return known(identity.get().edited(edits));
        }
        Map<String, SegmentEdit> byId = edits.stream().collect(Collectors.toMap(SegmentEdit::id, edit -> edit));
        List<Segment> called = found.stream().map(segment -> {
            SegmentEdit edit = byId.get(segment.id());
            return edit == null ? segment : segment.called(edit.name(), edit.action());
        }).toList();
        return new SegmentationModel(schema, pipeline, assigner, called, metrics, baseline, provenance, calibration,
                monitor, Optional.empty());
    }

    /** Returns what was learned alone, without identity. */
    public SegmentationModel core() {
        return new SegmentationModel(schema, pipeline, assigner, found, metrics, baseline, provenance, calibration,
                monitor, Optional.empty());
    }
}
