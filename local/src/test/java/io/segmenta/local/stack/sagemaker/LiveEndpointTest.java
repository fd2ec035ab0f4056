package io.segmenta.local.stack.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class LiveEndpointTest {

    /** Whoever may describe an endpoint learns nothing of the machine's folders. */
    @Test
    void reason_anyFailure_namesNoFolder() {
        assertThat(LiveEndpoint.reason(
                new IOException("the serving program is not built: /home/a/segmenta/serving/target/lib is missing")))
                .isEqualTo("the serving program is not built: lib is missing");
        assertThat(LiveEndpoint.reason(
                new IOException("Cannot run program \"/usr/lib/jvm/bin/java\" (in directory \"/tmp/x/1\"): error=2")))
                .isEqualTo("Cannot run program \"java\" (in directory \"1\"): error=2");
        assertThat(LiveEndpoint.reason(new NoSuchFileException("/home/a b/state/endpoints/e/1/model")))
                .isEqualTo("model: cannot be used");
        assertThat(LiveEndpoint.reason(new FileSystemException("/s/m", null, "No space left on device")))
                .isEqualTo("m: No space left on device");
        assertThat(LiveEndpoint.reason(new IOException("no model data at s3://bucket/runs/a/model.tar.gz")))
                .isEqualTo("no model data at s3://bucket/runs/a/model.tar.gz");
    }
}
