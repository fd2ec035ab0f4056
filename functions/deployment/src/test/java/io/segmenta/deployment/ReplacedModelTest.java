package io.segmenta.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Events;
import io.segmenta.platform.sagemaker.NewVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies at the key of an approved version is not always what was approved. */
class ReplacedModelTest extends DeploymentFixture {
    private static final byte[] ANOTHER = ModelFile.write(SampleModels.mixed(false, false));

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "lambda"})
    void replacedModel_neverGoesLive(String target) {
        makeLive(version(1));
        String before = endpoint().config();
        String second = version(2, Map.of("serving.target", target));
        store.upload("runs/customers/run-2/model.tar.gz", ANOTHER, Map.of());
        decide(second, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(packageEvent()).isEqualTo("none");
        assertThat(pointer().path("model_version").textValue()).isEqualTo("v1");
        assertThat(endpoint().config()).isEqualTo(before);
        assertThat(endpoints.models()).as("nothing was created").containsExactly(before);
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .startsWith("runs/customers/run-2/model.tar.gz has been replaced: its SHA-256 is ");
    }

    @Test
    void replacedSettings_neverChooseTheHardware() {
        String only = version(1);
        store.upload("runs/customers/run-1/config.json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        decide(only, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(endpoints.changes()).isZero();
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .startsWith("runs/customers/run-1/config.json has been replaced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model_sha256", "configuration_sha256"})
    void versionWithoutAHash_neverGoesLive(String left) {
        version(1);
        String bare = registry.register(new NewVersion(GROUP, "bare", "", "image",
                "s3://" + Events.BUCKET + "/runs/customers/run-1/model.tar.gz", "s3://x/metrics.json",
                Map.of(left.equals("model_sha256") ? "configuration_sha256" : "model_sha256", "0".repeat(64))));
        decide(bare, ApprovalStatus.APPROVED);
        assertThat(packageEvent()).isEqualTo("rolled_back");
        assertThat(catalogue.deployments("customers").getFirst().detail())
                .isEqualTo("the model package has no " + left + ", so nothing tells what was approved; train again");
    }
}
