package io.segmenta.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.DriftBook;
import io.segmenta.platform.catalogue.DriftState;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.sagemaker.FakeRegistry;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.storage.ReplacedObjectException;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationHandlerTest {
    private static final UUID RUN = UUID.fromString("3f0c9a4e-6d2b-3c1e-9a57-0d6f2b8e4c11");
    private static final String FOLDER = "runs/customers/" + RUN + "/";
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/segmenta-serving:0.1.0";

    private static final String MODEL = "the bytes of a model";
    private static final Map<String, String> AUTOMATIC = Map.of("registration.approval", "automatic",
            "gates.first_model", "gates", "gates.min_segment_size", "0", "gates.min_stability", "0");
    private static final String METRICS = "{\"n_clusters\":2,\"n_samples\":100,\"silhouette_score\":0.5,"
            + "\"structure\":\"reasonable\",\"cluster_sizes\":{\"0\":90,\"1\":10},"
            + "\"continuity\":{\"state\":\"first\"}}";

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final FakeRegistry registry = new FakeRegistry(clock);

    @BeforeEach
    void run() {
        trained(Map.of(), METRICS);
    }

    /** A run that ended well, with these settings and metrics. */
    private void trained(Map<String, String> settings, String metrics) {
        String configuration = PipelineConfig.defaults().with(settings).json();
        catalogue = new InMemoryCatalogue();
        catalogue.claim(new NewRun(RUN, "customers", Events.BUCKET, "data/customers/a.csv", "e", 100,
                Sha256.of(configuration), configuration, "uploader"), "owner", clock.instant(), clock.instant());
        catalogue.succeed(RUN, new RunResult("def", Sha256.of(MODEL), metrics), clock.instant());
        put("model.tar.gz", MODEL);
        put("config.json", configuration);
    }

    private void put(String file, String text) {
        store.upload(FOLDER + file, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A catalogue that knows the run, and whose registration began but was not heard of again. */
    private InMemoryCatalogue interrupted() {
        trained(Map.of(), METRICS);
        catalogue.beginRegistration(RUN, "customers", clock.instant());
        return catalogue;
    }

    private JsonNode invoke(String event) {
        return invoke(event, catalogue);
    }

    /** What leaves AWS's runtime when this event enters it. */
    private JsonNode invoke(String event, Catalogue catalogue) {
        RegistrationHandler handler = new RegistrationHandler(
                new RegisterRun(store, registry, catalogue, SageMakerNames.STANDARD, IMAGE, clock),
                Quiet.log("registration", clock));
        Map<String, Object> answer = handler.handleRequest(RuntimeJson.read(event, LambdaDestinationEvent.class),
                new TestContext("r", 60_000));
        return Json.parse(RuntimeJson.write(answer, Object.class)).path("models");
    }

    private ModelVersion onlyVersion() {
        List<ModelVersion> versions = registry.versions("segmenta-customers");
        assertThat(versions).hasSize(1);
        return versions.getFirst();
    }

    @Test
    void trainedRun_becomesAPendingVersion() {
        JsonNode models = invoke(Events.text("registration-destination"));
        ModelVersion version = onlyVersion();
        assertThat(Json.text(models)).isEqualTo("[{\"run_id\":\"" + RUN + "\",\"dataset\":\"customers\",\"version\":1,"
                + "\"model_package_arn\":\"" + version.arn() + "\"}]");
        assertThat(version.status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(version.modelUrl()).isEqualTo("s3://" + Events.BUCKET + "/" + FOLDER + "model.tar.gz");
        assertThat(version.properties()).containsExactlyInAnyOrderEntriesOf(Map.of("run_id", RUN.toString(), "dataset",
                "customers", "k", "2", "silhouette", "0.500000", "model_sha256", Sha256.of(MODEL), "data_sha256", "def",
                "configuration_sha256", Sha256.of(PipelineConfig.defaults().json()), "card_sha256",
                Sha256.of(store.bytes(FOLDER + "card.json"))));
        assertThat(catalogue.models(Optional.empty())).containsExactly(
                new Model(RUN, "customers", 1, version.arn(), ApprovalStatus.PENDING, clock.instant()));
    }

    @Test
    void sameRun_isRegisteredOnce() {
        JsonNode first = invoke(Events.text("registration-destination"));
        assertThat(invoke(Events.text("registration-destination"))).isEqualTo(first);
        assertThat(invoke(Events.text("registration-direct"))).isEqualTo(first);
        assertThat(registry.registrations()).isEqualTo(1);
    }

    @Test
    void crashAfterRegistering_findsTheVersionAgain() {
        JsonNode first = invoke(Events.text("registration-destination"));
        registry.forgetTokens();
        assertThat(invoke(Events.text("registration-destination"), interrupted())).isEqualTo(first);
        assertThat(registry.registrations()).isEqualTo(1);
    }

    @Test
    void crashAfterRegistering_takesTheVersionOfItsOwnRunAmongOthers() {
        JsonNode first = invoke(Events.text("registration-destination"));
        registry.register(new NewVersion("segmenta-customers", "another-run", "", IMAGE, "s3://b/x/model.tar.gz", "",
                Map.of("run_id", "another-run")));
        registry.forgetTokens();
        assertThat(invoke(Events.text("registration-destination"), interrupted())).isEqualTo(first);
        assertThat(registry.registrations()).isEqualTo(2);
    }

    @Test
    void runInAnotherBucket_isThrown() {
        assertThatThrownBy(() -> invoke(Events.text("registration-direct").replace(Events.BUCKET, "another")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("run " + RUN + " is in another bucket, another");
        assertThat(registry.registrations()).isZero();
    }

    @Test
    void crashBeforeRegistering_registers() {
        catalogue.beginRegistration(RUN, "customers", clock.instant());
        invoke(Events.text("registration-destination"));
        assertThat(registry.registrations()).isEqualTo(1);
        assertThat(catalogue.modelOf(RUN)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.5 | 0.1  | APPROVED | approved by policy: structure reasonable, silhouette 0.5000 >= 0.5,
            0.6 | 0.1  | PENDING  | left to a person by policy: silhouette 0.5000 < 0.6
            0.1 | 0.11 | PENDING  | left to a person by policy: smallest segment's share 0.1000 < 0.11
            """)
    void automaticPolicy_approvesWhatPassesItsGates(String silhouette, String share, ApprovalStatus status,
            String sentence) {
        Map<String, String> settings = new HashMap<>(AUTOMATIC);
        settings.putAll(Map.of("registration.min_silhouette", silhouette, "registration.min_segment_share", share));
        trained(settings, METRICS);
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(status);
        assertThat(onlyVersion().approvalDescription()).startsWith(sentence);
    }

    @Test
    void automaticPolicy_leavesTheFirstModelToAPerson() {
        trained(Map.of("registration.approval", "automatic", "gates.min_segment_size", "0", "gates.min_stability", "0"),
                METRICS);
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().approvalDescription())
                .isEqualTo("left to a person by policy: first model of the data set");
    }

    @Test
    void automaticPolicy_whenAnotherModelIsLiveThanTheOneComparedWith_leavesItToAPerson() {
        trained(AUTOMATIC, METRICS);
        live("customers", new UUID(7, 7));
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().approvalDescription()).isEqualTo(
                "left to a person by policy: another model is live than the one it was compared with");
    }

    private void live(String dataset, UUID run) {
        catalogue.beginRegistration(run, dataset, clock.instant());
        catalogue.registered(run, 9, "arn:9", clock.instant());
        catalogue.requestDeployment(new Deployment(new UUID(8, 8), dataset, 9, "arn:9", "lambda", "", "",
                Deployment.State.LIVE, false, "", clock.instant(), clock.instant(), clock.instant()));
    }

    @Test
    void card_holdsGatesAndWhatTheRunWroteOfItsSegments() {
        put("transitions.json", "{\"format\":1,\"basis\":\"all rows\",\"names\":{\"s-1\":\"Gold\"},"
                + "\"transitions\":[{\"kind\":\"continue\",\"text\":\"Gold goes on.\"}],\"findings\":[]}");
        put("migration.json", "{\"flows\":[],\"masked\":3}");
        invoke(Events.text("registration-destination"));
        JsonNode card = Json.parse(new String(store.bytes(FOLDER + "card.json"), StandardCharsets.UTF_8));
        assertThat(card.path("run_id").textValue()).isEqualTo(RUN.toString());
        assertThat(card.path("gates").path(0).path("text").textValue()).isEqualTo("structure reasonable");
        assertThat(card.path("transitions").path(0).path("text").textValue()).isEqualTo("Gold goes on.");
        assertThat(card.path("names").path("s-1").textValue()).isEqualTo("Gold");
        assertThat(card.path("migration").path("masked").intValue()).isEqualTo(3);
        assertThat(card.path("metrics").path("customers").intValue()).isEqualTo(100);
    }

    private static final String UNFAIR = "{\"format\":1,\"verdict\":\"fairness by gender: 2 of 8 differ\","
            + "\"findings\":[\"gender Female is more often in Gold\"],\"flagged\":2,\"worst_disparity\":0.3}";

    private JsonNode card() {
        return Json.parse(new String(store.bytes(FOLDER + "card.json"), StandardCharsets.UTF_8));
    }

    @Test
    void fairnessThatWarns_isTold_andApprovedByPolicyAllTheSame() {
        trained(AUTOMATIC, METRICS);
        put("fairness.json", UNFAIR);
        invoke(Events.text("registration-destination"));
        assertThat(card().path("fairness").path("verdict").textValue()).isEqualTo("fairness by gender: 2 of 8 differ");
        assertThat(card().path("needs_comment")).isEmpty();
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(onlyVersion().approvalDescription()).contains("flags of fairness, which only warn: 2");
    }

    @Test
    void fairnessThatBlocks_needsAPersonAndAComment() {
        Map<String, String> settings = new HashMap<>(AUTOMATIC);
        settings.put("gates.fairness", "block");
        trained(settings, METRICS);
        put("fairness.json", UNFAIR);
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(onlyVersion().approvalDescription())
                .isEqualTo("left to a person by policy: flags of fairness 2 > 0");
        assertThat(card().path("needs_comment").path(0).textValue())
                .isEqualTo("Protected groups are not treated alike; fairness by gender: 2 of 8 differ.");
    }

    @Test
    void fairnessThatBlocks_withoutAFlag_isPassed() {
        Map<String, String> settings = new HashMap<>(AUTOMATIC);
        settings.put("gates.fairness", "block");
        trained(settings, METRICS);
        put("fairness.json", UNFAIR.replace("\"flagged\":2", "\"flagged\":0"));
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(catalogue.outbox().unsent("customers", 10)).isEmpty();
    }

    private static final UUID BEFORE = new UUID(7, 7);

    /** Metrics of a run that was moved on from another. */
    private static String moved(double way) {
        return METRICS.replace("{\"state\":\"first\"}", "{\"state\":\"known\",\"reference_run\":\"" + BEFORE
                + "\",\"kept\":2,\"splits\":0,\"merges\":0,\"births\":0,\"deaths\":0,\"least_certainty\":1,"
                + "\"agreement\":1,\"columns_lost\":[],\"columns_added\":[],\"columns_in_other_units\":[],"
                + "\"edited_names_ended\":[]},\"update\":{\"rows\":100,\"prior_rows\":3000,\"centroid_move\":" + way
                + ",\"agreement\":0.99,\"share_change\":0.01,\"error_rise\":0}");
    }

    /** A version that was moved by new rows, from a model whose last window advised this. */
    private void movedFrom(String advice, double way) {
        trained(AUTOMATIC, moved(way));
        catalogue.claim(new NewRun(BEFORE, "customers", Events.BUCKET, "data/customers/b.csv", "e", 100, "h", "{}",
                "uploader"), "owner", clock.instant(), clock.instant());
        catalogue.succeed(BEFORE, new RunResult("def", "sha-before", METRICS), clock.instant());
        live("customers", BEFORE);
        LocalDate day = LocalDate.parse("2026-03-01");
        catalogue.drift().close(new DriftBook.Closing(new DriftState("customers", "sha-before", "{}", 1),
                new DriftWindow("customers", "sha-before", day, day, 500, 1, "drift", advice, "monitoring/r.json",
                        List.of()),
                List.of(), List.of(), List.of()), clock.instant());
    }

    @Test
    void updateWithinItsBounds_isApprovedByPolicy() {
        movedFrom("no", 0.1);
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().approvalDescription())
                .contains("longest way of a centre, in standard deviations 0.1000 <= 0.2500");
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(card().path("needs_comment")).isEmpty();
    }

    @Test
    void updateBeyondABound_needsAPersonAndAComment() {
        movedFrom("no", 0.3);
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(card().path("needs_comment").path(0).textValue())
                .isEqualTo("New rows moved the segments beyond a bound; longest way of a centre, in standard "
                        + "deviations 0.3000 > 0.2500.");
    }

    @Test
    void updateWhileDataAreFaulty_needsAPersonAndAComment() {
        movedFrom("data_fault", 0.1);
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(card().path("needs_comment")).hasSize(1);
        assertThat(card().path("needs_comment").path(0).textValue()).contains("a fault in the data");
    }

    @Test
    void fairnessFlag_isAnnouncedOnceHoweverOftenTheRunIsRegistered() {
        put("fairness.json", UNFAIR);
        invoke(Events.text("registration-destination"));
        registry.forgetTokens();
        invoke(Events.text("registration-destination"));
        assertThat(catalogue.outbox().unsent("customers", 10)).singleElement().satisfies(news -> {
            assertThat(news.type()).isEqualTo("Fairness Flag");
            JsonNode detail = Json.parse(news.detail());
            assertThat(detail.path("id").textValue()).isEqualTo(news.id().toString());
            assertThat(detail.path("version").intValue()).isEqualTo(1);
            assertThat(detail.path("effect").doubleValue()).isEqualTo(0.3);
            assertThat(detail.path("report").textValue()).isEqualTo(FOLDER + "fairness.json");
        });
    }

    @Test
    void card_staysAsTheFirstAttemptWroteIt() {
        invoke(Events.text("registration-destination"));
        byte[] first = store.bytes(FOLDER + "card.json");
        put("transitions.json", "{\"basis\":\"another\"}");
        registry.forgetTokens();
        invoke(Events.text("registration-destination"), interrupted());
        assertThat(store.bytes(FOLDER + "card.json")).isEqualTo(first);
        assertThat(onlyVersion().properties()).containsEntry("card_sha256", Sha256.of(first));
    }

    @Test
    void evidenceThatIsNoJson_isNoEvidence() {
        put("transitions.json", "not what the run wrote");
        invoke(Events.text("registration-destination"));
        assertThat(Json.parse(new String(store.bytes(FOLDER + "card.json"), StandardCharsets.UTF_8)).has("transitions"))
                .isFalse();
    }

    @Test
    void automaticPolicy_doesNotOverruleAPerson() {
        trained(AUTOMATIC, METRICS);
        invoke(Events.text("registration-destination"));
        registry.decide(onlyVersion().arn(), ApprovalStatus.REJECTED, "no");
        invoke(Events.text("registration-destination"), interrupted());
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.REJECTED);
    }

    @Test
    void automaticPolicy_withoutASilhouette_leavesItToAPerson() {
        trained(AUTOMATIC, METRICS.replace("0.5", "null"));
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(onlyVersion().properties()).doesNotContainKey("silhouette");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"structure\":\"none\",", ""})
    void automaticPolicy_withoutClearSegments_leavesItToAPersonWhateverTheGates(String structure) {
        Map<String, String> settings = new HashMap<>(AUTOMATIC);
        settings.putAll(Map.of("gates.min_silhouette", "-1", "gates.min_segment_share", "0"));
        trained(settings, METRICS.replace("\"structure\":\"reasonable\",", structure));
        invoke(Events.text("registration-destination"));
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.PENDING);
        assertThat(onlyVersion().approvalDescription())
                .startsWith("left to a person by policy: no clear segments were found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tar.gz", "config.json"})
    void replacedObject_isNotRegistered(String file) {
        put(file, "something else");
        assertThatThrownBy(() -> invoke(Events.text("registration-destination")))
                .isInstanceOf(ReplacedObjectException.class).hasMessageContaining(file + " has been replaced");
        assertThat(registry.registrations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.tar.gz", "config.json"})
    void objectReplacedAfterAnInterruptedRegistration_isRefusedAndItsVersionKnown(String file) {
        invoke(Events.text("registration-destination"));
        catalogue = interrupted();
        put(file, "something else");
        assertThatThrownBy(() -> invoke(Events.text("registration-destination")))
                .isInstanceOf(ReplacedObjectException.class).hasMessageContaining(file + " has been replaced");
        assertThat(catalogue.modelOf(RUN).orElseThrow().arn()).isEqualTo(onlyVersion().arn());
        assertThat(onlyVersion().status()).isEqualTo(ApprovalStatus.PENDING);
    }

    @Test
    void goneModel_isNotRegistered() {
        store.delete(FOLDER + "model.tar.gz");
        assertThatThrownBy(() -> invoke(Events.text("registration-destination")))
                .isInstanceOf(ReplacedObjectException.class).hasMessageContaining("model.tar.gz is missing");
        assertThat(registry.registrations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration-failed-run", "registration-ignored", "registration-duplicate-run"})
    void whatDidNotSucceed_isNotRegistered(String event) {
        assertThat(invoke(Events.text(event))).isEmpty();
        assertThat(registry.registrations()).isZero();
    }

    @Test
    void hour_registersTheRunWhoseEventWasLost() {
        assertThat(invoke(Events.text("registration-hourly"))).as("its event may still come").isEmpty();
        clock.advance(Duration.ofMinutes(31));
        assertThat(invoke(Events.text("registration-hourly"))).hasSize(1);
        assertThat(onlyVersion().properties()).containsEntry("run_id", RUN.toString());
        assertThat(invoke(Events.text("registration-hourly"))).isEmpty();
        assertThat(registry.registrations()).isEqualTo(1);
    }

    @Test
    void anythingButTheHour_looksForNoLostRuns() {
        clock.advance(Duration.ofMinutes(31));
        assertThat(invoke(Events.text("registration-hourly").replace("\"Schedule\"", "\"Success\""))).isEmpty();
        assertThat(registry.registrations()).isZero();
    }

    @Test
    void runThatHasNotEnded_isThrownSoThatLambdaComesAgain() {
        catalogue = new InMemoryCatalogue();
        catalogue.claim(
                new NewRun(RUN, "customers", Events.BUCKET, "data/customers/a.csv", "e", 100, "c0", "{}", "uploader"),
                "owner", clock.instant(), clock.instant());
        assertThatThrownBy(() -> invoke(Events.text("registration-destination")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("run " + RUN + " is not in the catalogue as one that succeeded");
    }

    @Test
    void hour_oneRunThatCannotBeRegistered_doesNotHoldUpTheOthers() {
        UUID broken = UUID.fromString("00000000-0000-3000-8000-000000000001");
        catalogue.claim(
                new NewRun(broken, "customers", Events.BUCKET, "data/customers/b.csv", "f", 100, "c0", "{}",
                        "uploader"),
                "owner", clock.instant().minusSeconds(9), clock.instant());
        catalogue.succeed(broken, new RunResult("def", "abc", METRICS), clock.instant().minusSeconds(9));
        clock.advance(Duration.ofMinutes(31));
        assertThatThrownBy(() -> invoke(Events.text("registration-hourly")))
                .isInstanceOf(ReplacedObjectException.class).hasMessageContaining(broken.toString());
        assertThat(onlyVersion().properties()).containsEntry("run_id", RUN.toString());
    }

    static List<String> samples() {
        return Events.of("registration");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySample_isReadByTheTypeOfTheHandler(String name) {
        LambdaDestinationEvent event = RuntimeJson.read(Events.text(name), LambdaDestinationEvent.class);
        JsonNode sample = Json.parse(Events.text(name));
        assertThat(Json.parse(RuntimeJson.write(event.getResponsePayload(), Object.class)))
                .isEqualTo(sample.path("responsePayload"));
        assertThat(event.getTimestamp() == null ? "" : event.getTimestamp().toInstant().toString())
                .isEqualTo(sample.path("timestamp").asText());
    }

    @Test
    void missingRunOrMalformedEvent_isThrown() {
        assertThatThrownBy(() -> invoke(Events.text("registration-missing-run")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not in the catalogue as one that succeeded");
        assertThatThrownBy(() -> invoke(Events.text("registration-malformed")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invoke("{\"responsePayload\":{\"runs\":[{\"status\":\"SUCCEEDED\"}]}}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("dataset");
        assertThatThrownBy(() -> invoke("{\"responsePayload\":{\"runs\":[1]}}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("must be an object");
        assertThatThrownBy(() -> invoke("{\"runs\":[]}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("responsePayload");
        assertThatThrownBy(() -> invoke("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invoke("\"x\"")).as("not even read").isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> invoke(Events.text("registration-direct").replace("\"customers\"", "\"../x\"")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(registry.registrations()).isZero();
    }
}
