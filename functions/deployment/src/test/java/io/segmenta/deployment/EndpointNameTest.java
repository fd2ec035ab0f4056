package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.Hardware;
import io.segmenta.platform.sagemaker.ServedModel;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Endpoints that are not called as their data set is. */
class EndpointNameTest extends DeploymentFixture {
    private static final Map<String, String> GOLD = Map.of("serving.endpoint_name", "gold");

    @Test
    void endpoint_isCalledAsTheSettingSays_andItsEventsAreHeard() {
        decide(version(1, GOLD), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        endpoints.finish("segmenta-gold");
        assertThat(endpointEvent("segmenta-gold")).isEqualTo("live");
        assertThat(pointer().path("endpoint").textValue()).isEqualTo("segmenta-gold");
        assertThat(endpoints.describe(GROUP)).isEmpty();
    }

    @Test
    void otherName_getsAnEndpointOfItsOwn_andTheOneBeforeGoesWhenThatAnswers() {
        makeLive(version(1));
        decide(version(2, GOLD), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        assertThat(pointer().path("endpoint").textValue()).as("goes on meanwhile").isEqualTo(GROUP);
        endpoints.finish("segmenta-gold");
        assertThat(endpointEvent("segmenta-gold")).isEqualTo("live");
        assertThat(pointer().path("endpoint").textValue()).isEqualTo("segmenta-gold");
        assertThat(pauses).as("until nobody asks the old one").containsExactly(GoLive.POINTER_SEEN);
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.configs()).hasSize(1);
        assertThat(endpoints.models()).hasSize(1);
        assertThat(states()).containsExactly("v2 LIVE", "v1 SUPERSEDED");
        endpoints.finish(GROUP);
        decide(version(3), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).as("and back").isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(endpoints.describe("segmenta-gold")).get().extracting(EndpointState::status)
                .isEqualTo(EndpointState.Status.DELETING);
    }

    @Test
    void endpointUnderAnotherName_thatDoesNotBecomeHealthy_leavesTheOneBeforeIt() {
        makeLive(version(1));
        decide(version(2, GOLD), ApprovalStatus.APPROVED);
        packageEvent();
        endpoints.fail("segmenta-gold", "no ping");
        assertThat(endpointEvent("segmenta-gold")).isEqualTo("rolled_back");
        assertThat(states()).containsExactly("v2 ROLLED_BACK", "v1 LIVE");
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.IN_SERVICE);
        assertThat(endpoints.describe("segmenta-gold")).get().extracting(EndpointState::status)
                .isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.configs()).hasSize(1);
    }

    /** A retry of the call that died after it had noted that. */
    @Test
    void eventOfAnEndpointWhoseDeploymentHasFailed_isStillOfItsDataSet() {
        decide(version(1, GOLD), ApprovalStatus.APPROVED);
        packageEvent();
        endpoints.fail("segmenta-gold", "no ping");
        assertThat(endpointEvent("segmenta-gold")).isEqualTo("rolled_back");
        assertThat(new EndpointNames(catalogue, SageMakerNames.STANDARD).dataset("segmenta-gold"))
                .contains("customers");
    }

    @Test
    void versionRejectedWhileItsOwnEndpointIsMade_isClearedAway() {
        makeLive(version(1));
        String arn = version(2, GOLD);
        decide(arn, ApprovalStatus.APPROVED);
        packageEvent();
        decide(arn, ApprovalStatus.REJECTED);
        assertThat(packageEvent()).isEqualTo("waiting");
        endpoints.finish("segmenta-gold");
        endpointEvent("segmenta-gold");
        assertThat(states()).containsExactly("v2 SUPERSEDED", "v1 LIVE");
        assertThat(pointer().path("endpoint").textValue()).isEqualTo(GROUP);
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.IN_SERVICE);
        assertThat(endpoints.describe("segmenta-gold")).get().extracting(EndpointState::status)
                .isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.configs()).hasSize(1);
    }

    @Test
    void nothingApprovedAnyMore_deletesTheEndpointWhateverItIsCalled() {
        String arn = version(1, GOLD);
        decide(arn, ApprovalStatus.APPROVED);
        packageEvent();
        endpoints.finish("segmenta-gold");
        endpointEvent("segmenta-gold");
        decide(arn, ApprovalStatus.REJECTED);
        assertThat(packageEvent()).isEqualTo("out_of_service");
        assertThat(endpoints.describe("segmenta-gold")).get().extracting(EndpointState::status)
                .isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.configs()).isEmpty();
    }

    @Test
    void nameOfAnotherDataSetsEndpoint_isRefused_andThatIsLeftAlone() {
        anothers("others", "segmenta-gold");
        endpoints.createModel("m", ROLE, new ServedModel("arn", "v1", "0".repeat(64), "bucket", "customers", 300));
        endpoints.createConfig("m", "m", new Hardware.Serverless(1024, 1));
        endpoints.create("segmenta-gold", "m");
        endpoints.finish("segmenta-gold");
        decide(version(1, GOLD), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(catalogue.deployments("customers").getFirst().detail()).isEqualTo("the endpoint segmenta-gold is "
                + "that of the data set others; set serving.endpoint_name to another name and train again");
        assertThat(endpoints.describe("segmenta-gold")).get().extracting(EndpointState::status)
                .isEqualTo(EndpointState.Status.IN_SERVICE);
    }

    @Test
    void dataSetCalledAsAnothersEndpoint_doesNotTakeIt() {
        anothers("others", GROUP);
        endpoints.createModel("m", ROLE, new ServedModel("arn", "v1", "0".repeat(64), "bucket", "customers", 300));
        endpoints.createConfig("m", "m", new Hardware.Serverless(1024, 1));
        endpoints.create(GROUP, "m");
        endpoints.finish(GROUP);
        decide(version(1), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(endpoint().status()).as("not deleted as one that nothing refers to")
                .isEqualTo(EndpointState.Status.IN_SERVICE);
    }

    private void anothers(String dataset, String endpoint) {
        catalogue.requestDeployment(new Deployment(new UUID(7, 7), dataset, 1, "arn:other", "endpoint", endpoint, "m",
                Deployment.State.LIVE, true, "", clock.instant().minus(Duration.ofDays(1)), clock.instant(),
                clock.instant()));
    }

    private String endpointEvent(String name) {
        return invoke(Events.text("deployment-endpoint-in-service").replace(GROUP, name));
    }
}
