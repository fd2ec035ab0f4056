package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.wire.WireRecording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** The whole path in a stack whose things are called otherwise, as a second one of an account. */
class OtherPrefixIT {
    @TempDir
    private Path folder;

    @Test
    void upload_inAStackOfAnotherPrefix_servesUnderThatPrefixAlone() throws Exception {
        try (Machine machine = Machine.start(folder.resolve("state"), options -> options.withNamePrefix("other"))) {
            assertThat(machine.state().bucket()).isEqualTo("other-000000000000-us-east-1");

            machine.upload("data/shop/customers.csv", Samples.customers(1));
            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.awaitServing("shop", "v1", Samples.CUSTOMER);

            assertThat(machine.sageMaker().listEndpoints().endpoints()).extracting(EndpointSummary::endpointName)
                    .containsExactly("other-shop");
            assertThat(machine.sageMaker().listModels().models()).isNotEmpty()
                    .allMatch(model -> model.modelName().startsWith("other-shop-"));
            // Of functions in processes of their own too: what they ask for is held against AWS's models.
            assertThat(WireRecording.operations("other-")).contains("s3.PutObject", "s3.GetObject", "s3.HeadObject",
                    "sagemaker.CreateModelPackage", "sagemaker.CreateModel", "sagemaker.CreateEndpoint",
                    "sagemakerruntime.InvokeEndpoint");
            assertThat(WireRecording.operations("")).contains("secretsmanager.GetSecretValue");
        }
    }
}
