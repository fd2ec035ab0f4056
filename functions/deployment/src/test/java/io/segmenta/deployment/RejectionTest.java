package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.EndpointState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a rejection leads to, whenever it comes. */
class RejectionTest extends DeploymentFixture {
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

    /** The pointer is written before the catalogue is told, and the program may end between the two. */
    @Test
    void onlyVersionRejected_pointedAtAndNeverNotedAsLive_isTakenOutOfService() {
        String first = version(1, Map.of("serving.target", "lambda"));
        decide(first, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("live");
        catalogue.settleDeployment(catalogue.deployments("customers").getFirst().id(), Deployment.State.REQUESTED, "",
                clock.instant());
        decide(first, ApprovalStatus.REJECTED);
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("out_of_service");
        assertThat(store.list("live/")).isEmpty();
        assertThat(states()).containsExactly("v1 SUPERSEDED");
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

    /** The rejection comes while the deployment is between its note in the catalogue and its calls. */
    @Test
    void onlyVersionRejectedWhileItsEndpointIsAskedFor_leavesNothingBehind() {
        String first = version(1);
        decide(first, ApprovalStatus.APPROVED);
        endpoints.beforeNextModel(() -> decide(first, ApprovalStatus.REJECTED));
        assertThat(packageEvent()).isEqualTo("waiting");
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("waiting");
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.BUSY);
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("out_of_service");
        assertNothingIsUp();
    }

    @Test
    void onlyVersionRejectedWhileItsEndpointIsAskedFor_andThatFails_leavesNothingBehind() {
        String first = version(1);
        decide(first, ApprovalStatus.APPROVED);
        endpoints.beforeNextModel(() -> decide(first, ApprovalStatus.REJECTED));
        packageEvent();
        invoke(Events.text("deployment-rejected"));
        endpoints.fail(GROUP, "no such image");
        assertThat(invoke(Events.text("deployment-endpoint-failed"))).isEqualTo("rolled_back");
        assertNothingIsUp();
    }

    /** As above, and the program ends before it notes that the endpoint was told. */
    @Test
    void endpointThatNoDeploymentKnows_isDeleted() {
        String first = version(1);
        decide(first, ApprovalStatus.APPROVED);
        packageEvent();
        catalogue.settleDeployment(catalogue.deployments("customers").getFirst().id(), Deployment.State.SUPERSEDED, "",
                clock.instant());
        decide(first, ApprovalStatus.REJECTED);
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("waiting");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("out_of_service");
        assertNothingIsUp();
    }

    @Test
    void secondVersionRejectedWhileItsEndpointIsAskedFor_givesWayAndLeavesNothingBehind() {
        makeLive(version(1));
        String second = version(2);
        decide(second, ApprovalStatus.APPROVED);
        endpoints.beforeNextModel(() -> decide(second, ApprovalStatus.REJECTED));
        assertThat(packageEvent()).isEqualTo("waiting");
        assertThat(invoke(Events.text("deployment-rejected"))).isEqualTo("waiting");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("requested");
        assertThat(pointer().path("model_version").textValue()).as("never points at what is not approved")
                .isEqualTo("v1");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(endpoints.models()).containsExactly(endpoint().config());
        assertThat(endpoints.configs()).containsExactly(endpoint().config());
    }

    @Test
    void endpointOfARejectedVersion_isDeletedWhenTheFunctionItselfServes() {
        String first = version(1);
        String second = version(2, Map.of("serving.target", "lambda"));
        decide(first, ApprovalStatus.APPROVED);
        endpoints.beforeNextModel(() -> {
            decide(first, ApprovalStatus.REJECTED);
            decide(second, ApprovalStatus.APPROVED);
        });
        assertThat(packageEvent()).isEqualTo("waiting");
        assertThat(packageEvent()).isEqualTo("waiting");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.models()).isEmpty();
        assertThat(endpoints.configs()).isEmpty();
    }

    private void assertNothingIsUp() {
        assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
        assertThat(endpoints.models()).isEmpty();
        assertThat(endpoints.configs()).isEmpty();
        assertThat(store.list("live/")).isEmpty();
        assertThat(catalogue.deployments("customers")).extracting(Deployment::state)
                .doesNotContain(Deployment.State.LIVE, Deployment.State.REQUESTED);
    }
}
