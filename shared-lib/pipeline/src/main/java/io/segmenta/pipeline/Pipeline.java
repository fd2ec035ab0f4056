package io.segmenta.pipeline;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.PipelineConfig.Outliers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Baseline;
import io.segmenta.model.Provenance;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Table;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.model.file.ModelFile;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.calibration.Calibrating;
import io.segmenta.pipeline.calibration.Watching;
import io.segmenta.pipeline.features.Embedding;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.features.GroupScores;
import io.segmenta.pipeline.features.MixedFeatures;
import io.segmenta.pipeline.features.RangeRemedy;
import io.segmenta.pipeline.features.UnlikeRows;
import io.segmenta.pipeline.identity.Continuity;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.report.EveryRow;
import io.segmenta.pipeline.report.Figures;
import io.segmenta.pipeline.report.RunFiles;
import io.segmenta.pipeline.search.Agreement;
import io.segmenta.pipeline.search.ChosenClustering;
import io.segmenta.pipeline.search.Structure;
import io.segmenta.pipeline.segments.Continuation;
import io.segmenta.pipeline.rules.Rules;
import io.segmenta.pipeline.rules.SegmentRule;
import io.segmenta.pipeline.segments.SegmentProfile;
import io.segmenta.pipeline.segments.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The whole path from a table to a named, explained segmentation and its files: features, clustering, judgement,
 * profiles, model, plots.
 * <p>
 * Pure: no clock, no random identifier, no environment. The same table, configuration and seed give the same bytes at
 * any number of threads. Segments are numbered by falling size. Faults of the data end in a
 * {@link io.segmenta.model.base.DataException} that says what to change.
 */
public final class Pipeline {
    /** The version of this library, part of a model's provenance. */
    public static final String VERSION = "0.1.0";

    private Pipeline() {}

    /**
     * Trains.
     *
     * @param data the table with its schema and how it was read
     * @param config every setting
     * @param workers who does the work
     * @param progress hears of each stage: features, clustering, judging, profiling, identity, writing
     * @return the model and all files of the run
     * @throws DataException when the table has one column, or nothing in it tells customers apart
     */
    public static TrainingResult train(ReadResult data, PipelineConfig config, Workers workers, Progress progress) {
        return train(data, config, Optional.empty(), workers, progress);
    }

    /**
     * Trains, or goes on with an earlier model.
     *
     * @param before the model whose segments are kept and moved by the rows; empty to find new ones
     * @throws DataException besides, when the table lacks what that model needs
     * @throws io.segmenta.model.base.ConfigException when that model or the settings are not of k-means
     */
    public static TrainingResult train(ReadResult data, PipelineConfig config, Optional<SegmentationModel> before,
            Workers workers, Progress progress) {
        return train(data, config, new Past(before, Optional.empty()), TimeLimit.NONE, workers, progress);
    }

    /**
     * Trains, or goes on with an earlier model, unless that could not end in time.
     *
     * @param past what came before the run
     * @param limit how long the run may take
     * @throws DataException besides, when clustering could not end within the limit
     */
    public static TrainingResult train(ReadResult data, PipelineConfig config, Past past, TimeLimit limit,
            Workers workers, Progress progress) {
        return train(data, config, past, Whole.NONE, limit, workers, progress);
    }

    /**
     * Trains on a table that may be a sample of more rows.
     *
     * @param past what came before the run
     * @param whole what is known of all rows
     * @param limit how long the run may take
     * @throws DataException besides, when clustering could not end within the limit
     */
    public static TrainingResult train(ReadResult data, PipelineConfig config, Past past, Whole whole,
            TimeLimit limit, Workers workers, Progress progress) {
        if (data.table().columns().size() < 2) {
            throw DataException.of(DataException.Reason.TOO_FEW_COLUMNS,
                    "%s: a table of customers needs at least two columns, got one; if something else separates them, "
                            + "set read.delimiter",
                    data.table().source());
        }
        progress.report("features", 0, data.table().rows() + " rows, " + data.table().columns().size() + " columns");
        Optional<Continuation> continued = past.continued().map(model -> Continuation.of(data, model, config, workers));
        MixedFeatures mixed = continued.isPresent() ? new MixedFeatures(continued.get().features(), List.of())
                : features(data, config, whole, workers);
        Optional<Embedding> laidOut = continued.isPresent() ? Optional.empty()
                : laidOut(mixed.features(), config, limit, workers);
        FittedFeatures all = laidOut.map(Embedding::features).orElse(mixed.features());
        if (continued.isEmpty()) {
            limit.check(all.matrix().rows(), all.matrix().columns(), config.clustering(), workers.threads());
        }
        Rows rows = new Rows(all.matrix(), mixed.categories());
        progress.report("features", 1, all.matrix().columns() + " features of " + all.matrix().rows() + " rows");
        ChosenClustering found = RangeRemedy.added(() -> continued.isPresent()
                ? continued.get().clustered(config, workers)
                : ChosenClustering.of(rows, config, workers, progress));
        ChosenClustering clustered = laidOut.map(one -> found.laidOutFrom(one.before(), config.seed(), workers))
                .orElse(found).without(config.cleaning().outliers() == Outliers.REPORT ? 0 : all.outliers().length);
        FittedFeatures features = clustered.density().map(density -> all.inside(density.members())).orElse(all);
        Matrix x = features.matrix();
        Partition partition = clustered.judged().partition();

        progress.report("profiling", 0, partition.k() + " segments");
        int[] kept = features.keptRows();
        Table table = kept.length == data.table().rows() ? data.table() : data.table().selectRows(kept);
        GroupScores scores = GroupScores.of(data.table(), features.pipeline());
        boolean clear = clustered.choice().structure() != Structure.NONE;
        AtomicReference<List<SegmentProfile>> described = new AtomicReference<>();
        AtomicReference<Assigner> labelling = new AtomicReference<>();
        AtomicReference<Baseline> usual = new AtomicReference<>();
        AtomicReference<String> digest = new AtomicReference<>();
        workers.together(
                () -> described.set(Segments.describe(data.schema(), table, features, scores, partition,
                        clear, workers)),
                () -> labelling.set(clustered.clusterer().assigner(rows.x(), clustered.division(), config.seed())),
                () -> usual.set(Baseline.of(table, data.schema(),
                        new SmallCells(config.privacy().k()))),
                () -> digest.set(FeatureDigest.of(mixed.features().matrix(), workers)));
        List<SegmentProfile> profiles = Check.notNull(described.get(), "profiles");
        List<Segment> fresh = Segments.of(profiles, partition, x);
        List<Segment> segments = whole.sized(continued.map(one -> one.kept(fresh)).orElse(fresh));
        Assigner assigner = whole.assigner(features.pipeline(), Check.notNull(labelling.get(), "assigner"));
        OptionalInt outliers = switch (config.cleaning().outliers()) {
            case KEEP -> OptionalInt.empty();
            case REPORT, SET_ASIDE -> OptionalInt.of(all.outliers().length);
            case AUTO -> all.outliers().length == 0 ? OptionalInt.empty() : OptionalInt.of(all.outliers().length);
        };
        Agreement.View view = (known, wanted) -> laidOut.isEmpty() ? Optional.of(rows.x().selectRows(wanted))
                : laidOut.get().without(known, wanted, workers);
        Figures figures = Figures.of(clustered, assigner, rows, x, view, outliers, config.seed(), workers);
        // Of many rows few are reference rows of the layout, and most are placed as new ones already.
        Matrix seen = laidOut.filter(one -> 4 * one.sample().length > rows.count())
                .map(_ -> Calibrating.inFolds(rows.x(), view)).orElse(rows.x());
        Calibrating.Learned learned = Calibrating.of(clustered.clusterer(), clustered.division(), assigner, rows, seen,
                config.confidence().alpha(), config.seed(), workers);
        progress.report("profiling", 1, "");

        progress.report("writing", 0, "");
        SortedMap<String, Double> told = figures.ofModel();
        continued.ifPresent(one -> told.put(MetricNames.CENTROID_ROWS, one.weight()));
        SegmentationModel plain = new SegmentationModel(data.schema(), features.pipeline(), assigner, segments,
                told, Check.notNull(usual.get(), "baseline"),
                whole.provenance(new Provenance(Check.notNull(digest.get(), "digest"), ConfigHash.of(config),
                        config.seed(), VERSION, x.rows(), clustered.clusterer().name())),
                Optional.of(learned.calibration()), Optional.empty(), Optional.empty());
        EveryRow every = EveryRow.of(data.table(), features, plain, workers);
        SegmentationModel watched = plain
                .monitored(Watching.of(data.table(), plain, every.served(), learned.heldOut(), workers));
        SegmentationModel core = features.pipeline().layout().isEmpty() ? watched
                : ruled(watched, data.table(), every.served(), config.seed(), workers);
        Optional<Continuity> lasting = past.line().map(line -> {
            progress.report("identity", 0, "");
            return Continuity.of(line.get(), core, data, every.served(), profiles,
                    continued.map(Continuation::numbers), config, workers);
        });
        SegmentationModel model = lasting.map(Continuity::identity).map(core::known).orElse(core);
        byte[] file = ModelFile.write(model);
        Map<String, Object> metrics = figures.document(model);
        lasting.map(Continuity::figures).ifPresent(them -> metrics.put(MetricNames.CONTINUITY, them.fields()));
        continued.ifPresent(one -> metrics.put(MetricNames.UPDATE, one.figures().fields()));
        List<Artifact> artifacts = new ArrayList<>();
        artifacts.add(Artifact.of(RunFile.MODEL.path(), RunFile.MODEL.contentType(), file));
        RunFiles files = new RunFiles(data, config, features, scores, clustered, model, every, profiles, metrics,
                workers);
        artifacts.addAll(files.all());
        artifacts.addAll(files.ofPeople());
        lasting.map(Continuity::files).ifPresent(artifacts::addAll);
        progress.report("writing", 1, artifacts.size() + " files");
        return new TrainingResult(model, file, clustered.choice(), profiles, metrics, artifacts);
    }

    /** A layout decides by distances that belong to no column: its answers are told by the rules of the segments. */
    private static SegmentationModel ruled(SegmentationModel model, Table table, int[] served, long seed,
            Workers workers) {
        List<SegmentRule> rules = new Rules(table, model, workers).find(model.found(), served, seed);
        return model.told(model.found().stream()
                .map(segment -> rules.get(segment.cluster()).described().map(segment::with).orElse(segment)).toList());
    }

    private static Optional<Embedding> laidOut(FittedFeatures plain, PipelineConfig config, TimeLimit limit,
            Workers workers) {
        if (!Embedding.isOn(config)) {
            return Optional.empty();
        }
        limit.checkLayout(plain.matrix().rows(), plain.matrix().columns(), config.features().umapComponents(),
                workers.threads());
        return Optional.of(Embedding.of(plain, config, workers));
    }

    private static MixedFeatures features(ReadResult data, PipelineConfig config, Whole whole, Workers workers) {
        FittedFeatures plain = UnlikeRows.fit(data.table(), data.schema(), config, whole.facts(), workers);
        ClusteringConfig settings = config.clustering();
        boolean mixed = settings.algorithm().map(List::of).orElse(settings.search().algorithms())
                .contains(Algorithm.KPROTOTYPES);
        return mixed
                ? MixedFeatures.of(plain, data.table(), config.clustering().kprototypes().gamma(),
                        config.features().umapComponents())
                : new MixedFeatures(plain, List.of());
    }
}
