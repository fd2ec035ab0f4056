package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.catalogue.Deployment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;

/** A version that is rejected while the endpoint is being updated to it. */
class RejectedVersionIT {
    @TempDir
    private Path folder;

    @Test
    void rejectedDuringTheUpdate_givesWayToTheOneApprovedBefore() throws Exception {
        try (Machine machine = Machine.start(folder.resolve("state"))) {
            machine.upload("data/shop/customers.csv", Samples.customers(1));
            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.awaitServing("shop", "v1", Samples.CUSTOMER);
            machine.upload("data/shop/customers.csv", Samples.customers(2));
            ModelPackageSummary second = machine.awaitPackages("shop", 2).getFirst();

            machine.decide(second, ModelApprovalStatus.APPROVED);
            Machine.await("the endpoint to change",
                    () -> machine.endpointStatus("shop") == EndpointStatus.UPDATING);
            machine.decide(second, ModelApprovalStatus.REJECTED);

            Machine.await("version 1 to be live again", () -> machine.catalogue().deployments("shop").stream()
                    .filter(deployment -> deployment.version() == 1).count() == 2
                    && machine.catalogue().deployments("shop").getFirst().state() == Deployment.State.LIVE);
            assertThat(machine.catalogue().deployments("shop").getFirst().version()).isEqualTo(1);
            assertThat(machine.text("live/shop.json")).contains("\"v1\"");
            assertThat(machine.endpointStatus("shop")).isEqualTo(EndpointStatus.IN_SERVICE);
            assertThat(machine.predict("shop", Samples.CUSTOMER).body()).contains("\"model_version\":\"v1\"");
        }
    }
}
