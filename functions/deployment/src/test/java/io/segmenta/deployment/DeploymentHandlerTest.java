package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.SampleModels;
import io.segmenta.model.config.PipelineConfig;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.TickingClock;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Deployment.State;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.sagemaker.EndpointBusyException;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.FakeEndpoints;
import io.segmenta.platform.sagemaker.FakeRegistry;
import io.segmenta.platform.sagemaker.Hardware;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentHandlerTest {
    private static final String GROUP = "segmenta-customers";
    private static final String POINTER = "live/customers.json";
    private static final String ROLE = "arn:aws:iam::123456789012:role/serving";

    private final TickingClock clock = new TickingClock();
    private final InMemoryObjectStore store = new InMemoryObjectStore(Events.BUCKET);
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final FakeRegistry registry = new FakeRegistry(clock);
    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final List<Duration> pauses = new ArrayList<>();
    private final DeploymentHandler handler = new DeploymentHandler(
            DeploymentHandler.reconciliation(store, registry, endpoints, catalogue, new PredictingProbe(clock),
                    pauses::add, ROLE, clock),
            Quiet.log("deployment", clock));

    @BeforeEach
    void group() {
        registry.ensureGroup(GROUP, "");
    }

    /** A registered version whose run is there, with settings that differ from the defaults. */
    private String version(int number, Map<String, String> settings) {
        clock.advance(Duration.ofMinutes(1));
        String folder = "runs/customers/run-" + number + "/";
        store.upload(folder + "config.json",
                PipelineConfig.defaults().with(settings).json().getBytes(StandardCharsets.UTF_8), Map.of());
        store.upload(folder + "model.tar.gz", ModelFile.write(SampleModels.mall()), Map.of());
        return registry.register(new NewVersion(GROUP, "run-" + number, "", "image",
                "s3://" + Events.BUCKET + "/" + folder + "model.tar.gz", "s3://x/metrics.json",
                Map.of("model_sha256", "sha-" + number)));
    }

    private String version(int number) {
        return version(number, Map.of());
    }

    private void decide(String arn, ApprovalStatus status) {
        clock.advance(Duration.ofMinutes(1));
        registry.decide(arn, status, "");
    }

    private String invoke(String event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out,
                    new TestContext("r", 60_000));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Json.parse(out.toString(StandardCharsets.UTF_8)).path("step").textValue();
    }

    private String packageEvent() {
        return invoke(Events.text("deployment-approved").replace("/1\"", "/0\""));
    }

    private String endpointEvent() {
        return invoke(Events.text("deployment-endpoint-in-service"));
    }

    /** Approves a version and sees it through to the end. */
    private void makeLive(String arn) {
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
    }

    private JsonNode pointer() {
        return Json.parse(new String(store.bytes(POINTER), StandardCharsets.UTF_8));
    }

    private EndpointState endpoint() {
        return endpoints.describe(GROUP).orElseThrow();
    }

    private List<String> states() {
        return catalogue.deployments("customers").stream().map(d -> "v" + d.version() + " " + d.state()).toList();
    }

    @Test
    void pendingVersion_isNotDeployed() {
        version(1);
        assertThat(invoke(Events.text("deployment-pending"))).isEqualTo("none");
        assertThat(invoke(Events.text("deployment-approved"))).as("an event is never trusted").isEqualTo("none");
        assertThat(endpoints.changes()).isZero();
        assertThat(store.list("live/")).isEmpty();
    }

    @Test
    void rejectedVersion_isNotDeployed() {
        decide(version(1), ApprovalStatus.REJECTED);
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("none");
        assertThat(endpoints.changes()).isZero();
        assertThat(catalogue.approvals("customers")).hasSize(1);
    }

    @Test
    void approvedVersion_isDeployedOnceHoweverManyEventsCome() {
        String arn = version(1);
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(invoke(Events.text("deployment-approved"))).isEqualTo("requested");
        String resource = "segmenta-customers-20261121120200-v1";
        assertThat(endpoints.models()).containsExactly(resource);
        assertThat(endpoints.configs()).containsExactly(resource);
        assertThat(endpoints.hardware(resource)).isEqualTo(new Hardware.Instances("ml.m5.large", 1));
        assertThat(invoke(Events.text("deployment-approved-epoch-time"))).isEqualTo("waiting");
        assertThat(invoke(Events.text("deployment-endpoint-updating"))).isEqualTo("waiting");
        assertThat(store.list("live/")).isEmpty();
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(endpointEvent()).isEqualTo("none");
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(endpoints.changes()).isEqualTo(1);
        assertThat(Json.text(pointer())).isEqualTo("{\"dataset\":\"customers\",\"target\":\"endpoint\","
                + "\"endpoint\":\"segmenta-customers\",\"model_key\":\"runs/customers/run-1/model.tar.gz\","
                + "\"model_sha256\":\"sha-1\",\"model_version\":\"v1\",\"model_package_arn\":\"" + arn + "\","
                + "\"updated_at\":\"2026-11-21T12:02:00Z\"}");
        assertThat(states()).containsExactly("v1 LIVE");
    }

    @Test
    void secondVersion_replacesTheFirstAndClearsItAway() {
        makeLive(version(1));
        String before = endpoint().config();
        String second = version(2);
        decide(second, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(endpoints.configs()).hasSize(2).contains(before);
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
        assertThat(endpoints.configs()).containsExactly(endpoint().config());
        assertThat(endpoints.models()).containsExactly(endpoint().config());
        assertThat(states()).containsExactly("v2 LIVE", "v1 SUPERSEDED");
    }

    @Test
    void versionThatNeverBecomesHealthy_isRolledBackAndTriedAgainOnlyWhenApprovedAnew() {
        makeLive(version(1));
        String before = endpoint().config();
        String second = version(2);
        decide(second, ApprovalStatus.APPROVED);
        packageEvent();
        endpoints.fail(GROUP, "the container did not answer its ping");
        assertThat(invoke(Events.text("deployment-endpoint-rolled-back"))).isEqualTo("rolled_back");
        assertThat(states()).containsExactly("v2 ROLLED_BACK", "v1 LIVE");
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .isEqualTo("the container did not answer its ping");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(endpoints.configs()).containsExactly(before);
        assertThat(endpoints.models()).containsExactly(before);
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(endpointEvent()).isEqualTo("none");
        assertThat(endpoints.changes()).isEqualTo(2);

        decide(second, ApprovalStatus.APPROVED);
        assertThat(invoke(Events.text("deployment-approved").replace("/segmenta-customers/1", "/segmenta-customers/2")))
                .isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(states()).containsExactly("v2 LIVE", "v2 ROLLED_BACK", "v1 SUPERSEDED");
    }

    @Test
    void firstVersionThatNeverBecomesHealthy_leavesNothingBehind() {
        String first = version(1);
        decide(first, ApprovalStatus.APPROVED);
        packageEvent();
        endpoints.fail(GROUP, "no such image");
        assertThat(invoke(Events.text("deployment-endpoint-failed"))).isEqualTo("rolled_back");
        assertThat(states()).containsExactly("v1 FAILED");
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.models()).isEmpty();
        assertThat(endpoints.configs()).isEmpty();

        decide(version(2), ApprovalStatus.APPROVED);
        assertThatThrownBy(this::packageEvent).as("to be tried again").isInstanceOf(EndpointBusyException.class);
        endpoints.finish(GROUP);
        assertThat(packageEvent()).isEqualTo("requested");
    }

    @Test
    void liveVersionRejected_givesWayToTheOneApprovedBefore() {
        String first = version(1);
        makeLive(first);
        String second = version(2);
        makeLive(second);
        decide(second, ApprovalStatus.REJECTED);
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_package_arn").textValue()).isEqualTo(first);
        assertThat(endpoints.models()).containsExactly(endpoint().config());
        assertThat(states()).containsExactly("v1 LIVE", "v2 SUPERSEDED", "v1 SUPERSEDED");
    }

    @Test
    void onlyVersionRejected_isTakenOutOfService() {
        String first = version(1);
        makeLive(first);
        decide(first, ApprovalStatus.REJECTED);
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("out_of_service");
        assertThat(store.list("live/")).isEmpty();
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.models()).isEmpty();
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("none");
        decide(first, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
    }

    @Test
    void rejectedWhileTheEndpointChanges_givesWayAtOnce() {
        makeLive(version(1));
        String second = version(2);
        decide(second, ApprovalStatus.APPROVED);
        packageEvent();
        decide(second, ApprovalStatus.REJECTED);
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("waiting");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(endpoints.models()).containsExactly(endpoint().config());
    }

    @Test
    void approvedWhileTheEndpointIsBusy_isDeployedByTheNextEndpointEvent() {
        makeLive(version(1));
        endpoints.keepBusy(GROUP);
        decide(version(2), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("waiting");
        assertThat(endpoints.changes()).isEqualTo(1);
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
    }

    @Test
    void twoApprovedAtOnce_endWithTheOneApprovedLast() {
        String first = version(1);
        String second = version(2);
        decide(second, ApprovalStatus.APPROVED);
        decide(first, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(packageEvent()).isEqualTo("live");
        assertThat(endpointEvent()).isEqualTo("none");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
    }

    @Test
    void editedDescription_isNoNewApproval() {
        String first = version(1);
        makeLive(first);
        makeLive(version(2));
        decide(first, ApprovalStatus.APPROVED);
        String edited = Events.text("deployment-approved").replace("\"ModelApprovalStatus\"\n    ]",
                "\"ApprovalDescription\"\n    ]");
        assertThat(edited).isNotEqualTo(Events.text("deployment-approved"));
        assertThat(invoke(edited)).isEqualTo("none");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
    }

    @Test
    void crashAtAnyWrite_isHealedByTheNextEvent() {
        makeLive(version(1));
        decide(version(2), ApprovalStatus.APPROVED);
        packageEvent();
        endpoints.finish(GROUP);
        store.failAfter(0);
        assertThatThrownBy(this::endpointEvent).hasMessage("the network is down");
        assertThat(states()).containsExactly("v2 REQUESTED", "v1 LIVE");
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(states()).containsExactly("v2 LIVE", "v1 SUPERSEDED");
    }

    @Test
    void requestedButNeverIssued_isIssuedWithTheSameNames() {
        String first = version(1);
        decide(first, ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new IllegalStateException("the network is down"));
        assertThatThrownBy(this::packageEvent).hasMessage("the network is down");
        assertThat(endpoints.models()).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(packageEvent()).isEqualTo("requested");
        assertThat(endpoints.models()).hasSize(1);
        assertThat(states()).containsExactly("v1 REQUESTED");
    }

    @Test
    void requestedButNeverIssuedAndRejected_isClearedAway() {
        String first = version(1);
        decide(first, ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new IllegalStateException("the network is down"));
        assertThatThrownBy(this::packageEvent).hasMessage("the network is down");
        decide(first, ApprovalStatus.REJECTED);
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(endpoints.models()).isEmpty();
        assertThat(states()).containsExactly("v1 SUPERSEDED");
    }

    @Test
    void whatSageMakerWillNeverAccept_isRecordedWithItsReason() {
        decide(version(1), ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new RefusedException("ml.m5.large is not available", null));
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(catalogue.deployments("customers")).extracting(Deployment::state, Deployment::detail)
                .containsExactly(tuple(State.FAILED, "ml.m5.large is not available"));
        assertThat(endpoints.models()).isEmpty();
    }

    @Test
    void failedVersion_letsThePreviousApprovedOneServe() {
        decide(version(1), ApprovalStatus.APPROVED);
        decide(version(2), ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new RefusedException("no", null));
        assertThat(packageEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
    }

    @Test
    void endpointDeletedByHand_isMadeAgain() {
        makeLive(version(1));
        endpoints.delete(GROUP);
        endpoints.finish(GROUP);
        clock.advance(Duration.ofMinutes(1));
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(states()).containsExactly("v1 LIVE", "v1 SUPERSEDED");
        assertThat(endpoints.models()).containsExactly(endpoint().config());
    }

    @Test
    void serverless_hasItsOwnHardware() {
        decide(version(1, Map.of("serving.kind", "serverless", "serving.memory_mb", "4096", "serving.max_concurrency",
                "7")), ApprovalStatus.APPROVED);
        packageEvent();
        assertThat(endpoints.hardware(endpoint().config())).isEqualTo(new Hardware.Serverless(4096, 7));
    }

    @Test
    void lambdaTarget_goesLiveAfterItsProbe() {
        decide(version(1, Map.of("serving.target", "lambda")), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("live");
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(pointer().path("target").textValue()).isEqualTo("lambda");
        assertThat(pointer().has("endpoint")).isFalse();
        assertThat(endpoints.changes()).isZero();
        assertThat(states()).containsExactly("v1 LIVE");
    }

    @Test
    void lambdaTargetThatDoesNotAnswer_leavesThePointer() {
        decide(version(1, Map.of("serving.target", "lambda")), ApprovalStatus.APPROVED);
        packageEvent();
        String broken = version(2, Map.of("serving.target", "lambda"));
        store.upload("runs/customers/run-2/model.tar.gz", new byte[] {1, 2, 3}, Map.of());
        decide(broken, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(states()).containsExactly("v2 ROLLED_BACK", "v1 LIVE");
    }

    @Test
    void changeOfTarget_keepsTheOldOneUntilTheNewIsSeen() {
        makeLive(version(1));
        decide(version(2, Map.of("serving.target", "lambda")), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("live");
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.models()).isEmpty();
        endpoints.finish(GROUP);
        decide(version(3), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        assertThat(pointer().path("target").textValue()).isEqualTo("lambda");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("target").textValue()).isEqualTo("endpoint");
    }

    @Test
    void runThatIsGone_isRecorded() {
        String arn = registry
                .register(new NewVersion(GROUP, "t", "", "image", "s3://elsewhere/model.tar.gz", "s3://m", Map.of()));
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .isEqualTo("the model is not in the bucket " + Events.BUCKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment-foreign-group", "deployment-foreign-endpoint"})
    void whatIsNotOurs_isIgnored(String event) {
        assertThat(invoke(Events.text(event))).isEqualTo("ignored");
    }

    @Test
    void malformedEvent_isThrown() {
        assertThatThrownBy(() -> invoke(Events.text("deployment-malformed")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ModelPackageGroupName");
        assertThatThrownBy(() -> invoke("{\"detail-type\":\"Weather\"}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invoke("[]")).isInstanceOf(IllegalArgumentException.class);
    }
}
