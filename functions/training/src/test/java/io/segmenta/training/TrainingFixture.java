package io.segmenta.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.Prices;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.aws.RequestCounts;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.privacy.OptedOut;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A bucket and a catalogue in memory, and the notices that wake the training function. */
abstract class TrainingFixture {
    static final String KEY = "data/customers/supermarket.csv";
    static final int MINUTE = 60_000;
    static final Workers WORKERS = new Workers(1);
    /** Two GB in us-east-1, and no requests. */
    static final CostModel COSTS = new CostModel(Prices.load().in("us-east-1"), 2048, 900);
    static final TrainUpload.Limits LIMITS = limits(false);

    final TickingClock clock = new TickingClock();
    final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    final FakeTrainer trainer = new FakeTrainer();
    final TrainingHandler handler = new TrainingHandler(
            new TrainingHandler.Parts(training(catalogue, LIMITS), new Previews(store, WORKERS, COSTS, false),
                    new Exports(store, OptedOut.in(store))),
            Quiet.log("training", clock));

    static TrainUpload.Limits limits(boolean datasetsDecide) {
        return new TrainUpload.Limits(new Billing(COSTS, () -> new RequestCounts.Counted(0, 0)), datasetsDecide);
    }

    TrainUpload training(Catalogue runs, TrainUpload.Limits limits) {
        return new TrainUpload(store, runs, trainer, clock, limits);
    }

    /** What becomes of the upload of the sample event, asked by request r1. */
    RunOutcome train(TrainUpload training) {
        return training.train(notices("training-s3-put").getFirst(), "r1", Duration.ofMinutes(15),
                Quiet.log("training", clock)).getLast();
    }

    void upload(String key, String text) {
        store.upload(key, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** What leaves AWS's runtime when this event enters it. */
    List<JsonNode> invoke(String event, String request) {
        Map<String, Object> answer = handler.handleRequest(RuntimeJson.read(event, S3Event.class),
                new TestContext(request, 15 * MINUTE));
        return Json.parse(RuntimeJson.write(answer, Object.class)).path("runs").valueStream().toList();
    }

    JsonNode invokeOne(String event, String request) {
        List<JsonNode> runs = invoke(event, request);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    static UUID id(JsonNode run) {
        return UUID.fromString(run.path("run_id").textValue());
    }

    Run onlyRun() {
        List<Run> runs = catalogue.runs(Optional.empty(), 10);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    static List<Notice> notices(String event) {
        return Notice.of(RuntimeJson.read(Events.text(event), S3Event.class));
    }
}
