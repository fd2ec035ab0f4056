package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingHandlerTest {
    private static final String KEY = "data/customers/supermarket.csv";
    private static final int MINUTE = 60_000;

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final FakeTrainer trainer = new FakeTrainer();
    private static final TrainUpload.Limits LIMITS = new TrainUpload.Limits(2048, false);
    private final TrainingHandler handler = new TrainingHandler(
            new TrainUpload(store, catalogue, trainer, clock, LIMITS),
            Quiet.log("training", clock));

    private void upload(String key, String text) {
        store.upload(key, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** What leaves AWS's runtime when this event enters it. */
    private List<JsonNode> invoke(String event, String request) {
        Map<String, Object> answer = handler.handleRequest(RuntimeJson.read(event, S3Event.class),
                new TestContext(request, 15 * MINUTE));
        return Json.parse(RuntimeJson.write(answer, Object.class)).path("runs").valueStream().toList();
    }

    private JsonNode invokeOne(String event, String request) {
        List<JsonNode> runs = invoke(event, request);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    private static UUID id(JsonNode run) {
        return UUID.fromString(run.path("run_id").textValue());
    }

    @Test
    void upload_becomesARun() {
        upload(KEY, "a,b\n1,2\n");
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        String prefix = "runs/customers/" + id(run) + "/";
        assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(run.path("dataset").textValue()).isEqualTo("customers");
        assertThat(run.path("bucket").textValue()).isEqualTo(Events.BUCKET);
        assertThat(run.path("prefix").textValue()).isEqualTo(prefix);
        assertThat(store.written()).containsExactly(prefix + "model.tar.gz", prefix + "metrics.json",
                prefix + "plots/scatter.svg", prefix + "manifest.json", prefix + "lineage.json");
        Run recorded = catalogue.run(id(run)).orElseThrow();
        assertThat(recorded.status()).isEqualTo(Run.Status.SUCCEEDED);
        assertThat(recorded.metrics()).contains("{\"n_clusters\":0}");
        JsonNode lineage = Json.parse(new String(store.bytes(prefix + "lineage.json"), StandardCharsets.UTF_8));
        assertThat(lineage.path("data_sha256").textValue())
                .isEqualTo(Sha256.of("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(lineage.path("model_sha256").textValue())
                .isEqualTo(Sha256.of(store.bytes(prefix + "model.tar.gz")));
        assertThat(lineage.path("key").textValue()).isEqualTo(KEY);
        assertThat(lineage.path("seed").longValue()).isEqualTo(42);
    }

    @Test
    void manifest_tellsTimeBytesMemoryAndCost() {
        upload(KEY, "a,b\n1,2\n");
        trainer.during(() -> clock.advance(Duration.ofSeconds(3)));
        String prefix = "runs/customers/" + id(invokeOne(Events.text("training-s3-put"), "r1")) + "/";
        JsonNode manifest = Json.parse(new String(store.bytes(prefix + "manifest.json"), StandardCharsets.UTF_8));
        assertThat(manifest.path("seconds").doubleValue()).isEqualTo(3);
        assertThat(manifest.path("stages").path("clustering").doubleValue()).isEqualTo(3);
        assertThat(manifest.path("bytes_read").longValue()).isEqualTo(8);
        assertThat(manifest.path("files").path("metrics.json").longValue())
                .isEqualTo(store.bytes(prefix + "metrics.json").length);
        assertThat(manifest.path("memory").path("peak_heap_mb").longValue()).isPositive();
        assertThat(manifest.path("cost").path("usd").doubleValue()).isEqualTo(3 * 2 * 0.0000166667);
    }

    @Test
    void sameEventThreeTimes_isOneRun() {
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(invokeOne(Events.text("training-s3-put"), "r2")).isEqualTo(first);
        assertThat(invokeOne(Events.text("training-s3-put"), "r3")).isEqualTo(first);
        assertThat(trainer.calls()).isEqualTo(1);
        assertThat(catalogue.runs(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void secondDeliveryWhileTraining_isADuplicateAndSaysSo() {
        upload(KEY, "a\n1\n");
        trainer.during(() -> assertThat(invokeOne(Events.text("training-s3-put"), "r2").path("status").textValue())
                .isEqualTo("DUPLICATE"));
        assertThat(invokeOne(Events.text("training-s3-put"), "r1").path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(trainer.calls()).isEqualTo(1);
    }

    @Test
    void settingsChangedBetweenTwoAttempts_theRunThatWasBegunEnds() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("the network is down"));
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1"))
                .isInstanceOf(IllegalStateException.class);
        Run begun = catalogue.runs(Optional.empty(), 10).getFirst();
        upload("data/customers/pipeline.yaml", "clustering:\n  k: 4\n");
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(id(run)).isNotEqualTo(begun.id());
        Run ended = catalogue.run(begun.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(Run.Status.FAILED);
        assertThat(ended.reason()).contains("superseded");
    }

    @Test
    void fileOverwrittenAfterTheRunSucceededButBeforeItWasTold_bothRunsAreTold() {
        String event = Events.text("training-s3-put").replaceAll("\"versionId\".*", "");
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(event, "r1");
        upload(KEY, "a\n2\n");
        List<JsonNode> told = invoke(event, "r1");
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).isEqualTo(first);
        assertThat(id(told.getLast())).isNotEqualTo(id(first));
        catalogue.beginRegistration(id(first), "customers", clock.instant());
        catalogue.registered(id(first), 1, "arn", clock.instant());
        assertThat(invoke(event, "r1")).as("the first is registered now").hasSize(1);
    }

    @Test
    void twoUploadsInEitherOrder_areTwoRunsAlways() {
        String first = Events.text("training-s3-put");
        String second = first.replace("supermarket.csv", "other.csv");
        upload(KEY, "a\n1\n");
        upload("data/customers/other.csv", "a\n2\n");
        for (String event : List.of(second, first, first, second)) {
            assertThat(invokeOne(event, "r").path("status").textValue()).isEqualTo("SUCCEEDED");
        }
        assertThat(trainer.calls()).isEqualTo(2);
        assertThat(catalogue.runs(Optional.of("customers"), 10)).hasSize(2);
    }

    @Test
    void recordsOfOneEvent_areAllTrained() {
        upload(KEY, "a\n1\n");
        upload("data/countries/pharma.csv", "a\n2\n");
        List<JsonNode> runs = invoke(Events.text("training-s3-two-records"), "r1");
        assertThat(runs).extracting(run -> run.path("dataset").textValue()).containsExactly("customers", "countries");
    }

    @Test
    void crashBetweenArtefacts_resumedGivesTheSameBytes() {
        upload(KEY, "a\n1\n");
        InMemoryObjectStore undisturbed = store;
        for (int writes = 0; writes < 4; writes++) {
            store.failAfter(writes);
            trainer.during(() -> {});
            String event = Events.text("training-s3-put").replace("supermarket.csv", "crash" + writes + ".csv");
            upload("data/customers/crash" + writes + ".csv", "a\n1\n");
            assertThatThrownBy(() -> invoke(event, "r1")).hasMessage("the network is down");
            assertThat(store.list("runs/")).noneMatch(key -> key.endsWith("lineage.json")
                    && store.list(key.replace("lineage.json", "")).size() < 4);
            JsonNode run = invokeOne(event, "r1");
            assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
            String prefix = run.path("prefix").textValue();
            assertThat(new String(undisturbed.bytes(prefix + "model.tar.gz"), StandardCharsets.UTF_8))
                    .startsWith("crash" + writes + ".csv|");
            assertThat(store.list(prefix)).hasSize(5);
        }
        assertThat(store.written()).doesNotHaveDuplicates();
    }

    @Test
    void crashBeforeTheCatalogueIsTold_isFinishedWithoutTraining() {
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(Events.text("training-s3-put"), "r1");
        InMemoryCatalogue lost = new InMemoryCatalogue();
        TrainUpload again = new TrainUpload(store, lost, trainer, clock, LIMITS);
        RunOutcome outcome = again.train(notices("training-s3-put").getFirst(), "r1",
                Duration.ofMinutes(15), Quiet.log("training", clock)).getLast();
        assertThat(Json.parse(RuntimeJson.write(outcome.fields(), Object.class))).isEqualTo(first);
        assertThat(trainer.calls()).isEqualTo(1);
        assertThat(lost.run(id(first)).orElseThrow().metrics()).contains("{\"n_clusters\":0}");
    }

    @ParameterizedTest
    @CsvSource({"registration.approval, automatic", "serving.instance_count, 50",
            "serving.instance_type, ml.p4d.24xlarge",
            "read.max_bytes, 1099511627776", "columns.use_protected, true"})
    void uploaderWhoDecidesForTheDeployment_isRefusedByName(String setting, String value) {
        store.upload(KEY, "a\n1\n".getBytes(StandardCharsets.UTF_8),
                Map.of("segmenta-set", setting + "=" + value));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("configuration");
        assertThat(run.path("detail").textValue()).isEqualTo("--set: " + setting
                + ": is for the deployment to decide, not for an upload; set it in config/pipeline.yaml");
        assertThat(trainer.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"data/customers/pipeline.yaml, false, FAILED", "data/customers/pipeline.yaml, true, SUCCEEDED",
            "config/pipeline.yaml, false, SUCCEEDED"})
    void fileOfSettings_decidesForTheDeploymentWhereItMay(String key, boolean datasetsDecide, String status) {
        upload(KEY, "a\n1\n");
        upload(key, "registration: {approval: automatic}\n");
        TrainUpload training = new TrainUpload(store, catalogue, trainer, clock,
                new TrainUpload.Limits(2048, datasetsDecide));
        RunOutcome outcome = training.train(notices("training-s3-put").getFirst(), "r1", Duration.ofMinutes(15),
                Quiet.log("training", clock)).getLast();
        assertThat(outcome.status()).hasToString(status);
        assertThat(outcome.detail()).isEqualTo(status.equals("FAILED")
                ? Optional.of(key + ": registration.approval: is for the deployment to decide, not for an upload; "
                        + "set it in config/pipeline.yaml")
                : Optional.empty());
    }

    @Test
    void leftoverOfAnotherVersion_staysAndEndsTheRun() {
        upload(KEY, "a\n1\n");
        store.failAfter(1);
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).isInstanceOf(RuntimeException.class);
        String leftover = store.written().getFirst();
        store.upload(leftover, "other bytes".getBytes(StandardCharsets.UTF_8), Map.of());
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("interrupted");
        assertThat(run.path("detail").textValue()).startsWith("the run was begun by another version of Segmenta, and "
                + leftover);
        assertThat(store.bytes(leftover)).asString().isEqualTo("other bytes");
    }

    @Test
    void deadInvocation_isTakenOverWhenItsLeaseEnds() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new IllegalStateException("killed"));
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).hasMessage("killed");
        clock.advance(Duration.ofMinutes(15));
        assertThat(invokeOne(Events.text("training-s3-put"), "r2").path("status").textValue()).isEqualTo("DUPLICATE");
        clock.advance(Duration.ofMinutes(1));
        assertThat(invokeOne(Events.text("training-s3-put"), "r2").path("status").textValue()).isEqualTo("SUCCEEDED");
    }

    @Test
    void faultOfTheUsers_isRecordedAndNotTriedAgain() {
        upload("data/customers/empty.csv", "");
        for (String request : List.of("r1", "r1", "r2")) {
            JsonNode run = invokeOne(Events.text("training-empty-file"), request);
            assertThat(run.path("status").textValue()).isEqualTo("FAILED");
            assertThat(run.path("reason").textValue()).isEqualTo("empty-file");
            assertThat(run.path("detail").textValue()).isEqualTo("the file is empty");
            assertThat(store.bytes(run.path("prefix").textValue() + "failure.json")).asString()
                    .isEqualTo("{\"reason\":\"empty-file\",\"detail\":\"the file is empty\","
                            + "\"key\":\"data/customers/empty.csv\",\"object_version\":\""
                            + store.head("data/customers/empty.csv").orElseThrow().etag() + "\"}");
        }
        assertThat(trainer.calls()).isEqualTo(1);
    }

    @Test
    void tooLittleMemory_endsTheRun() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new OutOfMemoryError("Java heap space"));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("too-large");
        assertThat(run.path("detail").textValue()).isEqualTo("the table does not fit in the "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory the training function has");
    }

    @Test
    void settingsThatOnlyTheDataRefute_endTheRun() {
        upload(KEY, "a\n1\n");
        trainer.failNext(new ConfigException(List.of("clustering.k: no", "seed: no")));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("FAILED");
        assertThat(run.path("reason").textValue()).isEqualTo("configuration");
        assertThat(run.path("detail").textValue()).isEqualTo("clustering.k: no\nseed: no");
    }

    @Test
    void fileOfExactlyTheLimit_isTrained() {
        upload("config/pipeline.yaml", "read: {max_bytes: 8}\n");
        upload(KEY, "a,b\n1,2\n");
        assertThat(train(8).status()).isEqualTo(RunOutcome.Status.SUCCEEDED);
        upload(KEY, "a,b\n1,2\n\n");
        assertThat(train(9).detail()).contains("the file has 9 bytes, read.max_bytes allows 8");
        store.delete(KEY);
        assertThat(train(8).reason()).as("gone, and it would have been allowed").contains("not-found");
    }

    private RunOutcome train(long declared) {
        return new TrainUpload(store, catalogue, trainer, clock, LIMITS).train(
                new Notice("ObjectCreated:Put", Events.BUCKET, KEY, Optional.empty(), "", declared), "r",
                Duration.ofMinutes(15), Quiet.log("training", clock)).getLast();
    }

    @Test
    void runThatBreaksOff_showsTheStageItWasIn() {
        upload(KEY, "a\n1\n");
        store.upload("live/customers.json", new byte[] {'{'}, Map.of());
        upload("config/pipeline.yaml", "clustering: {algorithm: kmeans, update: live}\n");
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1"))
                .isInstanceOf(ContractException.class);
        assertThat(onlyRun().stage()).isEqualTo("reading");
        store.delete("live/customers.json");
        trainer.failNext(new IllegalStateException("killed"));
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).hasMessage("killed");
        assertThat(onlyRun().stage()).isEqualTo("clustering");
        store.failAfter(0);
        assertThatThrownBy(() -> invoke(Events.text("training-s3-put"), "r1")).hasMessage("the network is down");
        assertThat(onlyRun().stage()).isEqualTo("storing");
    }

    private Run onlyRun() {
        List<Run> runs = catalogue.runs(Optional.empty(), 10);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    @Test
    void folderWithoutItsMetrics_isThrown() {
        upload(KEY, "a\n1\n");
        String prefix = invokeOne(Events.text("training-s3-put"), "r1").path("prefix").textValue();
        store.delete(prefix + "metrics.json");
        TrainUpload again = new TrainUpload(store, new InMemoryCatalogue(), trainer, clock, LIMITS);
        assertThatThrownBy(() -> again.train(notices("training-s3-put").getFirst(), "r1", Duration.ofMinutes(15),
                Quiet.log("training", clock))).isInstanceOf(IllegalStateException.class)
                .hasMessage(prefix + " has a lineage but no metrics");
    }

    @Test
    void emptyVersion_isNone() {
        String event = Events.text("training-s3-put").replace("3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY", "");
        assertThat(Notice.of(RuntimeJson.read(event, S3Event.class)).getFirst().version()).isEmpty();
    }

    @Test
    void declaredSizeAboveTheLimit_isRefusedUnread() {
        JsonNode run = invokeOne(Events.text("training-too-large"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("FAILED");
        assertThat(run.path("reason").textValue()).isEqualTo("too-large");
        assertThat(run.path("detail").textValue())
                .isEqualTo("the file has 5368709120 bytes, read.max_bytes allows 4294967296");
        assertThat(trainer.calls()).isZero();
    }

    @Test
    void brokenConfiguration_endsTheRunWithEveryProblem() {
        upload(KEY, "a\n1\n");
        upload("config/pipeline.yaml", "clustering: {k: 1, colour: blue}\n");
        upload("data/customers/pipeline.yaml", "seed: x\n");
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("reason").textValue()).isEqualTo("configuration");
        assertThat(run.path("detail").textValue()).isEqualTo("config/pipeline.yaml: clustering.colour: unknown key\n"
                + "data/customers/pipeline.yaml: seed: must be a whole number, got \"x\"\n"
                + "config/pipeline.yaml: clustering.k: must be 0 (search) or >= 2, got 1");
        assertThat(invokeOne(Events.text("training-s3-put"), "r2")).isEqualTo(run);
        upload("data/customers/pipeline.yaml", "seed: 7\n");
        upload("config/pipeline.yaml", "clustering: {k: 3}\n");
        JsonNode mended = invokeOne(Events.text("training-s3-put"), "r3");
        assertThat(mended.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(mended.path("run_id")).isNotEqualTo(run.path("run_id"));
    }

    @Test
    void settingsOfTheUpload_overrideThoseOfTheDatasetAndAreAnotherRun() {
        upload("data/customers/pipeline.yaml", "clustering: {k: 3}\n");
        upload(KEY, "a\n1\n");
        JsonNode three = invokeOne(Events.text("training-s3-put"), "r1");
        store.upload(KEY, "a\n1\n".getBytes(StandardCharsets.UTF_8),
                Map.of("segmenta-set", "clustering.k=4&columns.exclude=Annual+Income+%28k%24%29"));
        JsonNode four = invokeOne(Events.text("training-s3-put"), "r2");
        assertThat(catalogue.run(id(three)).orElseThrow().metrics()).contains("{\"n_clusters\":3}");
        assertThat(catalogue.run(id(four)).orElseThrow().metrics()).contains("{\"n_clusters\":4}");
    }

    @Test
    void schemaOfTheDataset_isUsedAndItsFaultsEndTheRun() {
        upload(KEY, "a\n1\n");
        JsonNode without = invokeOne(Events.text("training-s3-put"), "r1");
        upload("data/customers/schema.json", "{");
        JsonNode broken = invokeOne(Events.text("training-s3-put"), "r2");
        assertThat(broken.path("status").textValue()).isEqualTo("FAILED");
        assertThat(broken.path("detail").textValue()).startsWith("data/customers/schema.json: ");
        upload("data/customers/schema.json", "{\"version\":1,\"columns\":[{\"name\":\"a\",\"role\":\"ordinal\"}]}");
        JsonNode with = invokeOne(Events.text("training-s3-put"), "r3");
        assertThat(with.path("status").textValue()).as(with.toString()).isEqualTo("SUCCEEDED");
        assertThat(store.bytes(with.path("prefix").textValue() + "model.tar.gz")).asString().contains("ordinal");
        assertThat(id(with)).isNotEqualTo(id(without));
    }

    @Test
    void encodedKey_isDecoded() {
        upload("data/customers/Kunden M\u00fcnchen (Mai).csv", "a\n1\n");
        assertThat(invokeOne(Events.text("training-s3-encoded-key"), "r1").path("status").textValue())
                .isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"training-bad-dataset-name,misplaced", "training-configuration-upload,not-an-upload",
            "training-folder-marker,not-an-upload", "training-no-dataset,misplaced",
            "training-object-removed,not-an-upload", "training-missing-object,not-found",
            "training-unreadable-key,not-found"})
    void whatIsNoUpload_isIgnored(String event, String reason) {
        JsonNode run = invokeOne(Events.text(event), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("IGNORED");
        assertThat(run.path("reason").textValue()).isEqualTo(reason);
        assertThat(catalogue.runs(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void uploadToAnotherBucket_isIgnored() {
        upload(KEY, "a\n1\n");
        JsonNode run = invokeOne(Events.text("training-s3-put").replace(Events.BUCKET, "another"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("IGNORED");
    }

    static List<String> samples() {
        return Events.of("training");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySample_isReadByTheTypeOfTheHandler(String name) {
        JsonNode records = Json.parse(Events.text(name)).path("Records");
        assertThat(notices(name)).extracting(Notice::event).containsExactlyElementsOf(
                records.valueStream().map(record -> record.path("eventName").textValue()).toList());
    }

    @Test
    void objectRemoved_isAMarkerWithoutASize() {
        assertThat(notices("training-object-removed")).containsExactly(
                new Notice("ObjectRemoved:DeleteMarkerCreated", Events.BUCKET, KEY,
                        Optional.of("3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"), "d41d8cd98f00b204e9800998ecf8427e", 0));
    }

    @Test
    void sizeAbove2GiB_isReadWhole() {
        assertThat(notices("training-too-large")).extracting(Notice::size).containsExactly(5_368_709_120L);
    }

    private static List<Notice> notices(String event) {
        return Notice.of(RuntimeJson.read(Events.text(event), S3Event.class));
    }

    /** AWS's type of the event tells a notification without records from no notification as little as this one. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Records\":[]}", "{\"Records\":{}}"})
    void eventWithoutRecords_givesNoRuns(String event) {
        assertThat(invoke(Events.text("training-s3-test-event"), "r1")).isEmpty();
        assertThat(invoke(event, "r2")).isEmpty();
    }

    @Test
    void recordThatNamesNoObject_isThrown() {
        String event = "{\"Records\":[{\"eventTime\":\"2026-11-21T10:15:30Z\",\"s3\":{\"bucket\":{\"name\":\"b\"}}}]}";
        assertThatThrownBy(() -> invoke(event, "r1")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a record of the notification names no bucket or no key");
        assertThatThrownBy(() -> handler.handleRequest(null, new TestContext("r1", MINUTE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "{\"Records\":", "[[]]", "[{}]", "null", "", "{\"Records\":[{}]}"})
    void whatIsNoNotification_neverReachesTheHandler(String event) {
        assertThatThrownBy(() -> RuntimeJson.read(event, S3Event.class)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void fileOverwrittenWhileTheRunBegins_endsItAndTheNewFileHasItsOwn() {
        upload(KEY, "a\n1\n");
        JsonNode first = invokeOne(Events.text("training-s3-put"), "r1");
        upload(KEY, "a\n2\n");
        JsonNode second = invokeOne(Events.text("training-s3-put"), "r2");
        assertThat(id(second)).isNotEqualTo(id(first));
        assertThat(trainer.calls()).isEqualTo(2);
    }
}
