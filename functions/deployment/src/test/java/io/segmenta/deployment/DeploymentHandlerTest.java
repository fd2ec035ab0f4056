package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.ServingConfig;
import io.segmenta.model.base.Sha256;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.Json;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.Hardware;
import io.segmenta.platform.events.RuntimeJson;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an approval leads to, event by event. */
class DeploymentHandlerTest extends DeploymentFixture {
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
                + "\"model_sha256\":\"" + Sha256.of(store.bytes("runs/customers/run-1/model.tar.gz"))
                + "\",\"model_version\":\"v1\",\"model_package_arn\":\"" + arn + "\","
                + "\"updated_at\":\"2026-11-21T12:02:00Z\"}");
        assertThat(states()).containsExactly("v1 LIVE");
    }

    @Test
    void hour_makesGoodWhatALostEventShouldHaveDone() {
        catalogue.claim(new NewRun(Hashes.id("hour"), "customers", Events.BUCKET, "k", "v", 1, "c0", "{}", "uploader"),
                "owner",
                clock.instant(), clock.instant());
        decide(version(1), ApprovalStatus.APPROVED);
        assertThat(invoke(Events.text("deployment-hourly"))).isEqualTo("all");
        assertThat(endpoints.changes()).isEqualTo(1);
        endpoints.finish(GROUP);
        assertThat(invoke(Events.text("deployment-hourly"))).isEqualTo("all");
        assertThat(states()).containsExactly("v1 LIVE");
        assertThat(invoke(Events.text("deployment-hourly"))).isEqualTo("all");
        assertThat(endpoints.changes()).isEqualTo(1);
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
    void pointerThatCannotBeRead_isReplaced() {
        store.upload(POINTER, new byte[] {'{'}, Map.of());
        makeLive(version(1));
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
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
    void serverless_hasItsOwnHardware() {
        decide(version(1, Map.of("serving.kind", "serverless", "serving.memory_mb", "4096", "serving.max_concurrency",
                "7")), ApprovalStatus.APPROVED);
        packageEvent();
        assertThat(endpoints.hardware(endpoint().config())).isEqualTo(new Hardware.Serverless(4096, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment-foreign-group", "deployment-foreign-endpoint"})
    void whatIsNotOurs_isIgnored(String event) {
        assertThat(invoke(Events.text(event))).isEqualTo("ignored");
    }

    static List<String> samples() {
        return Events.of("deployment");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySample_isReadByTheTypeOfTheHandler(String name) {
        ScheduledEvent event = RuntimeJson.read(Events.text(name), ScheduledEvent.class);
        JsonNode sample = Json.parse(Events.text(name));
        assertThat(event.getDetailType()).isEqualTo(sample.path("detail-type").textValue());
        assertThat(event.getDetail()).hasSize(sample.path("detail").size());
        assertThat(event.getTime() == null ? null : event.getTime().toInstant().toString())
                .isEqualTo(sample.has("time") ? sample.path("time").textValue().replace("Z", ".000Z") : null);
    }

    @Test
    void answer_namesTheDatasetUnlessItIsNotOurs() {
        version(1);
        assertThat(answer("deployment-pending")).isEqualTo(Map.of("dataset", "customers", "step", "none"));
        assertThat(answer("deployment-foreign-group")).isEqualTo(Map.of("step", "ignored"));
    }

    private Map<String, String> answer(String event) {
        return handler.handleRequest(RuntimeJson.read(Events.text(event), ScheduledEvent.class),
                new TestContext("r", 60_000));
    }

    @Test
    void twoApprovedInTheSameMoment_endWithTheNewerVersion() {
        String first = version(1, Map.of("serving.target", "lambda"));
        String second = version(2, Map.of("serving.target", "lambda"));
        clock.advance(Duration.ofMinutes(1));
        registry.decide(second, ApprovalStatus.APPROVED, "");
        registry.decide(first, ApprovalStatus.APPROVED, "");
        assertThat(packageEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
    }

    @Test
    void plan_ofInstances_keepsTheOldVersionReadyForAWhile() {
        Map<String, String> instances = Map.of("serving.instance_type", "ml.c5.xlarge", "serving.instance_count", "3",
                "serving.bake_seconds", "120");
        ServingPlan plan = ServingPlan.of(registry.version(version(1, instances)), store);
        assertThat(plan.target()).isEqualTo(ServingConfig.Target.ENDPOINT);
        assertThat(plan.hardware()).isEqualTo(new Hardware.Instances("ml.c5.xlarge", 3));
        assertThat(plan.bakeSeconds()).isEqualTo(120);
        assertThat(plan.model().key()).isEqualTo("runs/customers/run-1/model.tar.gz");
        Map<String, String> serverless = Map.of("serving.kind", "serverless", "serving.bake_seconds", "120");
        assertThat(ServingPlan.of(registry.version(version(2, serverless)), store).bakeSeconds())
                .as("there is no instance to keep").isZero();
    }

    @Test
    void deployment_isRecordedUnderItsTarget() {
        makeLive(version(1));
        decide(version(2, Map.of("serving.target", "lambda")), ApprovalStatus.APPROVED);
        packageEvent();
        assertThat(catalogue.deployments("customers")).extracting(Deployment::target)
                .containsExactly("lambda", "endpoint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"EndpointName\":\"\"}", "{\"EndpointName\":7}"})
    void eventThatNamesNoEndpoint_isThrown(String detail) {
        assertThatThrownBy(
                () -> invoke("{\"detail-type\":\"SageMaker Endpoint State Change\",\"detail\":" + detail + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("field \"EndpointName\" must be a string, got ");
    }

    @Test
    void malformedEvent_isThrown() {
        assertThatThrownBy(() -> invoke(Events.text("deployment-malformed")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("ModelPackageGroupName");
        assertThatThrownBy(() -> invoke("{\"detail-type\":\"Weather\"}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invoke("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invoke("{\"detail-type\":\"SageMaker Endpoint State Change\"}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no detail");
        assertThatThrownBy(() -> invoke("{\"detail-type\":\"Weather\",\"detail\":{}}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"Weather\"");
        assertThatThrownBy(() -> invoke("\"x\"")).as("not even read").isInstanceOf(UncheckedIOException.class);
    }
}
