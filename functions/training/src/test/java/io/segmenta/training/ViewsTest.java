package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.BucketParts;
import io.segmenta.learning.EarlierLine;
import io.segmenta.learning.RepeatedFile;
import io.segmenta.learning.Repetition;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import io.segmenta.platform.Events;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.features.Looked;
import io.segmenta.platform.features.StoredFeatures;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final FeatureKeys SPEND = new FeatureKeys("orders", new ViewName("spend", 1));
    private static final String VIEW = """
            {"entity":"id","source":"orders","columns":{"spend":"total","per_visit":"total / visits"},
             "description":"what is spent","owner":"crm","ttl":"P30D"}
            """;

    private final Workers workers = new Workers(1);
    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final TrainUpload training = new TrainUpload(store, catalogue, new PipelineTrainer(workers,
            new EarlierLine(store, workers), OptedOut.in(store), new Views(store, () -> OptedOut.KEYS)), clock,
            TrainingFixture.limits(true));

    @AfterEach
    void close() {
        workers.close();
    }

    private void put(String key, String text) {
        store.upload(key, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Eighty customers of two kinds; of the last ten nothing is spent. */
    private static String orders(int seed, int customers) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,total,visits\n");
        for (int i = 0; i < customers; i++) {
            text.append("c-").append(1000 + i).append(',').append((i % 2 == 0 ? 20 : 90) + random.nextInt(9))
                    .append(',').append(1 + random.nextInt(9)).append('\n');
        }
        return text.toString();
    }

    private static String members() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("id,age\n");
        for (int i = 0; i < 80; i++) {
            text.append("c-").append(1000 + i).append(',').append(20 + random.nextInt(50)).append('\n');
        }
        return text.toString();
    }

    private RunOutcome train(String dataset, String file) {
        String key = "data/" + dataset + '/' + file;
        clock.advance(Duration.ofMinutes(1));
        String etag = store.head(key).orElseThrow().etag();
        Notice notice = new Notice("ObjectCreated:Put", Events.BUCKET, key, Optional.empty(), etag,
                store.bytes(key).length, "somebody");
        return training.train(notice, "r1", Duration.ofMinutes(15), Quiet.log("training", clock)).getLast();
    }

    private FeatureTables tables() {
        return FeatureTables.parse(store.bytes(SPEND.tables()));
    }

    private Optional<Looked> find(String customer) throws IOException {
        return Optional.ofNullable(new StoredFeatures(store, store, Duration.ZERO, System::nanoTime)
                .find(SPEND, OptedOut.KEYS, List.of(customer), clock.instant()).get(customer));
    }

    @Test
    void upload_ofTheSource_becomesATableThatIsLookedInto() throws IOException {
        put(FeatureKeys.definition(SPEND.view()), VIEW);
        put("data/orders/may.csv", orders(1, 80));
        assertThat(train("orders", "may.csv").status()).isEqualTo(RunOutcome.Status.SUCCEEDED);
        assertThat(tables().tables()).extracting(FeatureTables.Table::rows).containsExactly(80);
        Looked found = find("c-1000").orElseThrow();
        String[] row = orders(1, 1).lines().toList().get(1).split(",", -1);
        assertThat(found.values()).containsExactly(Double.parseDouble(row[1]) / Double.parseDouble(row[2]),
                Double.valueOf(row[1]));
        assertThat(find("c-2000")).isEmpty();
        assertThat(store.list("people/")).as("no identifier in the tables").filteredOn(
                key -> FeatureKeys.bucket(key).isPresent()).hasSize(FeatureKeys.BUCKETS);
    }

    @Test
    void table_ofARepeatedNotice_isWrittenOnce() {
        put(FeatureKeys.definition(SPEND.view()), VIEW);
        put("data/orders/may.csv", orders(1, 80));
        store.failAfter(100);
        try {
            train("orders", "may.csv");
        } catch (IllegalStateException networkDown) {
            assertThat(store.head(SPEND.tables())).isEmpty();
        }
        train("orders", "may.csv");
        assertThat(tables().tables()).hasSize(1);
        assertThat(store.written().stream().filter(key -> FeatureKeys.bucket(key).isPresent())).hasSize(256)
                .doesNotHaveDuplicates();
    }

    @Test
    void customerWhoOptedOut_isInNoTable() throws IOException {
        put(FeatureKeys.definition(SPEND.view()), VIEW);
        OptedOut.put(store, "c-1003");
        put("data/orders/may.csv", orders(1, 80));
        train("orders", "may.csv");
        assertThat(find("c-1003")).isEmpty();
        assertThat(find("c-1004")).isPresent();
        assertThat(tables().tables()).extracting(FeatureTables.Table::rows).containsExactly(79);
    }

    @Test
    void file_thatDoesNotFitTheView_isToldAndEndsNoRun() {
        put(FeatureKeys.definition(SPEND.view()), VIEW.replace("total / visits", "total / calls"));
        put("data/orders/may.csv", orders(1, 80));
        assertThat(train("orders", "may.csv").status()).isEqualTo(RunOutcome.Status.SUCCEEDED);
        assertThat(tables().tables()).isEmpty();
        assertThat(tables().failure().orElseThrow().detail()).contains("there is no column \"calls\"");
    }

    @Test
    void settings_thatNameTheView_joinItToTheRowsAndTheModelNamesIt() throws IOException {
        put(FeatureKeys.definition(SPEND.view()), VIEW);
        put("data/orders/may.csv", orders(1, 70));
        train("orders", "may.csv");
        put("data/members/pipeline.yaml", "features: {view: spend@1}\nclustering: {k: 2}\n");
        put("data/members/members.csv", members());
        RunOutcome outcome = train("members", "members.csv");
        assertThat(outcome.status()).as(outcome.detail().orElse("")).isEqualTo(RunOutcome.Status.SUCCEEDED);
        RunFolder run = new RunFolder("members", outcome.run().orElseThrow());
        Schema schema = Schema.fromJson(new String(store.bytes(run.key(RunFile.SCHEMA)), StandardCharsets.UTF_8));
        assertThat(schema.columns()).extracting(ColumnSchema::name).containsExactly("id", "age", "per_visit", "spend");
        assertThat(schema.columns().stream().flatMap(column -> column.view().stream())).containsOnly("orders/spend@1")
                .hasSize(2);
        assertThat(new String(store.bytes(run.key(RunFile.REPORT)), StandardCharsets.UTF_8))
                .contains("70 of 80 rows have features of orders/spend@1");
        // What the view knows by now does not matter: a run is repeated from what it joined.
        put("data/orders/june.csv", orders(2, 80));
        train("orders", "june.csv");
        try (Repetition repetition = new Repetition(new BucketParts(store, run), 2)) {
            List<String> differing = new ArrayList<>();
            for (RepeatedFile file : repetition.files((stage, fraction, detail) -> {})) {
                if (!Arrays.equals(file.bytes(), store.bytes(run.key(file.path())))) {
                    differing.add(file.path());
                }
            }
            assertThat(differing).isEmpty();
        }
    }

    @Test
    void secondRun_withAView_isComparedWithTheFirst() {
        put(FeatureKeys.definition(SPEND.view()), VIEW);
        put("data/orders/may.csv", orders(1, 80));
        train("orders", "may.csv");
        put("data/members/pipeline.yaml", "features: {view: spend@1}\nclustering: {k: 2}\n");
        put("data/members/one.csv", members());
        train("members", "one.csv");
        put("data/members/two.csv", members().replace("c-1000,", "c-9000,"));
        RunOutcome second = train("members", "two.csv");
        assertThat(second.status()).isEqualTo(RunOutcome.Status.SUCCEEDED);
        RunFolder run = new RunFolder("members", second.run().orElseThrow());
        assertThat(new String(store.bytes(run.key(RunFile.LINEAGE)), StandardCharsets.UTF_8)).contains("all");
        assertThat(store.head(run.key(RunFile.TRANSITIONS))).isPresent();
    }

    @Test
    void asOf_beforeTheFirstTable_failsTheRunAndSaysWhatToDo() {
        put(FeatureKeys.definition(SPEND.view()), VIEW);
        put("data/orders/may.csv", orders(1, 80));
        train("orders", "may.csv");
        Instant before = tables().tables().getFirst().time().minusSeconds(1);
        put("data/members/pipeline.yaml", "features: {view: spend@1, as_of: '" + before + "'}\n");
        put("data/members/members.csv", members());
        RunOutcome outcome = train("members", "members.csv");
        assertThat(outcome.status()).isEqualTo(RunOutcome.Status.FAILED);
        assertThat(outcome.detail().orElse("")).contains("orders/spend@1 had no rows").contains("upload a file of");
        put("data/others/pipeline.yaml", "features: {view: spending@7}\n");
        put("data/others/members.csv", members());
        assertThat(train("others", "members.csv").detail().orElse("")).contains("there is no view spending@7");
    }
}
