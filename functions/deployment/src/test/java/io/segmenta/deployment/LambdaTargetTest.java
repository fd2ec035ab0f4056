package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.sagemaker.EndpointState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions that the inference function answers for itself. */
class LambdaTargetTest extends DeploymentFixture {
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
        String broken = version(2, Map.of("serving.target", "lambda"), new byte[] {1, 2, 3});
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
    void rejectedWhileItIsTried_givesWayAtOnce() {
        decide(version(1, Map.of("serving.target", "lambda")), ApprovalStatus.APPROVED);
        packageEvent();
        String second = version(2, Map.of("serving.target", "lambda"));
        decide(second, ApprovalStatus.APPROVED);
        ModelProbe tried = (model, version) -> {
            decide(second, ApprovalStatus.REJECTED);
            return Optional.empty();
        };
        assertThat(packageEvent(handler(tried))).isEqualTo("live");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(states()).containsExactly("v1 LIVE", "v2 SUPERSEDED", "v1 SUPERSEDED");
        assertThat(packageEvent()).isEqualTo("none");
    }

    @Test
    void onlyVersionRejectedWhileItIsTried_isTakenOutOfService() {
        String only = version(1, Map.of("serving.target", "lambda"));
        decide(only, ApprovalStatus.APPROVED);
        ModelProbe tried = (model, version) -> {
            decide(only, ApprovalStatus.REJECTED);
            return Optional.empty();
        };
        assertThat(packageEvent(handler(tried))).isEqualTo("out_of_service");
        assertThat(store.list("live/")).isEmpty();
    }
}
