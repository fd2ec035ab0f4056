package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.Sha256;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Deletion;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.events.RuntimeJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which notices become runs, and what is told of them. */
class TrainingHandlerTest extends TrainingFixture {
    @Test
    void upload_becomesARun() {
        upload(KEY, "a,b\n1,2\n");
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        String prefix = "runs/customers/" + id(run) + "/";
        assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(run.path("dataset").textValue()).isEqualTo("customers");
        assertThat(run.path("bucket").textValue()).isEqualTo(Events.BUCKET);
        assertThat(run.path("prefix").textValue()).isEqualTo(prefix);
        assertThat(store.written()).containsExactly(prefix + "start.json", prefix + "model.tar.gz",
                prefix + "metrics.json", prefix + "plots/scatter.svg", prefix + "manifest.json",
                prefix + "lineage.json");
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
    void fileOfADataSetThatWasDeleted_isNotTrained() {
        upload(KEY, "a,b\n1,2\n");
        Instant day = Instant.parse("2026-11-30T10:00:00Z");
        catalogue.deletions().delete(new Deletion("customers", "olga", day), new AuditEntry(day, "olga", "operator",
                "dataset-deleted", Optional.of("customers"), "customers", Optional.empty(), Optional.empty(),
                Optional.empty(), "r"));
        JsonNode run = invokeOne(Events.text("training-s3-put"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("FAILED");
        assertThat(run.path("reason").textValue()).isEqualTo("deleted");
        assertThat(trainer.calls()).isZero();
    }

    @Test
    void recordsOfOneEvent_areAllTrained() {
        upload(KEY, "a\n1\n");
        upload("data/countries/pharma.csv", "a\n2\n");
        List<JsonNode> runs = invoke(Events.text("training-s3-two-records"), "r1");
        assertThat(runs).extracting(run -> run.path("dataset").textValue()).containsExactly("customers", "countries");
    }

    @Test
    void encodedKey_isDecoded() {
        upload("data/customers/Kunden M\u00fcnchen (Mai).csv", "a\n1\n");
        assertThat(invokeOne(Events.text("training-s3-encoded-key"), "r1").path("status").textValue())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void fileInNoDataset_trainsTheOneOfItsName() {
        upload("data/supermarket.csv", "a\n1\n");
        JsonNode run = invokeOne(Events.text("training-no-dataset"), "r1");
        assertThat(run.path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(run.path("dataset").textValue()).isEqualTo("supermarket");
    }

    @ParameterizedTest
    @CsvSource({"training-bad-dataset-name,misplaced", "training-configuration-upload,not-an-upload",
            "training-folder-marker,not-an-upload", "training-no-dataset,not-found",
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
                        Optional.of("3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY"), "d41d8cd98f00b204e9800998ecf8427e", 0,
                        "AIDAEXAMPLE"));
    }

    @Test
    void sizeAbove2GiB_isReadWhole() {
        assertThat(notices("training-too-large")).extracting(Notice::size).containsExactly(5_368_709_120L);
    }

    @Test
    void emptyVersion_isNone() {
        String event = Events.text("training-s3-put").replace("3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY", "");
        assertThat(Notice.of(RuntimeJson.read(event, S3Event.class)).getFirst().version()).isEmpty();
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
}
