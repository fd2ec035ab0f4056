package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.sagemaker.ServingProgram;
import io.segmenta.platform.catalogue.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** A version that never becomes healthy. */
class UnhealthyVersionIT {
    @TempDir
    private Path folder;

    @Test
    void unhealthyVersion_isRolledBackAndSaidSo_theOldOneServesOn() throws Exception {
        Path stateDir = folder.resolve("state");
        try (Machine healthy = Machine.start(stateDir)) {
            healthy.upload("data/shop/customers.csv", Samples.customers(1));
            healthy.decide(healthy.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            healthy.awaitServing("shop", "v1", Samples.CUSTOMER);
            healthy.upload("data/shop/customers.csv", Samples.customers(2));
            healthy.awaitPackages("shop", 2);
            // Or registration, which goes on asking about its version, would be broken off in a request.
            Machine.await("registration to end",
                    () -> healthy.catalogue().models(Optional.of("shop")).size() == 2);
        }

        ServingProgram sick = new ServingProgram(List.of(Project.root().resolve("local/target/test-classes")),
                SickServing.class.getName());
        try (Machine machine = Machine.start(stateDir,
                options -> options.withServing(sick).withHealthLimit(Duration.ofSeconds(3)))) {
            machine.decide(machine.packages("shop").getFirst(), ModelApprovalStatus.APPROVED);
            Machine.await("the roll-back to be recorded", () -> machine.catalogue().deployments("shop").stream()
                    .anyMatch(deployment -> deployment.version() == 2
                            && deployment.state() == Deployment.State.ROLLED_BACK));

            assertThat(machine.catalogue().deployments("shop")).filteredOn(deployment -> deployment.version() == 2)
                    .singleElement().satisfies(deployment -> assertThat(deployment.detail()).isNotBlank());
            assertThat(machine.text("live/shop.json")).contains("\"v1\"");
            Machine.await("the endpoint to settle",
                    () -> machine.endpointStatus("shop") == EndpointStatus.IN_SERVICE);
            assertThat(machine.predict("shop", Samples.CUSTOMER).body()).contains("\"model_version\":\"v1\"");
        }
    }
}
