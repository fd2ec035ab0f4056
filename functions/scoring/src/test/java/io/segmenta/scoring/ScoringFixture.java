package io.segmenta.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import io.segmenta.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A bucket in memory with the sample model, and the notices that wake the scoring function. */
abstract class ScoringFixture {
    static final String KEY = "score/customers/march.csv";
    static final String ANSWER = "people/customers/scores/march.csv.csv.gz";
    static final String OUTCOME = "people/customers/scores/march.csv.json";
    static final String TABLE = "customer_id,age,total_spend\nc1,30,2000\nc2,60,300\n";
    static final String HEADER = "customer_id,segment_id,cluster,cluster_name,recommendation,confidence,distance,"
            + "outside,flags,model_version,error";
    static final String RUN = "3b57bd5a-5485-305c-9282-9c4914e592c9";
    static final int MINUTES = 60_000;
    static final ScoreUpload.Limits LIMITS = new ScoreUpload.Limits(1 << 20, 10_000, Duration.ofMinutes(1));

    final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);

    /** A model whose answers are not counted, so that answers and outcomes are all that is written. */
    void live(String version) {
        live(version, 0);
    }

    void live(String version, int captureSeconds) {
        String model = "runs/customers/" + RUN + "/model.tar.gz";
        store.upload(model, CustomerModel.FILE, Map.of());
        store.upload(LivePointer.key("customers"),
                new LivePointer("customers", new LivePointer.Endpoint("segmenta-customers"), model,
                        ModelFile.id(CustomerModel.FILE), version, "arn:" + version,
                        Instant.parse("2026-11-21T10:00:00Z"), captureSeconds, false).write(),
                Map.of());
    }

    void upload(String key, String text) {
        upload(key, text.getBytes(StandardCharsets.UTF_8));
    }

    void upload(String key, byte[] bytes) {
        store.upload(key, bytes, Map.of());
    }

    /** What leaves AWS's runtime when this event enters it. */
    JsonNode invoke(String event) {
        return invoke(store, event, LIMITS, 15 * MINUTES);
    }

    JsonNode invoke(ObjectStore bucket, String event, ScoreUpload.Limits limits, int remainingMillis) {
        ScoringHandler handler = new ScoringHandler(new ScoreUpload(bucket, limits, new TickingClock(),
                OptedOut.in(bucket)),
                Quiet.log("scoring", new TickingClock()));
        Map<String, Object> answer = handler.handleRequest(RuntimeJson.read(event, S3Event.class),
                new TestContext("r1", remainingMillis));
        List<JsonNode> scores = Json.parse(RuntimeJson.write(answer, Object.class)).path("scores").valueStream()
                .toList();
        assertThat(scores).hasSize(1);
        return scores.getFirst();
    }

    /** The outcome after the file of the sample event was put there. */
    JsonNode scored() {
        invoke(Events.text("scoring-s3-put"));
        return outcome();
    }

    JsonNode outcome() {
        return Json.parse(new String(store.bytes(OUTCOME), StandardCharsets.UTF_8));
    }

    List<String> answer() {
        return unpacked(store.bytes(ANSWER)).lines().toList();
    }

    static String unpacked(byte[] gzip) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
