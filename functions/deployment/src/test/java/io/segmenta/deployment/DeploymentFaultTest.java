package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.catalogue.Deployment.State;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.EndpointState;
import io.segmenta.platform.sagemaker.NewVersion;
import io.segmenta.platform.sagemaker.RefusedException;
import io.segmenta.platform.sagemaker.EndpointBusyException;
import io.segmenta.platform.catalogue.NewRun;
import io.segmenta.platform.Hashes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Versions that do not work, and deployments that break off. */
class DeploymentFaultTest extends DeploymentFixture {
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
    void requestedVersionWhileTheEndpointIsBusy_overtakenByAnother_leavesNothingBehind() {
        String first = version(1);
        makeLive(version(2));
        String third = version(3);
        decide(third, ApprovalStatus.APPROVED);
        endpoints.beforeNextModel(() -> endpoints.keepBusy(GROUP));
        assertThat(packageEvent()).isEqualTo("waiting");
        assertThat(states()).containsExactly("v3 REQUESTED", "v2 LIVE");
        decide(first, ApprovalStatus.APPROVED);
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("requested");
        endpoints.finish(GROUP);
        assertThat(endpointEvent()).isEqualTo("live");
        assertThat(states()).containsExactlyInAnyOrder("v1 LIVE", "v3 SUPERSEDED", "v2 SUPERSEDED");
        assertThat(endpoints.models()).containsExactly(endpoint().config());
        assertThat(endpoints.configs()).containsExactly(endpoint().config());
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
        assertThatThrownBy(this::packageEvent).as("no event tells when it is gone")
                .isInstanceOf(EndpointBusyException.class).hasMessage("endpoint of data set customers is busy");
        assertThat(pauses).as("it waits while there is time").hasSize(16);
        duringPause = () -> endpoints.finish(GROUP);
        assertThat(packageEvent()).isEqualTo("requested");
    }

    @Test
    void approvedWhileTheEndpointIsDeleted_isSeenWhenItIsGone() {
        String first = version(1);
        makeLive(first);
        decide(first, ApprovalStatus.REJECTED);
        assertThat(packageEvent()).isEqualTo("out_of_service");
        decide(first, ApprovalStatus.APPROVED);
        duringPause = () -> {
            decide(first, ApprovalStatus.REJECTED);
            endpoints.finish(GROUP);
        };
        assertThat(packageEvent()).as("rejected again while it waited").isEqualTo("none");
        decide(first, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("requested");
    }

    @Test
    void hourWhileTheEndpointIsDeleted_waitsForNothing() {
        catalogue.claim(new NewRun(Hashes.id("hour"), "customers", Events.BUCKET, "k", "v", 1, "c0", "{}", "uploader"),
                "owner",
                clock.instant(), clock.instant());
        String first = version(1);
        makeLive(first);
        decide(first, ApprovalStatus.REJECTED);
        packageEvent();
        decide(first, ApprovalStatus.APPROVED);
        assertThat(invoke(Events.text("deployment-hourly"))).isEqualTo("all");
        assertThat(pauses).isEmpty();
        endpoints.finish(GROUP);
        assertThat(packageEvent()).as("its turn has ended").isEqualTo("requested");
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
    void whatSageMakerWillNeverAccept_isRecordedWithItsReason() {
        decide(version(1), ApprovalStatus.APPROVED);
        endpoints.refuseNextChange(new RefusedException("ml.m5.large is not available"));
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
        endpoints.refuseNextChange(new RefusedException("no"));
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
    void runThatIsGone_isRecorded() {
        String arn = registry
                .register(new NewVersion(GROUP, "t", "", "image", "s3://elsewhere/model.tar.gz", "s3://m", Map.of()));
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .isEqualTo("the model is not in the bucket " + Events.BUCKET);
    }

    @Test
    void settingsOfTheRunThatAreGone_areRecorded() {
        String arn = version(1);
        store.delete("runs/customers/run-1/config.json");
        decide(arn, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .contains("runs/customers/run-1/config.json");
    }
}
