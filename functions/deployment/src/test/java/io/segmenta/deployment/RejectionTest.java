package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.sagemaker.EndpointState;
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
}
