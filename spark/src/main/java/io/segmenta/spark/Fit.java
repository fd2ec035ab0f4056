package io.segmenta.spark;

import io.segmenta.model.Provenance;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.statistics.Grid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits a model of k-means, learned from a sample, to all rows: its columns, steps and number of segments stay, its
 * centroids move. A model of another algorithm stays as it was learned, and tells how many of all rows it puts into
 * each segment. Writes {@code model.tar.gz} and {@code fitted.json}, with the same bytes however the rows are cut.
 *
 * <p>
 * A model that was learned from these very rows, as its hash of them tells, is where its rounds ended already, and is
 * not moved further. Of several starts the one of least inertia is kept, the first of equal ones. Where that is the
 * model's own, segments keep their ids, names and numbers; where it is not, they have nothing in common with those that
 * were named, and are told by numbers, the largest first. What the model knew of how sure its answers are belonged to
 * other centroids and is left out.
 */
final class Fit {

    private final JavaSparkContext spark;
    private final Settings settings;
    private final Progress progress;

    Fit(JavaSparkContext spark, Settings settings) {
        this.spark = spark;
        this.settings = settings;
        this.progress = new Progress(settings, "fit");
    }

    void run() throws IOException {
        byte[] file = Storage.read(settings.model()
                .orElseThrow(
                        () -> new ConfigException(List.of("model: a fit needs the model to begin with, got none"))));
        SegmentationModel draft = ModelFile.read(new ByteArrayInputStream(file));
        progress.stage("scan");
        Source source = Source.of(spark, settings);
        Encoding.check(source, draft);
        if (draft.provenance().algorithm().equals("kmeans") && draft.pipeline().layout().isEmpty()
                && draft.assigner() instanceof NearestCentroid centroids) {
            move(source, file, draft, centroids);
        } else {
            label(source, file, draft);
        }
    }

    /** Counts the rows of each segment of a model that stays as it was learned. */
    private void label(Source source, byte[] file, SegmentationModel draft) throws IOException {
        progress.stage("label");
        Broadcast<byte[]> model = spark.broadcast(file);
        Labels labels = source.distributed(spark, settings.partitions())
                .mapPartitions(ranges -> List.of(Labels.of(new Encoding(source, model.value(), ranges),
                        ModelFile.read(new ByteArrayInputStream(model.value())).assigner())).iterator())
                .treeReduce(Labels::add);
        Fault fault = labels.fault();
        if (fault != null) {
            throw new Fault.FaultException(fault);
        }
        List<Segment> sized = draft.found().stream().map(segment -> {
            long size = labels.sizes()[segment.cluster()];
            return segment.sized(size, (double) size / source.rows());
        }).toList();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("outside", labels.outside());
        write(source, draft.told(sized), told);
    }

    private void move(Source source, byte[] file, SegmentationModel draft, NearestCentroid before)
            throws IOException {
        int k = before.clusters();
        if (source.rows() < k) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "%d segments need as many rows, got %d", k, source.rows());
        }
        progress.stage("encode");
        Broadcast<byte[]> model = spark.broadcast(file);
        JavaRDD<Block> blocks = source.distributed(spark, settings.partitions())
                .mapPartitions(ranges -> new Encoding(source, model.value(), ranges))
                .persist(StorageLevel.MEMORY_AND_DISK());
        int d = before.dimensions();
        Columns columns = blocks.mapPartitions(part -> List.of(Columns.of(part, d)).iterator())
                .treeReduce(Columns::add);
        Fault fault = columns.fault();
        if (fault != null) {
            throw new Fault.FaultException(fault);
        }
        String sha256 = columns.sha256(draft.pipeline().featureNames());
        boolean ended = sha256.equals(draft.provenance().dataSha256());
        List<float[][]> starts = new ArrayList<>(Collections.singletonList(before.centroids()));
        starts.addAll(Starts.of(blocks, source.rows(), k, settings.starts() - 1, settings.seed()));
        Lloyd lloyd = new Lloyd(spark, blocks, Grid.of(columns.greatest(), source.rows()), settings.maxIterations(),
                settings.tolerance() * columns.meanVariance());
        List<Lloyd.Run> runs = lloyd.run(starts, ended, (round, moved) -> progress.round("fit", round, moved));
        progress.stage("label");
        List<Ends> ends = lloyd.ends(runs);
        blocks.unpersist();
        write(draft, source, sha256, runs, ends);
    }

    private void write(SegmentationModel draft, Source source, String sha256, List<Lloyd.Run> runs, List<Ends> ends)
            throws IOException {
        int best = 0;
        for (int s = 1; s < ends.size(); s++) {
            best = ends.get(s).inertia() < ends.get(best).inertia() ? s : best;
        }
        Integer[] order = order(best, runs.get(best).centroids(), ends.get(best).sizes());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("segments_kept", best == 0);
        told.put("start", best);
        List<Map<String, Object>> starts = new ArrayList<>();
        for (int s = 0; s < runs.size(); s++) {
            Map<String, Object> start = new LinkedHashMap<>();
            start.put("rounds", runs.get(s).rounds());
            start.put("inertia", ends.get(s).inertia());
            starts.add(start);
        }
        told.put("starts", starts);
        write(source, model(draft, source.rows(), sha256, best, order, runs.get(best), ends.get(best)), told);
    }

    /** Writes the model, and what is told of it beside what is told of any. */
    private void write(Source source, SegmentationModel fitted, Map<String, Object> told) throws IOException {
        byte[] model = ModelFile.write(fitted);
        Storage.write(settings.path(ModelFile.NAME), model);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", source.rows());
        document.put("learned_rows", fitted.provenance().rows());
        document.put("files", settings.files());
        document.put("data_sha256", source.sha256());
        document.put("range_bytes", settings.rangeBytes());
        document.put("model_sha256", ModelFile.id(model));
        document.putAll(told);
        document.put("sizes", fitted.found().stream().map(Segment::size).toList());
        Storage.write(settings.path(Job.Step.FIT.result()), Json.pretty(document));
    }

    /** Returns the clusters in the order of their segments. */
    private static Integer[] order(int best, float[][] centroids, long[] sizes) {
        Integer[] order = new Integer[centroids.length];
        Arrays.setAll(order, c -> c);
        if (best > 0) {
            Arrays.sort(order, Comparator.comparingLong((Integer c) -> -sizes[c]).thenComparing(c -> centroids[c],
                    Arrays::compare));
        }
        return order;
    }

    private static SegmentationModel model(SegmentationModel draft, long rows, String sha256, int best,
            Integer[] order, Lloyd.Run run, Ends ends) {
        int k = order.length;
        float[][] centroids = new float[k][];
        double[] shares = new double[k];
        double[] reach = new double[k];
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            long size = ends.sizes()[order[c]];
            centroids[c] = run.centroids()[order[c]];
            shares[c] = (double) size / rows;
            reach[c] = Math.sqrt(ends.reach()[order[c]]);
            Segment named = draft.found().get(c);
            segments.add(best == 0
                    ? new Segment(named.id(), c, named.name(), named.action(), named.color(), size, shares[c],
                            named.traits(), named.rule())
                    : new Segment(String.format(Locale.ROOT, "number-%d", c + 1), c, "Segment " + (c + 1), "",
                            named.color(), size, shares[c], List.of()));
        }
        double variance = ends.inertia() / ((double) rows * centroids[0].length);
        Provenance learned = draft.provenance();
        return new SegmentationModel(draft.schema(), draft.pipeline(),
                new NearestCentroid(centroids, shares, variance, reach), segments, draft.metrics(), draft.baseline(),
                new Provenance(sha256, learned.configurationSha256(), learned.seed(),
                        learned.libraryVersion(), rows, learned.algorithm()),
                Optional.empty(), Optional.empty(), best == 0 ? draft.identity() : Optional.empty());
    }
}
