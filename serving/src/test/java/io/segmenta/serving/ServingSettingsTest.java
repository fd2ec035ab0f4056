package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.serving.ServingSettings.BatchTransform;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServingSettingsTest {

    @Test
    void of_emptyEnvironment_isSageMakersContract() {
        ServingSettings settings = ServingSettings.of(Map.of());

        assertThat(settings)
                .isEqualTo(new ServingSettings(8080, "", Path.of("/opt/ml/model"), "unknown", Optional.empty(),
                        Optional.empty(), 300, false,
                        new BatchTransform(Runtime.getRuntime().availableProcessors(), "MULTI_RECORD", 6)));
        assertThat(settings.maxBodyBytes()).isEqualTo(6_291_456);
    }

    @Test
    void of_everyVariable_isTaken() {
        ServingSettings settings = ServingSettings.of(Map.of("SEGMENTA_PORT", "0", "SEGMENTA_HOST", "127.0.0.1",
                "SEGMENTA_MODEL_DIR", "/m", "SEGMENTA_MODEL_VERSION", "v7", "SEGMENTA_EXIT_WITH_STDIN", "true",
                "SEGMENTA_MODEL_SHA256", "abc", "SAGEMAKER_MAX_CONCURRENT_TRANSFORMS", "3", "SAGEMAKER_BATCH_STRATEGY",
                "SINGLE_RECORD", "SAGEMAKER_MAX_PAYLOAD_IN_MB", "2", "SEGMENTA_CAPTURE_SECONDS", "0"));

        assertThat(settings)
                .isEqualTo(new ServingSettings(0, "127.0.0.1", Path.of("/m"), "v7", Optional.of("abc"),
                        Optional.empty(), 0, true,
                        new BatchTransform(3, "SINGLE_RECORD", 2)));
    }

    @Test
    void of_bucketAndDataset_areWhereNamesLie_andNeitherAloneIs() {
        assertThat(ServingSettings.of(Map.of("SEGMENTA_BUCKET", "b", "SEGMENTA_DATASET", "members")).names())
                .contains(new ServingSettings.Names("b", "members"));
        assertThat(ServingSettings.of(Map.of("SEGMENTA_BUCKET", "b", "SEGMENTA_DATASET", " ")).names()).isEmpty();
        assertThat(ServingSettings.of(Map.of("SEGMENTA_DATASET", "members")).names()).isEmpty();
    }

    @Test
    void of_payloadWithoutLimit_keepsOurOwn() {
        assertThat(ServingSettings.of(Map.of("SAGEMAKER_MAX_PAYLOAD_IN_MB", "0")).maxBodyBytes()).isEqualTo(6 << 20);
        assertThat(ServingSettings.of(Map.of("SAGEMAKER_MAX_PAYLOAD_IN_MB", "100")).maxBodyBytes()).isEqualTo(6 << 20);
    }

    @Test
    void of_blankHash_takesAnyModel() {
        assertThat(ServingSettings.of(Map.of("SEGMENTA_MODEL_SHA256", " ")).modelSha256()).isEmpty();
    }

    @Test
    void of_portThatIsNone_isRefusedByName() {
        assertThatThrownBy(() -> ServingSettings.of(Map.of("SEGMENTA_PORT", "http")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SEGMENTA_PORT must be a whole number in [0, 65535], got \"http\"");
    }

    @Test
    void of_unknownStrategy_isRefusedByName() {
        assertThatThrownBy(() -> ServingSettings.of(Map.of("SAGEMAKER_BATCH_STRATEGY", "ALL")))
                .hasMessageContaining("[MULTI_RECORD, SINGLE_RECORD]");
    }
}
