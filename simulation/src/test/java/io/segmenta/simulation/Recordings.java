package io.segmenta.simulation;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.Provenance;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.monitor.WatchedNumber;
import io.segmenta.model.monitor.WatchedSegment;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.IdentifierHash;
import io.segmenta.model.rows.RowBlocksWriter;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.training.SimulatedTraining;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * What training makes of a file, without the learning: a small real model that differs with the file's bytes and with
 * the model it goes on with, so that no two of them can be taken for one another; and of a table of customers who is
 * where.
 */
final class Recordings implements SimulatedTraining.Recording {
    private static final Map<String, byte[]> MODELS = new ConcurrentHashMap<>();
    private static final int BEGINNINGS = 4;
    private static final byte[] SCHEMA = utf8(CustomerModel.MODEL.schema().toJson());
    private static final WatchedSegment SEGMENT = new WatchedSegment(500, List.of(1.0, 2.0), List.of(30L, 40L, 30L), 2,
            5);
    private static final SegmentationModel MONITORED = CustomerModel.MODEL.monitored(new MonitorBaseline(1_000,
            List.of(new WatchedNumber("age", List.of(30.0, 60.0), 18, 90, List.of(250L, 500L, 250L), 1, 1, 0)),
            List.of(), List.of(SEGMENT, SEGMENT), 0, 0));
    private static final String COLUMNS = "row,customer_id,segment_id,cluster,segment_name,distance,confidence,fit,"
            + "outside,between,posterior";

    @Override
    public boolean isTable(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines().count() > 1;
    }

    @Override
    public List<Artifact> artifacts(byte[] data, UUID run, Optional<String> earlier, Optional<UUID> reference,
            String settings) {
        if (data.length == 0) {
            throw new DataException(DataException.Reason.EMPTY_FILE, "the file is empty");
        }
        List<String> segments = segments(run, reference);
        List<Artifact> artifacts = new ArrayList<>(List.of(artifact(RunFile.MODEL, model(Sha256.of(data), earlier)),
                artifact(RunFile.METRICS, metrics(reference)), artifact(RunFile.PROFILE, profile(segments)),
                artifact(RunFile.TRANSITIONS, transitions(segments, reference.isPresent())),
                artifact(RunFile.SCHEMA, SCHEMA), artifact(RunFile.CONFIG, utf8(settings))));
        List<String> lines = new String(data, StandardCharsets.UTF_8).lines().toList();
        if (isTable(data)) {
            rows(lines.subList(1, lines.size()), segments, artifacts);
        }
        return artifacts;
    }

    /** Who is where, in blocks, as a run writes it. */
    private static void rows(List<String> lines, List<String> segments, List<Artifact> artifacts) {
        List<AssignedRow> rows = new ArrayList<>();
        for (String line : lines) {
            int place = rows.size();
            rows.add(new AssignedRow(place + 1, Optional.of(line.substring(0, line.indexOf(','))),
                    segments.get(place % 2),
                    place % 2, "Some", 0.25, 0.9, 0.5, false, Optional.empty(), 1));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        try {
            try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                gzip.write(utf8(COLUMNS + '\n' + rows.stream().map(AssignedRow::csv).collect(Collectors.joining())));
            }
            RowBlocksWriter writer = new RowBlocksWriter(COLUMNS, segments);
            writer.add(file.size(), new int[] {(rows.size() + 1) / 2, rows.size() / 2});
            writer.writeTo(index, rows.stream()
                    .mapToLong(row -> new IdentifierHash().of(row.identifier().orElseThrow())).toArray(),
                    row -> false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        artifacts.add(artifact(RunFile.ASSIGNMENTS, file.toByteArray()));
        artifacts.add(artifact(RunFile.BLOCKS, index.toByteArray()));
    }

    /**
     * The lasting ids of the segments of a run: one that was born in the run that it is compared with, or with it where
     * there is none, and one that is born in it.
     */
    static List<String> segments(UUID run, Optional<UUID> reference) {
        return List.of(reference.map(Recordings::born).orElse("first-" + born(run)), born(run));
    }

    private static String born(UUID run) {
        return "s-" + Sha256.of(utf8(run.toString())).substring(0, 10);
    }

    private static byte[] profile(List<String> segments) {
        List<Object> fields = new ArrayList<>();
        for (String segment : segments) {
            fields.add(Map.of("segment_id", segment, "cluster", fields.size(), "name", "Some " + fields.size(),
                    "action", "", "color", "#0072b2", "size", 70, "share", 0.35));
        }
        return Json.write(Map.of("segments", fields));
    }

    private static byte[] transitions(List<String> segments, boolean continued) {
        List<Object> both = List.of(Map.of("kind", continued ? "continues" : "birth", "to",
                List.of(segments.getFirst())), Map.of("kind", "birth", "to", List.of(segments.getLast())));
        return Json.write(Map.of("transitions", both));
    }

    private static byte[] metrics(Optional<UUID> reference) {
        RunContinuity continuity = reference.map(run -> new RunContinuity(RunContinuity.State.KNOWN, Optional.of(run),
                3,
                0, 0, 0, 0, 1, 1, OptionalDouble.empty(), 0, OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
                List.of(), List.of(), List.of())).orElse(RunContinuity.FIRST);
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put(MetricNames.CLUSTERS, 3);
        metrics.put(MetricNames.SAMPLES, 200);
        metrics.put(MetricNames.SILHOUETTE_SCORE, 0.5547);
        metrics.put(MetricNames.CLUSTER_SIZES, Map.of("0", 70));
        metrics.put(MetricNames.CONTINUITY, continuity.fields());
        return Json.write(metrics);
    }

    /** The bytes of the model of a file. */
    static byte[] model(String dataSha256, Optional<String> earlier) {
        int beginning = earlier.map(run -> 1 + Math.floorMod(run.hashCode(), BEGINNINGS)).orElse(0);
        return MODELS.computeIfAbsent(dataSha256 + beginning, key -> {
            SegmentationModel model = CustomerModel.MODEL;
            return ModelFile.write(new SegmentationModel(model.schema(), model.pipeline(), model.assigner(),
                    model.segments(), model.metrics(), model.baseline(),
                    new Provenance(dataSha256, Sha256.of(key), 42, "0.1.0", 200, "kmeans"))
                    .monitored(MONITORED.watched()));
        });
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Artifact artifact(RunFile file, byte[] bytes) {
        return Artifact.of(file.path(), file.contentType(), bytes);
    }
}
