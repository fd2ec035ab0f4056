package io.segmenta.pipeline.segments;

import io.segmenta.clustering.centroid.CentroidUpdate;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunUpdate;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterers;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.features.Finding;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.features.UnlikeRows;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.search.Choice;
import io.segmenta.pipeline.search.ChosenClustering;
import io.segmenta.pipeline.search.Evaluation;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A model of k-means that goes on learning from the rows of another file. Its feature steps are used as they are, so
 * that old and new rows are measured alike. Each row goes to the nearest old centroid; a centroid then moves to the
 * mean of its new rows and of as many rows at its old place as its segment had. What the centroids stand for adds up
 * from update to update, and counts as no more than {@code clustering.update_memory} files like this one, so that what
 * is long past is forgotten. Rows are labelled by the centroids that moved. Segments keep id, name, action and colour;
 * none is added or lost.
 */
public final class Continuation {
    private final SegmentationModel before;
    private final FittedFeatures features;
    private final Partition partition;
    /** Per segment of the partition its number before. */
    private final int[] numbers;
    private final RunUpdate figures;
    private final double weight;

    private Continuation(SegmentationModel before, CentroidUpdate from, FittedFeatures features, long seed) {
        this.before = before;
        this.features = features;
        CentroidUpdate moved = from.with(features.matrix());
        this.weight = DoubleStream.of(moved.weights()).sum();
        int[] labels = moved.labels(features.matrix());
        int k = before.segments().size();
        for (int c = 0; c < k; c++) {
            int segment = c;
            if (Arrays.stream(labels).noneMatch(label -> label == segment)) {
                throw DataException.of(Reason.NO_SEGMENTS,
                        "no row of the file is in the segment \"%s\" of the earlier model; train from scratch with"
                                + " clustering.update: none",
                        before.segments().get(c).name());
            }
        }
        partition = Partition.of(features.matrix(), labels, moved.centroids());
        numbers = new int[k];
        for (int i = 0; i < labels.length; i++) {
            numbers[partition.labels()[i]] = labels[i];
        }
        figures = UpdateFigures.of(from, features.matrix(),
                before.segments().stream().mapToDouble(Segment::share).toArray(), seed);
    }

    /**
     * Learns.
     *
     * @throws ConfigException when the model or the settings are not of k-means
     * @throws DataException when a column the model uses is gone or of another role, or a segment gets no row
     */
    public static Continuation of(ReadResult data, SegmentationModel before, PipelineConfig config,
            Workers workers) {
        if (!config.clustering().algorithm().equals(Optional.of(Algorithm.KMEANS))
                || !(before.assigner() instanceof NearestCentroid assigner)
                || !before.provenance().algorithm().equals("kmeans")) {
            throw new ConfigException(List.of("clustering.update: only kmeans can go on learning; the settings say "
                    + Clusterers.name(config.clustering()) + ", the earlier model is of "
                    + before.provenance().algorithm()));
        }
        sameColumns(data, before);
        Matrix x = before.pipeline().transform(data.table());
        List<Finding> findings = List.of(new Finding(Finding.Kind.NOTICE, Optional.empty(),
                "features are made as for the earlier model, whose centres go on from where they were"));
        FittedFeatures features = UnlikeRows.of(
                new FittedFeatures(before.pipeline(), x, findings, IntStream.range(0, x.rows()).toArray()),
                data.table(), config, workers);
        double[] prior = prior(before,
                (double) config.clustering().updateMemory() * features.matrix().rows());
        return new Continuation(before, CentroidUpdate.from(assigner.centroids(), prior), features, config.seed());
    }

    /** How many rows each centroid counts as: all that it stands for, but no more than {@code most} together. */
    private static double[] prior(SegmentationModel before, double most) {
        double[] sizes = before.segments().stream().mapToDouble(Segment::size).toArray();
        double rows = DoubleStream.of(sizes).sum();
        double counted = Math.min(most, before.metrics().getOrDefault(MetricNames.CENTROID_ROWS, rows));
        return DoubleStream.of(sizes).map(size -> counted * size / rows).toArray();
    }

    private static void sameColumns(ReadResult data, SegmentationModel before) {
        List<String> faults = new ArrayList<>();
        for (String source : before.pipeline().sources()) {
            ColumnSchema was = before.schema().column(source).orElseThrow();
            Optional<ColumnSchema> is = data.schema().column(source);
            if (is.isEmpty() || is.get().role() != was.role()) {
                faults.add(
                        "\"" + source + "\" "
                                + is.map(now -> "was read as " + was.role().name().toLowerCase(Locale.ROOT)
                                        + " and is " + now.role().name().toLowerCase(Locale.ROOT))
                                        .orElse("is missing"));
            }
        }
        if (!faults.isEmpty()) {
            throw DataException.of(Reason.SCHEMA_MISMATCH,
                    "the earlier model cannot go on learning from %s: column %s; train from scratch with "
                            + "clustering.update: none",
                    data.table().source(), String.join(", ", faults));
        }
    }

    /** Returns the new rows as features of the earlier model. */
    public FittedFeatures features() {
        return features;
    }

    /** Returns the earlier clustering as it goes on: its segments with the new rows in them, judged by those rows. */
    public ChosenClustering clustered(PipelineConfig config, Workers workers) {
        Evaluation judged = Evaluation.of(features.matrix(), partition, config.seed(), workers);
        return ChosenClustering.given(Choice.continued(judged.candidate(),
                "The segments are those of the earlier model, moved by " + Numbers.count(features.matrix().rows())
                        + " new rows; its centres counted as much as "
                        + Numbers.count(Math.round(figures.prior())) + " rows."),
                judged, Clusterers.of(config.clustering()).orElseThrow());
    }

    /** How far the rows took the centroids. */
    public RunUpdate figures() {
        return figures;
    }

    /** How many rows the centroids stand for by now. */
    public double weight() {
        return weight;
    }

    /** Per segment the cluster it had in the earlier model. */
    public int[] numbers() {
        return numbers.clone();
    }

    /** The segments under the ids, names, actions and colours they had. */
    public List<Segment> kept(List<Segment> fresh) {
        return fresh.stream().map(segment -> {
            Segment old = before.segments().get(numbers[segment.cluster()]);
            return new Segment(old.id(), segment.cluster(), old.name(), old.action(), old.color(), segment.size(),
                    segment.share(), segment.traits());
        }).toList();
    }
}
