package io.segmenta.privacy;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.ScoreOutcome;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.features.FeatureTableWriter;
import io.segmenta.model.json.Json;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Problem;
import io.segmenta.model.predict.TableAnswers;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.pipeline.Past;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.view.JoinedColumns;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.features.Looked;
import io.segmenta.platform.features.StoredFeatures;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket with everything in it that Segmenta writes of 1,000 customers, trained twice by the real library. */
final class Shop {
    static final String DATASET = "shop";
    static final RunFolder FIRST = new RunFolder(DATASET, UUID.fromString("00000000-0000-4000-8000-000000000001"));
    static final RunFolder SECOND = new RunFolder(DATASET, UUID.fromString("00000000-0000-4000-8000-000000000002"));
    static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    static final FeatureKeys VIEW = new FeatureKeys(DATASET, new ViewName("spend", 1));
    static final Instant TABLE = Instant.parse("2026-06-01T00:00:00Z");

    final InMemoryObjectStore store = new InMemoryObjectStore("bucket");
    final List<String> ids = new ArrayList<>();
    final ByteArrayOutputStream logs = new ByteArrayOutputStream();
    final TickingClock clock = new TickingClock();
    /** How long passes between two looks at the clock. */
    Duration pace = Duration.ZERO;
    private final Erasing erasing = new Erasing(store, () -> KEYS, this::tick, this::pass);
    private Runnable meanwhile = () -> {};
    private int erasures;

    private static final Map<Integer, Shop> MADE = new ConcurrentHashMap<>();

    /** A shop of its own, as every other one with so many customers was in the beginning. */
    static Shop of(int customers) {
        Shop made = MADE.computeIfAbsent(customers, Shop::new);
        return new Shop(made);
    }

    private Shop(Shop other) {
        ids.addAll(other.ids);
        other.store.list("").forEach(key -> put(key, other.store.bytes(key)));
    }

    private Shop(int customers) {
        Random random = new Random(7);
        for (int i = 0; i < customers; i++) {
            ids.add(String.format(Locale.ROOT, "K%05d-%04x", i, random.nextInt(0x10000)));
        }
        byte[] before = table(new Random(1), ',');
        byte[] now = table(new Random(2), ';');
        put("data/shop/may.csv", before);
        put("data/shop/june.csv", now);
        put("uploads/shop/" + UUID.nameUUIDFromBytes(before) + "/july.csv", table(new Random(3), '\t'));
        put("previews/shop/p.json", Json.write(Map.of("rows", List.of(List.of(ids.get(0), "31")))));
        try (Workers workers = new Workers(2)) {
            ReadResult may = read(before);
            ReadResult june = read(now);
            SegmentationModel model = train(FIRST, "data/shop/may.csv", may, Line.first(FIRST.run()), workers);
            train(SECOND, "data/shop/june.csv", june,
                    Line.after(SECOND.run(), Earlier.of(new Identity.Reference(FIRST.run(), Sha256.of("model")), model,
                            may.table())),
                    workers);
            scores(model, before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rest();
    }

    private byte[] table(Random random, char separator) {
        StringBuilder table = new StringBuilder("customer_id,age,income,visits,city\n");
        for (int i = 0; i < ids.size(); i++) {
            int group = (i + random.nextInt(9) / 8) % 3;
            table.append(String.format(Locale.ROOT, "%s,%d,%d,%d,\"%s\"\n", ids.get(i),
                    25 + 18 * group + random.nextInt(8), 20000 + 25000 * group + random.nextInt(6000),
                    2 + 9 * group + random.nextInt(5), List.of("Ghent", "Bruges, old town", "Mons").get(group)));
        }
        String text = table.toString();
        return (separator == ',' ? text : text.replace("Bruges, old town", "Bruges").replace(',', separator))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ReadResult read(byte[] table) throws IOException {
        return TableReader.read(new ByteArrayInputStream(table), "customers.csv", PipelineConfig.defaults());
    }

    private SegmentationModel train(RunFolder run, String upload, ReadResult data, Line line, Workers workers)
            throws IOException {
        TrainingResult result = Pipeline.train(data, PipelineConfig.defaults(), Past.of(line), TimeLimit.NONE, workers,
                Progress.NONE);
        for (Artifact artifact : result.artifacts()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            artifact.content().writeTo(bytes);
            put(run.key(artifact.path()), bytes.toByteArray());
        }
        put(run.key(RunFile.LINEAGE), new Lineage(run.run(), DATASET, "bucket", upload, "v", Sha256.of("data"),
                Sha256.of("settings"), 1, Sha256.of("model"), Optional.empty(), Optional.empty()).write());
        return result.model();
    }

    private void scores(SegmentationModel model, byte[] table) throws IOException {
        ScoreKey key = new ScoreKey(DATASET, "ask.csv");
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        new TableAnswers(new Predictor(model, "v1")).write(table, new TableAnswers.Limits(10_000, () -> false),
                answers);
        put(key.key(), table);
        put(key.answer(), new Packed(new byte[0], true, false).repacked(answers.toByteArray()));
        put(key.outcome(), Json.write(Map.of("problems", List.of(ids.get(1)))));
    }

    private void rest() {
        StringBuilder exposures = new StringBuilder("hash,segment\n");
        StringBuilder outcomes = new StringBuilder("id,value\n");
        OptOuts optOuts = OptOuts.NONE;
        for (String id : ids) {
            exposures.append(KEYS.hash(id)).append(",s-1\n");
            outcomes.append(id).append(",1\n");
        }
        put("people/shop/experiments/e1/exposures/a.csv.gz",
                new Packed(new byte[0], true, false).repacked(exposures.toString().getBytes(StandardCharsets.UTF_8)));
        put("outcomes/shop/e1/results.csv", outcomes.toString().getBytes(StandardCharsets.UTF_8));
        put("exports/shop/list.csv", outcomes.toString().getBytes(StandardCharsets.UTF_8));
        put(FIRST.key(RunFile.FAILURE), Json.write(Map.of("detail", "row 7: \"" + ids.get(2) + "\" is no number")));
        put("runs/shop/00000000-0000-4000-8000-000000000009/profile.json", Json.write(Map.of("segments",
                List.of(Map.of("name", "Spenders", "representatives", List.of(Map.of("id", ids.get(0))))))));
        put(FIRST.prefix() + "assignments.csv.gz",
                new Packed(new byte[0], true, false).repacked(outcomes.toString().getBytes(StandardCharsets.UTF_8)));
        features();
        put(OptOuts.KEY, optOuts.with(KEYS.hash(ids.get(999 % ids.size()))).write());
    }

    /** A table of a view, and what a run joined of it. */
    private void features() {
        Schema schema = new Schema(List.of(ColumnSchema.of("spend", Role.NUMERIC, "x").withView(VIEW.toString())));
        FeatureTableWriter table = new FeatureTableWriter(schema, new FeatureTableWriter.Rows() {
            @Override
            public int count() {
                return ids.size();
            }

            @Override
            public KeyedHash hash(int row) {
                return KEYS.hash(ids.get(row));
            }

            @Override
            public Instant at(int row) {
                return TABLE;
            }

            @Override
            public Object value(int row, int column) {
                return row / 2.0;
            }
        }, KEYS.version());
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            put(VIEW.bucket(TABLE, bucket), table.bucket(bucket));
        }
        put(VIEW.index(TABLE), table.index().write());
        put(VIEW.tables(), FeatureTables.none(Duration.ofDays(90))
                .with(new FeatureTables.Table(TABLE, FIRST.run(), ids.size())).write());
        Map<String, JoinedColumns.Known> joined = new HashMap<>();
        ids.forEach(id -> joined.put(id, new JoinedColumns.Known(TABLE, List.of(1.5))));
        put(SECOND.key(RunFile.JOINED), new JoinedColumns(schema, joined).write("customer_id"));
    }

    /** What is known of a customer in the table of features. */
    Optional<Looked> features(String id) throws IOException {
        return Optional.ofNullable(new StoredFeatures(store, store, Duration.ZERO, System::nanoTime)
                .find(VIEW, KEYS, List.of(id), TABLE).get(id));
    }

    private void put(String key, byte[] bytes) {
        store.upload(key, bytes, Map.of());
    }

    /** Asks for an erasure and has it done; its key. */
    ErasureKey erase(String id) {
        ErasureKey key = ask(id);
        see(key);
        return key;
    }

    ErasureKey ask(String id) {
        ErasureKey key = new ErasureKey(new UUID(0x4000L, 0x8000000000000000L | ++erasures));
        put(key.request(), Json.write(Map.of("id", id, "requested", "2026-11-30T10:00:00Z")));
        return key;
    }

    Map<String, String> see(ErasureKey key) {
        return see(key, "call");
    }

    /** The same by a call of that name. */
    Map<String, String> see(ErasureKey key, String name) {
        Log log = Log.of("privacy", new TickingClock(), new PrintStream(logs, true, StandardCharsets.UTF_8));
        return erasing.see(new Notice("ObjectCreated:Put", "bucket", key.request(), Optional.empty(), "", 0, ""),
                call(name), log);
    }

    /** Time passes, in which others look at files that were written anew and answer them. */
    private void pass(Duration time) {
        clock.advance(time);
        meanwhile.run();
        for (String key : store.list("")) {
            String etag = store.head(key).orElseThrow().etag();
            ScoreKey.parse(key).ifPresent(file -> put(file.outcome(), new ScoreOutcome(
                    new ScoreOutcome.Input(key, etag, etag, Optional.empty()), Optional.empty(),
                    new ScoreOutcome.Failed(new Problem("not-live", "Not live", 404, "nothing is live", List.of())))
                    .write()));
            AnnouncedKey.parse(key)
                    .ifPresent(file -> put(file.preview(), Json.write(Map.of(AnnouncedKey.ETAG, etag))));
        }
    }

    /** The hour comes. */
    List<Map<String, String>> hour() {
        return erasing.see(call("the hour"),
                Log.of("privacy", clock, new PrintStream(logs, true, StandardCharsets.UTF_8)));
    }

    /** What is done whenever a call waits. */
    void meanwhile(Runnable deed) {
        meanwhile = deed;
    }

    private Instant tick() {
        clock.advance(pace);
        return clock.instant();
    }

    private Work.Call call(String name) {
        return new Work.Call(name, clock.instant().plusSeconds(900));
    }

    /** All bytes of an object, without what compresses them. */
    byte[] plain(String key) {
        return Packed.of(store.bytes(key)).plain();
    }
}
