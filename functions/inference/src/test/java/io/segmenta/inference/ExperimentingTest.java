package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.segmenta.model.Baseline;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.model.experiment.Exposure;
import io.segmenta.model.experiment.Exposures;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Scale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two versions beside each other: version 3 is live, version 4 has its segments the other way round. */
class ExperimentingTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000009");
    private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    private static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");
    private static final byte[] TURNED = ModelFile.write(new SegmentationModel(CustomerModel.MODEL.schema(),
            CustomerModel.MODEL.pipeline(),
            new NearestCentroid(new float[][] {{1, -1}, {-1, 1}}, new double[] {0.5, 0.5}, 0.25, new double[] {2, 2}),
            CustomerModel.MODEL.segments(), new TreeMap<>(), Baseline.EMPTY, CustomerModel.MODEL.provenance()));
    /** Reads a column that nobody sends. */
    private static final byte[] OF_VISITS = ModelFile.write(new SegmentationModel(
            new Schema(List.of(ColumnSchema.of("customer_id", Role.IDENTIFIER, "one per row"),
                    ColumnSchema.of("visits", Role.NUMERIC, "numbers"))),
            new FeaturePipeline(List.of(new ImputeNumeric("visits", 5, 0, "median"),
                    new Scale("visits", Scale.Kind.STANDARD, 5, 1)), List.of("visits")),
            new NearestCentroid(new float[][] {{1}, {-1}}, new double[] {0.5, 0.5}, 0.25, new double[] {2, 2}),
            CustomerModel.MODEL.segments(), new TreeMap<>(), Baseline.EMPTY, CustomerModel.MODEL.provenance()));
    private static final String CHALLENGER = "runs/shop/other/model.tar.gz";
    private static final Endpoints NO_ENDPOINTS = (endpoint, shape, contentType, body, left) -> {
        throw new IOException("there is no endpoint");
    };

    private final FakeStore store = new FakeStore().withModelHere("shop", "v3").with(CHALLENGER, TURNED);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private Executor aside = Runnable::run;

    private InferenceHandler handler() {
        return handler(NO_ENDPOINTS);
    }

    private InferenceHandler handler(Endpoints endpoints) {
        return new InferenceHandler(store, store, endpoints, () -> KEYS, aside, Optional.of("shop"), now::get);
    }

    private void runs(ExperimentKind kind, double share) {
        store.with(LiveExperiment.key("shop"), new LiveExperiment(ID, "shop", kind, "v3", "v4", CHALLENGER,
                ModelFile.id(TURNED), share, NOW.plus(Duration.ofDays(7))).write());
    }

    private static String ask(InferenceHandler handler, String body) {
        return ask(handler, "application/json", body);
    }

    private static String ask(InferenceHandler handler, String type, String body) {
        return handler.handleRequest(APIGatewayV2HTTPEvent.builder().withRouteKey("POST /predict")
                .withHeaders(Map.of("content-type", type)).withBody(body).build(), null).getBody();
    }

    private static JsonObject json(String body) {
        return Json.parse(body.getBytes(StandardCharsets.UTF_8), "answer");
    }

    private static String record(String customer) {
        return "{\"customer_id\": \"" + customer + "\", \"age\": 34, \"total_spend\": 1840}";
    }

    private static Arm arm(String customer) {
        return Arm.of(ID.toString(), customer, 0.5);
    }

    private static String customer(Arm arm) {
        return IntStream.range(0, 100).mapToObj(number -> "C" + number).filter(one -> arm(one) == arm).findFirst()
                .orElseThrow();
    }

    private List<Exposure> exposures() throws IOException {
        List<Exposure> all = new ArrayList<>();
        for (String key : store.list(ExperimentKeys.exposures("shop", ID))) {
            all.addAll(Exposures.read(store.bytes(key), key));
        }
        return all;
    }

    private Agreement agreement() throws IOException {
        Agreement all = new Agreement();
        for (String key : store.list(ExperimentKeys.agreement("shop", ID))) {
            all.add(Agreement.read(store.bytes(key), key));
        }
        return all;
    }

    @Test
    void ab_eachCustomerIsAnsweredByTheOwnArm_andTheAnswerSaysSo() throws IOException {
        runs(ExperimentKind.AB, 0.5);
        InferenceHandler handler = handler();
        for (Arm arm : Arm.values()) {
            JsonObject answer = json(ask(handler, record(customer(arm))));
            assertThat(answer.string("experiment")).isEqualTo(ID.toString());
            assertThat(answer.string("arm")).isEqualTo(arm.word());
            assertThat(answer.string("model_version")).isEqualTo(arm == Arm.CHAMPION ? "v3" : "v4");
            assertThat(answer.string("segment_id"))
                    .isEqualTo(arm == Arm.CHAMPION ? "young-spenders" : "careful-seniors");
            assertThat(answer.has("why")).isTrue();
        }
        handler.end();
        assertThat(exposures()).extracting(Exposure::arm).containsExactly(Arm.values());
        assertThat(exposures()).extracting(Exposure::customer).containsExactly(
                KEYS.hash(customer(Arm.CHAMPION)).hex(), KEYS.hash(customer(Arm.CHALLENGER)).hex());
        assertThat(exposures()).as("of the champion, whichever answers").extracting(Exposure::segment)
                .containsOnly("young-spenders");
        assertThat(agreement().cells()).containsEntry("young-spenders", Map.of("careful-seniors", 1L));
    }

    @Test
    void ab_lists_areAnsweredRecordByRecord_inTheirOrder() {
        runs(ExperimentKind.AB, 0.5);
        List<String> customers = IntStream.range(0, 40).mapToObj(number -> "C" + number).toList();
        String records = customers.stream().map(ExperimentingTest::record).collect(Collectors.joining(","));
        JsonObject batch = json(ask(handler(), "[" + records + ",{\"age\": 50},{\"age\": \"abc\"}]"));
        assertThat(batch.integer("count")).isEqualTo(42);
        assertThat(batch.integer("errors")).isEqualTo(1);
        List<JsonObject> answers = batch.objects("predictions");
        for (int i = 0; i < customers.size(); i++) {
            assertThat(answers.get(i).string("customer_id")).isEqualTo(customers.get(i));
            assertThat(answers.get(i).string("model_version")).isEqualTo(arm(customers.get(i)) == Arm.CHAMPION ? "v3"
                    : "v4");
        }
        assertThat(answers.get(40).has("arm")).as("nobody's record").isFalse();
        assertThat(answers.get(41).has("error")).isTrue();
        String[] lines = ask(handler(), "application/jsonlines",
                customers.stream().map(ExperimentingTest::record).collect(Collectors.joining("\n"))).split("\n", -1);
        assertThat(lines).hasSize(41);
        for (int i = 0; i < customers.size(); i++) {
            assertThat(json(lines[i]).string("arm")).isEqualTo(arm(customers.get(i)).word());
        }
    }

    @Test
    void ab_firstExposureAlone_isWritten_afterAMinute() throws IOException {
        runs(ExperimentKind.AB, 0.5);
        InferenceHandler handler = handler();
        ask(handler, record("C1"));
        ask(handler, record("C1"));
        assertThat(exposures()).isEmpty();
        now.set(NOW.plusSeconds(61));
        ask(handler, record("C1"));
        assertThat(exposures()).containsExactly(
                new Exposure(KEYS.hash("C1").hex(), arm("C1"), "young-spenders", NOW));
        handler.end();
        assertThat(exposures()).hasSize(1);
    }

    @Test
    void whoHasNoIdentifier_orOptedOut_isTheChampionsAndNotCounted() throws IOException {
        runs(ExperimentKind.AB, 0.99);
        store.with(OptOuts.KEY, OptOuts.NONE.with(KEYS.hash("C1")).write());
        InferenceHandler handler = handler();
        assertThat(ask(handler, "{\"age\": 34, \"total_spend\": 1840}")).contains("\"v3\"").doesNotContain("arm");
        assertThat(ask(handler, record("C1"))).isEqualTo("{\"opted_out\":true}");
        handler.end();
        assertThat(exposures()).isEmpty();
    }

    @Test
    void aa_bothArmsAreTheChampions() throws IOException {
        runs(ExperimentKind.AA, 0.5);
        InferenceHandler handler = handler();
        JsonObject answer = json(ask(handler, record(customer(Arm.CHALLENGER))));
        assertThat(answer.string("model_version")).isEqualTo("v3");
        assertThat(answer.string("arm")).isEqualTo("challenger");
        handler.end();
        assertThat(exposures()).extracting(Exposure::arm).containsExactly(Arm.CHALLENGER);
        assertThat(agreement().isEmpty()).isTrue();
    }

    @Test
    void shadow_answersAsEver_andComparesAShareOfTheRequests() throws IOException {
        String alone = ask(handler(), record("C1"));
        runs(ExperimentKind.SHADOW, 0.1);
        InferenceHandler handler = handler();
        for (int request = 0; request < 100; request++) {
            assertThat(ask(handler, record("C1"))).isEqualTo(alone);
        }
        handler.end();
        assertThat(agreement().records()).isEqualTo(10);
        assertThat(agreement().cells()).containsEntry("young-spenders", Map.of("careful-seniors", 10L));
        assertThat(agreement().faults()).isZero();
        for (Arm arm : Arm.values()) {
            long[] times = agreement().times(arm);
            assertThat(Arrays.stream(times).sum()).isEqualTo(10);
            assertThat(times[Agreement.TIMES - 1]).as("half a minute and more").isZero();
        }
        assertThat(exposures()).isEmpty();
    }

    @Test
    void shadow_challengerThatRefuses_isCountedAsAFault() throws IOException {
        String alone = ask(handler(), record("C1"));
        store.with(CHALLENGER, OF_VISITS).with(LiveExperiment.key("shop"), new LiveExperiment(ID, "shop",
                ExperimentKind.SHADOW, "v3", "v4", CHALLENGER, ModelFile.id(OF_VISITS), 0.99, NOW.plusSeconds(60))
                .write());
        InferenceHandler handler = handler();
        for (int request = 0; request < 10; request++) {
            assertThat(ask(handler, record("C1"))).isEqualTo(alone);
        }
        handler.end();
        assertThat(agreement().faults()).isEqualTo(9);
        assertThat(agreement().records()).isZero();
    }

    @Test
    void ab_recordThatTheChallengerCannotUse_isTheChampions_andAFault() throws IOException {
        store.with(CHALLENGER, OF_VISITS).with(LiveExperiment.key("shop"), new LiveExperiment(ID, "shop",
                ExperimentKind.AB, "v3", "v4", CHALLENGER, ModelFile.id(OF_VISITS), 0.99, NOW.plusSeconds(60)).write());
        InferenceHandler handler = handler();
        String fit = "{\"customer_id\": \"C1\", \"age\": 34, \"total_spend\": 1840, \"visits\": 4}";
        List<JsonObject> answers = json(ask(handler, '[' + fit + ',' + record("C2") + ']')).objects("predictions");
        assertThat(answers).extracting(answer -> answer.string("model_version")).containsExactly("v4", "v3");
        assertThat(answers).extracting(answer -> answer.string("arm")).containsExactly("challenger", "champion");
        handler.end();
        assertThat(agreement().faults()).isEqualTo(1);
        assertThat(agreement().records()).isEqualTo(1);
        assertThat(Arrays.stream(agreement().times(Arm.CHALLENGER)).sum()).isEqualTo(1);
    }

    @Test
    void beforeCheckpoint_experimentAndWhatIsHeldOfIt_areForgotten() throws IOException {
        runs(ExperimentKind.AB, 0.5);
        InferenceHandler handler = handler();
        assertThat(ask(handler, record("C1"))).contains("\"arm\"");
        store.remove(LiveExperiment.key("shop"));
        handler.beforeCheckpoint(null);
        assertThat(ask(handler, record("C1"))).doesNotContain("arm");
        handler.end();
        assertThat(exposures()).as("each process that is restored would write them").isEmpty();
    }

    @Test
    void shadow_asideIsBusy_theAnswerIsAsEver() throws IOException {
        String alone = ask(handler(), record("C1"));
        runs(ExperimentKind.SHADOW, 0.9);
        aside = task -> {
            throw new RejectedExecutionException("no place");
        };
        InferenceHandler handler = handler();
        for (int request = 0; request < 10; request++) {
            assertThat(ask(handler, record("C1"))).isEqualTo(alone);
        }
        handler.end();
        assertThat(agreement().isEmpty()).isTrue();
    }

    @Test
    void challengerThatRefuses_isCountedAsAFault_andTheChampionsAnswerStands() throws IOException {
        store.with(CHALLENGER, OF_VISITS).with(LiveExperiment.key("shop"), new LiveExperiment(ID, "shop",
                ExperimentKind.AB, "v3", "v4", CHALLENGER, ModelFile.id(OF_VISITS), 0.5, NOW.plusSeconds(60)).write());
        InferenceHandler handler = handler();
        JsonObject answer = json(ask(handler, record(customer(Arm.CHALLENGER))));
        assertThat(answer.string("model_version")).isEqualTo("v3");
        assertThat(answer.string("arm")).as("whose model answered").isEqualTo("champion");
        handler.end();
        assertThat(agreement().faults()).isEqualTo(1);
        assertThat(exposures()).as("as assigned").extracting(Exposure::arm).containsExactly(Arm.CHALLENGER);
    }

    @Test
    void challengerWhoseFileIsAnother_hasNoPart() {
        runs(ExperimentKind.AB, 0.5);
        store.with(CHALLENGER, CustomerModel.FILE);
        assertThat(ask(handler(), record(customer(Arm.CHALLENGER)))).contains("\"v3\"").doesNotContain("arm");
    }

    @Test
    void endpoint_isTheChampion_andTheChallengerAnswersHere() throws IOException {
        runs(ExperimentKind.AB, 0.5);
        store.withEndpoint("shop", "v3");
        Invocations container = new Invocations(new Predictor(CustomerModel.MODEL, "v3"));
        InferenceHandler handler = handler((endpoint, shape, contentType, body, left) -> container
                .answer(AnswerShape.PREDICT, contentType, body, NOW));
        assertThat(json(ask(handler, record(customer(Arm.CHAMPION)))).string("model_version")).isEqualTo("v3");
        assertThat(json(ask(handler, record(customer(Arm.CHALLENGER)))).string("model_version")).isEqualTo("v4");
        handler.end();
        assertThat(exposures()).hasSize(2);
    }

    @Test
    void otherLiveVersion_endedTime_orTables_haveNoPartInIt() {
        runs(ExperimentKind.AB, 0.5);
        assertThat(ask(handler(), "text/csv", "customer_id,age,total_spend\nC1,34,1840\n")).doesNotContain("arm");
        now.set(NOW.plus(Duration.ofDays(7)));
        assertThat(ask(handler(), record("C1"))).doesNotContain("arm");
        now.set(NOW);
        store.withModelHere("shop", "v5");
        assertThat(ask(handler(), record("C1"))).doesNotContain("arm");
    }

    @Test
    void brokenPointer_orKeyThatCannotBeRead_neverFailsAnAnswer() {
        store.with(LiveExperiment.key("shop"), "{}");
        assertThat(json(ask(handler(), record("C1"))).string("model_version")).isEqualTo("v3");
        runs(ExperimentKind.AB, 0.5);
        InferenceHandler keyless = new InferenceHandler(store, store, NO_ENDPOINTS, () -> {
            throw new IOException("Secrets Manager answered 500");
        }, aside, Optional.of("shop"), now::get);
        assertThat(ask(keyless, record("C1"))).doesNotContain("arm");
    }

    @Test
    void exposuresThatCannotBeWritten_areKept() throws IOException {
        runs(ExperimentKind.AB, 0.5);
        InferenceHandler handler = handler();
        ask(handler, record("C1"));
        store.breakDown(true);
        now.set(NOW.plusSeconds(61));
        assertThat(ask(handler, record("C2"))).contains("\"arm\"");
        store.breakDown(false);
        handler.end();
        assertThat(exposures()).hasSize(2);
    }
}
