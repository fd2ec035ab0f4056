package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.Approval;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.EndpointBusyException;
import io.segmenta.platform.sagemaker.EndpointState;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What others do to the same endpoint, and a pointer that is right already. */
class EndpointChangeTest extends DeploymentFixture {
    @Test
    void endpointThatIsBusyWhenAskedToChange_isAskedAtItsNextEvent() {
        makeLive(version(1));
        decide(version(2), ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new EndpointBusyException(GROUP));
        assertThat(packageEvent()).isEqualTo("waiting");
        assertThat(endpoints.changes()).isEqualTo(1);
        assertThat(endpointEvent()).isEqualTo("requested");
        assertThat(endpoints.models()).as("made once, under the same name").hasSize(2);
    }

    @Test
    void endpointBeingPatched_countsAsAnswering() {
        makeLive(version(1));
        endpoints.keepBusy(GROUP);
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(endpointEvent()).isEqualTo("none");
        assertThat(endpoints.changes()).isEqualTo(1);
    }

    @Test
    void endpointThatFailsByItself_isDeletedAndMadeAnew() {
        makeLive(version(1));
        endpoints.keepBusy(GROUP);
        endpoints.fail(GROUP, "the patch failed");
        duringPause = () -> {
            assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
            clock.advance(Duration.ofMinutes(1));
            endpoints.finish(GROUP);
        };
        assertThat(endpointEvent()).as("nothing but this call waits for the deletion").isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(states()).containsExactly("v1 LIVE", "v1 SUPERSEDED");
    }

    /** The version is not to blame: the endpoint was never told of it. */
    @Test
    void endpointThatFailsBeforeItHeardOfAVersion_isMadeAnewWithThatVersion() {
        makeLive(version(1));
        decide(version(2), ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new IllegalStateException("the network is down"));
        assertThatThrownBy(this::packageEvent).hasMessage("the network is down");
        endpoints.keepBusy(GROUP);
        endpoints.fail(GROUP, "the patch failed");
        duringPause = () -> {
            assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
            assertThat(states()).containsExactly("v2 REQUESTED", "v1 LIVE");
            endpoints.finish(GROUP);
        };
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(states()).containsExactly("v2 LIVE", "v1 SUPERSEDED");
    }

    @Test
    void endpointThatFailsAfterItHeardOfAVersion_givesThatOneUp() {
        makeLive(version(1));
        decide(version(2), ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
        endpoints.keepBusy(GROUP);
        endpoints.fail(GROUP, "no capacity");
        duringPause = () -> {
            assertThat(states()).containsExactly("v2 ROLLED_BACK", "v1 LIVE");
            assertThat(endpoint().status()).isEqualTo(EndpointState.Status.DELETING);
            clock.advance(Duration.ofMinutes(1));
            endpoints.finish(GROUP);
        };
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
    }

    /** The decision was answered from what was there before, so its own event may have found nothing to do. */
    @Test
    void versionApprovedWhileAnotherIsAskedFor_isLookedAtByTheSameCall() {
        String first = version(1);
        String second = version(2);
        decide(first, ApprovalStatus.APPROVED);
        endpoints.beforeNextModel(() -> decide(second, ApprovalStatus.APPROVED));
        assertThat(packageEvent()).as("the endpoint changes for the first").isEqualTo("waiting");
        assertThat(catalogue.approvals("customers")).extracting(Approval::arn).containsExactly(second, first);
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v2");
    }

    @Test
    void pointerThatSaysTheSameAlready_isNotWrittenAgain() {
        LivePointers pointers = new LivePointers(store, new EndpointNames(catalogue, SageMakerNames.STANDARD), clock);
        String key = "runs/customers/run-1/model.tar.gz";
        Deployment first = deployment(version(1), "segmenta-customers-1");
        pointers.move(first, registry.version(first.arn()), key);
        clock.advance(Duration.ofMinutes(1));
        pointers.move(first, registry.version(first.arn()), key);
        assertThat(store.written()).containsExactly(POINTER);
        assertThat(pointer().path("updated_at").textValue()).isEqualTo("2026-11-21T12:01:00Z");
        pointers.move(deployment(first.arn(), ""), registry.version(first.arn()), key);
        assertThat(store.written()).containsExactly(POINTER, POINTER);
        assertThat(pointer().path("target").textValue()).isEqualTo("lambda");
    }

    private Deployment deployment(String arn, String config) {
        return new Deployment(new UUID(1, 2), "customers", 1, arn, "endpoint", "", config, Deployment.State.REQUESTED,
                true,
                "", clock.instant(), clock.instant(), clock.instant());
    }
}
