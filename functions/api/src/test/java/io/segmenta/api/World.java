package io.segmenta.api;

import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.RouteTable;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.contract.EvidenceCard;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.ExportRequest;
import io.segmenta.model.contract.RepetitionKey;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunSegment;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.features.FeatureTableWriter;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.model.rows.IdentifierHash;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowBlocksWriter;
import io.segmenta.platform.Json;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Approval;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.DriftAlarm;
import io.segmenta.platform.catalogue.DriftBook;
import io.segmenta.platform.catalogue.DriftState;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.ExperimentLook;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.RunCost;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.catalogue.TestDatabase;
import io.segmenta.platform.sagemaker.FakeRegistry;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.storage.InMemoryObjectStore;
import io.segmenta.platform.storage.UploadLinks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Two data sets as the examples of the description have them: of one four runs (two versions, the first of them live,
 * one that goes on, one that failed), of the other nothing but a run that has just begun.
 */
final class World implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-28T18:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-28T18:40:00Z");
    static final String DATASET = "loyalty-members";
    static final String CARD_SHA256 = "5e0f6f0f5d6d1d3b4b1c1bb0e8d1a3f7a3f0f5c5b0a9d8e7c6b5a49382716050";
    private static final String LIVE_SHA256 = "m";
    static final UUID DRIFT_ALARM = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000009");
    private static final String UPLOADER = "AIDAUPLOADER";

    static final UUID EARLIER_UPLOAD = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000002");
    static final RepetitionKey REPETITION = new RepetitionKey(DATASET, run(2),
            UUID.fromString("0b1c2d3e-0000-4000-8000-000000000008"));
    static final ExportKey EXPORT = new ExportKey(DATASET, UUID.fromString("0b1c2d3e-0000-4000-8000-000000000004"));
    static final UUID OLD_UPLOAD = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000003");
    static final UUID EXPERIMENT = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000006");
    static final UUID UPLOAD = UUID.fromString("0b1c2d3e-0000-4000-8000-000000000001");

    /** What happens elsewhere while the API waits. */
    Runnable meanwhile = () -> {};
    /** How long the API has waited. */
    Duration waited = Duration.ZERO;
    /** How much later it is than it was. */
    Duration passed = Duration.ZERO;
    private final String database;
    private final ConnectionSource source;
    final SqlCatalogue catalogue;
    final Listings listings;
    final InMemoryObjectStore store = new InMemoryObjectStore("bucket");
    final FakeRegistry registry = new FakeRegistry(Clock.fixed(NOW, ZoneOffset.UTC));

    World(String database) {
        this(database, true);
    }

    /** @param noted whether registration has noted the segments of the runs */
    World(String database, boolean noted) {
        this.database = database;
        this.source = TestDatabase.create(database);
        this.catalogue = new SqlCatalogue(source);
        this.listings = catalogue.listings();
        for (int number = 1; number <= 4; number++) {
            claim(number, DATASET, START.plus(Duration.ofMinutes((number - 1) * 10L)));
        }
        claim(5, "shop", NOW.minusSeconds(5));
        succeed(1, 1, "agglomerative ward");
        succeed(2, 2, "kmeans");
        if (noted) {
            segments();
        }
        announce(new AnnouncedUpload(OLD_UPLOAD, DATASET, "old.csv", 5, "text/csv", START, START.plusSeconds(900),
                "local"));
        earlierUpload();
        documents();
        export();
        catalogue.progress(run(3), "owner", "clustering", 0.42, "k = 6 of 2 to 10", START.plus(Duration.ofMinutes(21)));
        catalogue.progress(run(4), "owner", "reading", 0.5, "", START.plus(Duration.ofMinutes(31)));
        catalogue.fail(run(4), "owner", "too-few-rows", "3 rows are too few", START.plus(Duration.ofMinutes(31)));
        costs();
        approve(1);
        drift();
        experiment();
        features();
    }

    /** Without its database, as removing hundreds of them at the end takes longer than all tests of a class. */
    @Override
    public void close() {
        catalogue.close();
        TestDatabase.drop(database);
    }

    /** A view, and the table that one of the runs wrote of it. */
    private void features() {
        FeatureKeys view = new FeatureKeys(DATASET, new ViewName("spend", 1));
        String definition = "{\"entity\":\"member_id\",\"source\":\"loyalty-members\",\"ttl\":\"P30D\",\"columns\":"
                + "{\"per_visit\":\"spend / visits\"},\"description\":\"What a member spends at a time.\",\"owner\":"
                + "\"crm\"}";
        store.upload(FeatureKeys.definition(view.view()), definition.getBytes(StandardCharsets.UTF_8), Map.of());
        FeatureTableWriter table = new FeatureTableWriter(
                new Schema(List.of(ColumnSchema.of("per_visit", Role.NUMERIC, "computed"))), new OneRow(),
                KEYS.version());
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            store.upload(view.bucket(START, bucket), table.bucket(bucket), Map.of());
        }
        store.upload(view.index(START), table.index().write(), Map.of());
        store.upload(view.tables(), FeatureTables.none(Duration.ofDays(30))
                .with(new FeatureTables.Table(START, run(1), 500)).write(), Map.of());
    }

    /** Of one customer of the five hundred. */
    private record OneRow() implements FeatureTableWriter.Rows {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public KeyedHash hash(int row) {
            return KEYS.hash("M000042");
        }

        @Override
        public Instant at(int row) {
            return START;
        }

        @Override
        public Object value(int row, int column) {
            return 12.5;
        }
    }

    /** The second attempt at the first run ended it; the first died. The third is late, and within its forecast. */
    private void costs() {
        RunCost.Foreseen foreseen = new RunCost.Foreseen(400, 1_500, 0.02, 0.08);
        RunCost.Spent spent = new RunCost.Spent(4_500, 2048, 30, 10, 1 << 20, 0.00015, 0.00016, 0.00002, 0);
        catalogue.costs().note(new RunCost(run(1), DATASET, 1, "eu-west-1", Optional.of(foreseen), Optional.empty(),
                START));
        catalogue.costs().note(new RunCost(run(1), DATASET, 2, "eu-west-1", Optional.of(foreseen), Optional.of(spent),
                START.plusSeconds(300)));
        catalogue.costs().note(new RunCost(run(3), DATASET, 1, "eu-west-1", Optional.of(foreseen), Optional.empty(),
                START.plusSeconds(1_200)));
    }

    /** One that was stopped after a look at it. */
    private void experiment() {
        Instant started = START.plus(Duration.ofMinutes(20));
        Experiment experiment = new Experiment(new LiveExperiment(EXPERIMENT, DATASET, ExperimentKind.AB, "v1", "v2",
                folder(2).key(RunFile.MODEL), "m", 0.5, started.plus(Duration.ofDays(14))),
                Optional.of(new Experiment.Outcome("bought", false)), 5_000, 3, started, "m.weber", Optional.empty());
        AuditEntry entry = new AuditEntry(started, "m.weber", "approver", "experiment-started", Optional.of(DATASET),
                EXPERIMENT.toString(), Optional.empty(), Optional.empty(), Optional.empty(), "r-experiment");
        catalogue.experiments().start(experiment, entry);
        String report = "monitoring/loyalty-members/experiments/" + EXPERIMENT + "/0123456789ab.json";
        store.upload(report, "{\"format\": 1, \"decision\": \"none_yet\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        catalogue.experiments().look(new ExperimentLook(EXPERIMENT, started.plusSeconds(300), "{}", "none_yet", report),
                Optional.empty(), List.of());
        catalogue.experiments().end(EXPERIMENT, new Experiment.End(Experiment.Because.STOPPED, "none_yet",
                started.plusSeconds(600), "m.weber"));
    }

    /** What monitoring found of the live version, and of one before. */
    private void drift() {
        LocalDate day = LocalDate.of(2026, 11, 27);
        String report = "monitoring/loyalty-members/1/2026-11-27.json";
        store.upload(report, "{\"format\": 1, \"verdict\": \"drift\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        drift("f".repeat(64), day.minusDays(1), "quiet", "no", report, "location visits");
        drift(LIVE_SHA256, day, "drift", "shares_only", report, "location age");
    }

    private void drift(String model, LocalDate day, String verdict, String advice, String report, String statistic) {
        UUID alarm = statistic.equals("location age") ? DRIFT_ALARM
                : UUID.nameUUIDFromBytes(
                        statistic.getBytes(StandardCharsets.UTF_8));
        catalogue.drift().close(new DriftBook.Closing(new DriftState(DATASET, model, "{}", 1),
                new DriftWindow(DATASET, model, day, day, 812, 3, verdict, advice, report, List.of(400L, 400L, 12L)),
                List.of(new DriftAlarm(alarm, DATASET, model, statistic, "day", 0.62, day, Optional.empty())),
                List.of(), List.of()), NOW);
    }

    /** One that has arrived and been looked at. */
    private void earlierUpload() {
        AnnouncedUpload upload = new AnnouncedUpload(EARLIER_UPLOAD, DATASET, "earlier.csv", 5, "text/csv",
                START.plusSeconds(60), START.plusSeconds(960), "local");
        announce(upload);
        store.upload(upload.place().key(), "a,b\n1,2".getBytes(StandardCharsets.UTF_8), Map.of());
        preview(upload.place(), """
                {"etag": "%s", "rows_read": 2, "complete": true, "format": "csv", "columns": [{"name": "email",
                "role": "personal", "reason": "e-mail addresses", "used": false, "left_out": "e-mail addresses",
                "missing": 0, "shape": {"kind": "examples", "distinct": 2}}, {"name": "age", "role": "numeric",
                "reason": "numbers", "used": true, "missing": 1, "shape": {"kind": "numbers", "min": 31,
                "median": 31, "max": 31, "counts": [1]}}], "rows": [["•••", 31], ["•••", null]], "notes": [],
                "forecast": {"rows": 2, "features": 1, "seconds": 3, "usd": {"low": 0.0002, "high": 0.0011},
                "memory_mb": 8}}""");
    }

    /** One that is written. */
    private void export() {
        store.upload(EXPORT.request(), new ExportRequest(run(1), 1, List.of("s-6187b9685b"), 0.9,
                List.of("member_id", "segment_name"), Map.of()).write(), Map.of());
        ErasureKey erasure = new ErasureKey(EXPORT.export());
        store.upload(erasure.receipt(), Json.bytes(Json.object().put("erasure", erasure.erasure().toString())
                .put("state", "done")), Map.of());
        store.upload(EXPORT.result(), "{\"rows\": 2}".getBytes(StandardCharsets.UTF_8), Map.of());
        repetition();
    }

    /** One that found a difference. */
    private void repetition() {
        store.upload(REPETITION.request(), "{\"asked_at\": \"2026-11-28T18:30:00Z\"}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        store.upload(REPETITION.result(), """
                {"status": "different", "files": 2, "equal_files": ["schema.json"], "recompressed_files": [],
                "differing_files": [{"path": "profile.json", "at": "segments[0].share", "run": "0.4",
                "repeated": "0.41"}], "left_out": ["manifest.json", "start.json"], "version": "0.1.0",
                "made_by": "0.1.0", "finished_at": "2026-11-28T18:31:00Z"}""".getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    /** As training leaves it; {@code %s} stands for what names the content of the file that is there now. */
    void preview(AnnouncedKey file, String document) {
        store.upload(file.preview(), document.formatted(store.head(file.key()).orElseThrow().etag())
                .getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private void announce(AnnouncedUpload upload) {
        catalogue.uploads().announce(upload,
                new AuditEntry(upload.createdAt(), "local", "analyst", "file-uploaded", Optional.of(DATASET),
                        upload.id().toString(), Optional.empty(),
                        Optional.of("{\"file_name\": \"" + upload.fileName() + "\"}"), Optional.empty(),
                        "8f2d1c66-0000-4000-8000-000000000009"));
    }

    /** The answers that are kept for who repeats a request. */
    List<String> kept() {
        List<String> answers = new ArrayList<>();
        change("SELECT answer FROM segmenta.idempotency_keys WHERE answer IS NOT NULL",
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            answers.add(rows.getString(1));
                        }
                    }
                });
        return answers;
    }

    /** As if whoever answered had died before that was kept. */
    void forgetAnswers() {
        change("UPDATE segmenta.idempotency_keys SET answer = NULL, owner = 'dead', first_owner = 'dead'",
                PreparedStatement::executeUpdate);
    }

    private interface Work {
        void on(PreparedStatement statement) throws SQLException;
    }

    private void change(String sql, Work work) {
        try (Connection connection = source.open(); PreparedStatement statement = connection.prepareStatement(sql)) {
            work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pause(Duration time) {
        waited = waited.plus(time);
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
    }

    static UUID run(int number) {
        return UUID.fromString("171e5b27-0000-3000-8000-00000000000" + number);
    }

    private void claim(int number, String dataset, Instant at) {
        catalogue.claim(new NewRun(run(number), dataset, "bucket", "data/" + dataset + "/members.csv", "v", 12_100_067,
                "h", "{}", UPLOADER), "owner", at, NOW.plusSeconds(900));
    }

    private void succeed(int number, int version, String algorithm) {
        Instant at = START.plus(Duration.ofMinutes((number - 1) * 10L + 5));
        catalogue.succeed(run(number), new RunResult("d", "m", """
                {"algorithm": "%s", "n_samples": 500, "n_features": 3, "n_clusters": 2, "silhouette_score": 0.532,
                 "structure": "reasonable", "cluster_sizes": {"0": 300, "1": 200}, "verdict": "2 segments"}"""
                .formatted(algorithm)), at);
        registry.ensureGroup("segmenta-" + DATASET, "");
        String arn = registry.register(new NewVersion("segmenta-" + DATASET, run(number).toString(), "", "image",
                "s3://bucket/" + folder(number).key(RunFile.MODEL), "s3://bucket/metrics.json",
                new PackageProperties(Optional.of(run(number).toString()), Optional.of(DATASET), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        Optional.of(CARD_SHA256)).write()));
        catalogue.beginRegistration(run(number), DATASET, at.plusSeconds(60));
        catalogue.registered(run(number), version, arn, at.plusSeconds(60));
    }

    private void segments() {
        RunSegment older = new RunSegment("s-6187b9685b", 0, "Older members", "Write letters.", "#0072b2", 310, 0.62);
        catalogue.segments().found(run(1), DATASET, List.of(older, new RunSegment("s-67ccba2355", 1, "Others",
                "", "#e69f00", 190, 0.38)), START.plus(Duration.ofMinutes(6)));
        catalogue.segments().found(run(2), DATASET, List.of(
                new RunSegment("s-6187b9685b", 0, "Older members", "Write letters.", "#0072b2", 300, 0.6),
                new RunSegment("s-c7a25d90c9", 1, "Younger members", "", "#009e73", 200, 0.4)),
                START.plus(Duration.ofMinutes(16)));
    }

    static RunFolder folder(int number) {
        return new RunFolder(DATASET, run(number));
    }

    private void documents() {
        put(2, RunFile.PROFILE.path(), """
                {"segments": [
                 {"segment_id": "s-6187b9685b", "name": "Older members", "size": 300, "columns": [
                  {"name": "age", "role": "numeric", "strength": 1.2},
                  {"name": "spend", "role": "numeric", "strength": -0.4}]},
                 {"segment_id": "s-c7a25d90c9", "name": "Younger members", "size": 200, "columns": [
                  {"name": "age", "role": "numeric", "strength": -1.1},
                  {"name": "spend", "role": "numeric", "strength": 0.6}]}]}""");
        put(1, RunFile.RULES.path(), """
                {"version": 1, "rules": [{"segment": "s-67ccba2355", "name": "Others", "words": "", "any": [],
                 "covers": [0, 190], "right": [0, 0], "held_out": {"covers": [0, 38], "right": [0, 0]}},
                 {"segment": "s-6187b9685b", "name": "First name", "words": "age at least 51",
                 "any": [[{"column": "age", "op": ">=", "value": 51}]], "covers": [298, 310], "right": [298, 305],
                 "held_out": {"covers": [60, 62], "right": [60, 61]}}]}""");
        put(2, RunFile.METRICS.path(), "{\"n_samples\": 500}");
        put(2, RunFile.MAP.path(), """
                {"version": 1, "rows": 500, "rows_in_segments": 500, "points": 500, "sampled": false, "beyond": 0,
                 "heading": "Segments on two components", "linear": true, "extent": [-3.0, -2.0, 3.0, 2.0],
                 "axes": [
                  {"title": "component 1", "kind": "component", "variance": 0.6,
                   "columns": [{"column": "age", "share": 0.8, "towards": "more"}, {"column": "region", "share": 0.2}]},
                  {"title": "component 2", "kind": "component", "variance": 0.2, "columns": []}],
                 "segments": [
                  {"segment_id": "s-6187b9685b", "cluster": 0, "rows": 300, "label": [-900, 40],
                   "outlines": [{"mass": 0.9, "rings": [[0, 0, 900, 0, 900, 900]]}, {"mass": 0.5, "rings": []}]},
                  {"segment_id": "s-c7a25d90c9", "cluster": 1, "rows": 200, "label": [800, 0],
                   "outlines": [{"mass": 0.9, "rings": []}, {"mass": 0.5, "rings": []}]}],
                 "file": {"bytes": 6, "cells": 512, "sections": [
                  {"name": "x", "type": "int16", "offset": 0, "length": 2},
                  {"name": "grid", "type": "bytes", "offset": 4, "length": 2}]}}""");
        store.upload(folder(2).key(RunFile.POINTS), new byte[6], Map.of());
        put(2, RunFile.CONFIG.path(), "{\"registration\": {\"four_eyes\": false}}");
        put(2, RunFile.picture("elbow"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        put(2, RunFile.sqlRules("mysql"), "CASE WHEN age > 41 THEN 0 ELSE 1 END");
        put(2, "assignments.csv.gz", "rows of people, where they lay once");
        rows(1, List.of(row(1, "M000001", "s-6187b9685b", 0.97), row(2, "M000002", "s-67ccba2355", 0.9),
                row(3, "M000003", "none", 0.5), row(4, "=M4", "s-6187b9685b", 0.7), row(5, "", "s-6187b9685b", 0.97)));
        rows(2, List.of(row(1, "M000001", "s-6187b9685b", 0.95), row(2, "M000002", "s-c7a25d90c9", 0.8),
                row(3, "M000003", "s-6187b9685b", 0.6)));
        store.upload(folder(1).key(RunFile.MODEL), ModelOfTwo.FILE, Map.of());
        values(1, "row,age,online_share", "1,61,0.2", "2,41,0.7", "3,,0.5", "4,,", "5,49,0.55");
        put(2, "notes.bin", "of a type that nobody is shown");
        put(2, RunFile.TRANSITIONS.path(), """
                {"reference": {"run": "171e5b27-0000-3000-8000-000000000001"},
                 "transitions": [{"kind": "continues", "before": ["s-6187b9685b"], "after": ["s-6187b9685b"]}]}""");
        put(2, RunFile.MIGRATION.path(), """
                {"format": 1, "reference": {"run": "171e5b27-0000-3000-8000-000000000001"},
                 "customers_in_both": 480}""");
        store.upload(folder(2).key(RunFile.CARD), new EvidenceCard(run(2), DATASET, Optional.of(run(1)),
                List.of(new EvidenceCard.Gate("min_silhouette", true, "silhouette 0.532, at least 0.25")),
                List.of("\"Older members\", a name that people gave, ends."), Map.of()).write(), Map.of());
        store.upload(folder(2).key(RunFile.MODEL), new byte[1_000_000], Map.of());
        put(3, RunFile.START.path(), "{}");
        put(1, RunFile.CONFIG.path(), """
                {"clustering": {"agglomerative": {"linkage": "ward"}},
                 "features": {"pca_components": 0, "pca_variance": 0.0}}""");
        put(1, RunFile.SCHEMA.path(), """
                {"columns": [{"name": "age", "role": "numeric"}, {"name": "gender", "role": "categorical"},
                 {"name": "email", "role": "personal"}]}""");
        put(1, RunFile.FEATURES.path(), """
                {"features": [{"name": "age", "source": "age"}, {"name": "gender=Female", "source": "gender"},
                 {"name": "gender=Male", "source": "gender"}], "columns": [{"name": "age", "role": "numeric"},
                 {"name": "gender", "role": "categorical"}], "pipeline": {"steps": []}}""");
        put(1, RunFile.picture("dendrogram"), "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"merges\"/>");
    }

    /** A row of a run, of a segment that the run called otherwise than it is called now. */
    static AssignedRow row(int number, String identifier, String segment, double confidence) {
        int cluster = List.of("none", "s-6187b9685b").indexOf(segment);
        boolean third = cluster < 0;
        return new AssignedRow(number, Optional.of(identifier), segment, third ? 1 : cluster - 1, "First name", 0.25,
                confidence, 0.5, segment.equals("none"),
                segment.equals("s-c7a25d90c9") ? Optional.of("s-6187b9685b") : Optional.empty(), 1);
    }

    /** The rows of a run, known by identifiers if the first one is. */
    void rows(int number, List<AssignedRow> rows) {
        boolean identified = rows.getFirst().identifier().isPresent();
        String header = (identified ? "row,member_id," : "row,")
                + "segment_id,cluster,segment_name,distance,confidence,fit,outside,between,posterior";
        List<String> segments = rows.stream().map(AssignedRow::segment).distinct().toList();
        RowBlocksWriter writer = new RowBlocksWriter(header, segments);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        try {
            for (int from = 0; from < rows.size(); from += RowBlocks.ROWS) {
                List<AssignedRow> block = rows.subList(from, Math.min(rows.size(), from + RowBlocks.ROWS));
                int before = file.size();
                try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                    gzip.write(((from == 0 ? header + '\n' : "")
                            + block.stream().map(AssignedRow::csv).collect(Collectors.joining()))
                            .getBytes(StandardCharsets.UTF_8));
                }
                writer.add(file.size() - before, segments.stream().mapToInt(segment -> (int) block.stream()
                        .filter(row -> row.segment().equals(segment)).count()).toArray());
            }
            if (identified) {
                writer.writeTo(index, rows.stream()
                        .mapToLong(row -> new IdentifierHash().of(row.identifier().orElseThrow())).toArray(),
                        row -> rows.get(row).identifier().orElseThrow().isEmpty());
            } else {
                writer.writeTo(index);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        store.upload(folder(number).key(RunFile.ASSIGNMENTS), file.toByteArray(), Map.of());
        store.upload(folder(number).key(RunFile.BLOCKS), index.toByteArray(), Map.of());
    }

    /** What the model read of the rows of a run, of which there are less than a block. */
    void values(int number, String header, String... lines) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        try {
            try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                gzip.write((header + '\n' + String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8));
            }
            RowBlocksWriter writer = new RowBlocksWriter(header, List.of(""));
            writer.add(file.size(), new int[] {lines.length});
            writer.writeTo(index);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        store.upload(folder(number).key(RunFile.VALUES), file.toByteArray(), Map.of());
        store.upload(folder(number).key(RunFile.VALUE_BLOCKS), index.toByteArray(), Map.of());
    }

    void put(int number, String path, String text) {
        store.upload(folder(number).key(path), text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    void approve(int version) {
        String arn = arn(version);
        Instant at = START.plus(Duration.ofMinutes(6 + 2L * version));
        catalogue.recordApproval(new Approval(DATASET, version, arn, ApprovalStatus.APPROVED, at, "as it is",
                "AIDAAPPROVER", Optional.empty()));
        catalogue.requestDeployment(new Deployment(run(10 - version), DATASET, version, arn, "lambda", "", "",
                Deployment.State.LIVE, true, "", at, at, at));
        Instant since = START.plus(Duration.ofMinutes(8 + 2L * version));
        store.upload(LivePointer.key(DATASET), new LivePointer(DATASET, new LivePointer.Lambda(),
                folder(version).key(RunFile.MODEL), LIVE_SHA256, "v" + version, arn, since).write(), Map.of());
    }

    String arn(int version) {
        return registry.versions("segmenta-" + DATASET).stream().filter(model -> model.version() == version)
                .findFirst().orElseThrow().arn();
    }

    static SignIn nobodySignsIn() {
        return new SignIn(SignIn.Kind.NONE, RoleMap.of("*=operator"), "cognito:groups");
    }

    /** A dashboard of a few files. */
    static Pages pages(SignIn.Kind kind) {
        boolean tokens = kind == SignIn.Kind.JWT;
        return new Pages("/pages/",
                new Pages.Setting(kind, tokens ? Optional.of("https://id.example/pool") : Optional.empty(),
                        tokens ? Optional.of("dashboard") : Optional.empty()),
                () -> URI.create("https://s3.example/x?for=PT1M"));
    }

    /** The routes over this world. */
    RouteTable routes(SignIn signIn) {
        return Routes.of(Parts.of(parts(signIn)));
    }

    static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    /** This world as the parts of the API need it. */
    Parts.World parts(SignIn signIn) {
        return new Parts.World(new Deployed("0.1.0", "segmenta", "eu-west-1", Optional.empty()), signIn, catalogue,
                listings, store,
                (key, validFor, fileName) -> URI.create("https://s3.example/" + key + "?for=" + validFor), registry,
                () -> NOW.plus(passed), new Parts.Incoming(catalogue.uploads(),
                        (key, type, size, validFor) -> new UploadLinks.Link(
                                URI.create("https://s3.example/" + key + "?for=" + validFor),
                                Map.of("Content-Type", type)),
                        () -> UPLOAD, false, this::pause),
                () -> KEYS);
    }
}
