package io.segmenta.pipeline;

import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.ClusteringConfig.Algorithm;
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
import io.segmenta.model.file.ModelFile;
import io.segmenta.pipeline.algorithm.Codebook;
import io.segmenta.pipeline.algorithm.Density;
import io.segmenta.pipeline.algorithm.Division;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.algorithm.Rows;
import io.segmenta.pipeline.algorithm.Solution;
import io.segmenta.pipeline.features.Finding;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.features.MixedFeatures;
import io.segmenta.pipeline.features.UnlikeRows;
import io.segmenta.pipeline.plot.Palette;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.report.Documents;
import io.segmenta.pipeline.report.Representatives;
import io.segmenta.pipeline.report.RunFiles;
import io.segmenta.pipeline.search.Agreement;
import io.segmenta.pipeline.search.Candidate;
import io.segmenta.pipeline.search.Clustered;
import io.segmenta.pipeline.segments.ColumnProfile;
import io.segmenta.pipeline.segments.Continuation;
import io.segmenta.pipeline.segments.Namer;
import io.segmenta.pipeline.segments.Profiler;
import io.segmenta.pipeline.segments.SegmentProfile;
import io.segmenta.pipeline.text.Numbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;

/**
 * The whole path from a table to a named, explained segmentation and its files: features, clustering, judgement,
 * profiles, model, plots.
 * <p>
 * Pure: no clock, no random identifier, no environment. The same table, configuration and seed give the same bytes at
 * any number of threads. Segments are numbered by falling size. Faults of the data end in a
 * {@link io.segmenta.model.base.DataException} that says what to change.
 */
public final class Training {
    /** The version of this library, part of a model's provenance. */
    public static final String VERSION = "0.1.0";

    private static final int REPRESENTATIVES = 5;

    private Training() {}

    /**
     * Trains.
     *
     * @param data the table with its schema and how it was read
     * @param config every setting
     * @param workers who does the work
     * @param progress hears of each stage: features, clustering, judging, profiling, writing
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
        if (data.table().columns().size() < 2) {
            throw DataException.of(DataException.Reason.TOO_FEW_COLUMNS,
                    "%s: a table of customers has at least two columns, found one; if something else separates them, "
                            + "set read.delimiter",
                    data.table().source());
        }
        progress.report("features", 0, data.table().rows() + " rows, " + data.table().columns().size() + " columns");
        Optional<Continuation> continued = before.map(model -> Continuation.of(data, model, config, workers));
        MixedFeatures mixed = continued.isPresent() ? new MixedFeatures(continued.get().features(), List.of())
                : features(data, config, workers);
        FittedFeatures all = mixed.features();
        Rows rows = new Rows(all.matrix(), mixed.categories());
        progress.report("features", 1, all.matrix().columns() + " features of " + all.matrix().rows() + " rows");
        Clustered clustered = continued.isPresent() ? continued.get().clustered(config, workers)
                : Clustered.of(rows, config, workers, progress);
        FittedFeatures features = clustered.density().map(density -> inside(all, density)).orElse(all);
        Matrix x = features.matrix();
        Partition partition = clustered.judged().partition();

        progress.report("profiling", 0, partition.k() + " segments");
        int[] kept = features.keptRows();
        Table table = kept.length == data.table().rows() ? data.table() : data.table().selectRows(kept);
        AtomicReference<List<SegmentProfile>> described = new AtomicReference<>();
        AtomicReference<Assigner> labelling = new AtomicReference<>();
        AtomicReference<Baseline> usual = new AtomicReference<>();
        AtomicReference<String> digest = new AtomicReference<>();
        List<Runnable> parts = List.of(
                () -> described.set(profiles(data, table, features, partition, workers)),
                () -> labelling.set(clustered.clusterer().assigner(rows.x(), clustered.division(), config.seed())),
                () -> usual.set(Baseline.of(table, data.schema())),
                () -> digest.set(TableDigest.of(data.table())));
        workers.forEachBlock(parts.size(), part -> parts.get(part).run());
        List<SegmentProfile> profiles = Check.notNull(described.get(), "profiles");
        List<Segment> found = segments(profiles, partition, x);
        List<Segment> segments = continued.map(one -> one.kept(found)).orElse(found);
        Assigner assigner = Check.notNull(labelling.get(), "assigner");
        Map<String, Double> fitted = fitted(clustered, assigner, rows, config.seed(), workers);
        progress.report("profiling", 1, "");

        progress.report("writing", 0, "");
        SortedMap<String, Double> numbers = numbers(clustered, x, fitted);
        if (config.cleaning().outliers() != Outliers.KEEP) {
            numbers.put("outlier_rows", (double) all.outliers().length);
        }
        SegmentationModel model = new SegmentationModel(data.schema(), features.pipeline(), assigner, segments,
                numbers, Check.notNull(usual.get(), "baseline"),
                new Provenance(Check.notNull(digest.get(), "digest"), config.hash(), config.seed(), VERSION, x.rows(),
                        clustered.clusterer().name()));
        byte[] file = ModelFile.write(model);
        Map<String, Object> metrics = metrics(clustered, model, x, fitted);
        if (numbers.containsKey("outlier_rows")) {
            metrics.put("outlier_rows", all.outliers().length);
        }
        List<Artifact> artifacts = new ArrayList<>();
        artifacts.add(Artifact.of(RunFile.MODEL.path(), RunFile.MODEL.contentType(), file));
        artifacts.addAll(new RunFiles(data, config, features, clustered, model, profiles, metrics, workers).all());
        progress.report("writing", 1, artifacts.size() + " files");
        return new TrainingResult(model, file, clustered.choice(), profiles, metrics, artifacts);
    }

    private static MixedFeatures features(ReadResult data, PipelineConfig config, Workers workers) {
        FittedFeatures plain = UnlikeRows.fit(data.table(), data.schema(), config, workers);
        ClusteringConfig settings = config.clustering();
        boolean mixed = settings.algorithm().map(List::of).orElse(settings.search().algorithms())
                .contains(Algorithm.KPROTOTYPES);
        return mixed
                ? MixedFeatures.of(plain, data.table(), config.clustering().kprototypes().gamma())
                : new MixedFeatures(plain, List.of());
    }

    /** The rows in segments: those outside shape no segment, no profile and no figure. */
    private static FittedFeatures inside(FittedFeatures all, Density density) {
        if (density.outside() == 0) {
            return all;
        }
        List<Finding> findings = new ArrayList<>(all.findings());
        findings.add(new Finding(Finding.Kind.ROWS, Optional.empty(),
                Numbers.count(density.outside()) + " rows lie outside every segment"));
        return new FittedFeatures(all.pipeline(), all.matrix().selectRows(density.members()), List.copyOf(findings),
                Arrays.stream(density.members()).map(row -> all.keptRows()[row]).toArray(), all.outliers());
    }

    private static List<SegmentProfile> profiles(ReadResult data, Table rows, FittedFeatures features,
            Partition partition, Workers workers) {
        Set<String> used = new HashSet<>(features.pipeline().sources());
        List<List<ColumnProfile>> columns = Profiler.profile(rows, data.schema(), used, partition.labels(),
                partition.k(), workers);
        List<Namer.Proposal> proposals = Namer.propose(rows, columns);
        List<List<Integer>> representatives = Representatives.of(features.matrix(), partition, REPRESENTATIVES);
        List<SegmentProfile> profiles = new ArrayList<>();
        for (int c = 0; c < partition.k(); c++) {
            Namer.Proposal proposal = proposals.get(c);
            profiles.add(new SegmentProfile(c, partition.sizes()[c], partition.sizes()[c] / (double) rows.rows(),
                    columns.get(c), proposal.traits(), proposal.name(), proposal.action(), representatives.get(c)));
        }
        return profiles;
    }

    private static List<Segment> segments(List<SegmentProfile> profiles, Partition partition, Matrix x) {
        List<Segment> segments = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SegmentProfile profile : profiles) {
            float[] centre = partition.centroids()[profile.cluster()];
            int attempt = 0;
            String id = id(x.names(), centre, attempt);
            while (!taken.add(id)) {
                id = id(x.names(), centre, ++attempt);
            }
            segments.add(new Segment(id, profile.cluster(), profile.name(), profile.action(),
                    Palette.color(profile.cluster()), profile.size(), profile.share(), profile.traits()));
        }
        return segments;
    }

    /** A name that follows from where the segment lies, not from its number. */
    private static String id(List<String> names, float[] centre, int attempt) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * centre.length + 4);
        for (float value : centre) {
            bytes.putFloat(value + 0f);
        }
        bytes.putInt(attempt);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
            return "s-" + HexFormat.of().formatHex(digest.digest(bytes.array()), 0, 5);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** What is told of the fit beside the criteria: how well new rows are labelled, and how well a model fits. */
    private static Map<String, Double> fitted(Clustered clustered, Assigner assigner, Rows rows, long seed,
            Workers workers) {
        Map<String, Double> fitted = new LinkedHashMap<>();
        Division division = clustered.division();
        int[] labels = division.labels();
        fitted.put(MetricNames.TRAINING_AGREEMENT, Agreement.of(assigner, rows.x(), labels, workers));
        IntPredicate standing = clustered.density().<IntPredicate>map(density -> i -> density.references()[i])
                .orElse(i -> true);
        fitted.put(MetricNames.HELD_OUT_AGREEMENT,
                Agreement.heldOut(rows.x(), labels, division.partition().k(), standing, seed,
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

    private static SortedMap<String, Double> numbers(Clustered clustered, Matrix x, Map<String, Double> fitted) {
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

    private static Map<String, Object> metrics(Clustered clustered, SegmentationModel model, Matrix x,
            Map<String, Double> fitted) {
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
        metrics.putAll(Documents.choice(clustered));
        return metrics;
    }
}
