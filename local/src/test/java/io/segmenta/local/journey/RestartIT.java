package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.sample.SupermarketSample;
import io.segmenta.platform.catalogue.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** What a stack was told it still knows after it ended, however it ended. */
class RestartIT {
    @TempDir
    private Path folder;

    @Test
    void restart_afterACleanEnd_servesOnWithNothingDoneTwice() throws Exception {
        Path stateDir = folder.resolve("state");
        try (Machine first = Machine.start(stateDir)) {
            first.upload("data/shop/customers.csv", Samples.customers(1));
            first.decide(first.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            first.awaitServing("shop", "v1", Samples.CUSTOMER);
        }

        try (Machine second = Machine.start(stateDir)) {
            second.awaitServing("shop", "v1", Samples.CUSTOMER);
            assertThat(second.awaitRuns("shop", 1)).hasSize(1);
            assertThat(second.packages("shop")).hasSize(1)
                    .allMatch(version -> version.modelApprovalStatus() == ModelApprovalStatus.APPROVED);
        }
    }

    @Test
    void killedDuringTraining_restarted_endsWithOneRunPerUploadRegisteredOnce() throws Exception {
        Path stateDir = folder.resolve("state");
        try (StackProcess stack = StackProcess.start(folder, stateDir)) {
            try (Machine machine = stack.join()) {
                machine.upload("data/shop/customers.csv", SupermarketSample.draw(20_000, 1).csv());
                machine.upload("data/other/customers.csv", Samples.customers(2));
                Machine.await("training to be at work",
                        () -> machine.catalogue().runs(Optional.of("shop"), 10).stream()
                                .anyMatch(run -> run.status() == Run.Status.RUNNING));
            }
            stack.kill();

            stack.keepUp();
            try (Machine machine = stack.join()) {
                for (String dataset : List.of("shop", "other")) {
                    List<Run> runs = machine.awaitRuns(dataset, 1);
                    assertThat(runs).hasSize(1);
                    assertThat(runs.getFirst().status()).as(runs.getFirst().detail().orElse(""))
                            .isEqualTo(Run.Status.SUCCEEDED);
                    machine.awaitPackages(dataset, 1);
                }
                // A third upload goes the same way behind the others; when it is registered, so is whatever there was.
                machine.upload("data/last/customers.csv", Samples.customers(3));
                machine.awaitPackages("last", 1);
                assertThat(machine.packages("shop")).hasSize(1);
                assertThat(machine.packages("other")).hasSize(1);
                assertThat(machine.keys("runs/shop/")).filteredOn(key -> key.endsWith("lineage.json")).hasSize(1);
            }
        }
    }

    @Test
    void stop_fromAnotherTerminal_endsTheStackAndKeepsItsState() throws Exception {
        Path stateDir = folder.resolve("state of München");
        try (StackProcess stack = StackProcess.start(folder, stateDir)) {
            try (Machine machine = stack.join()) {
                machine.upload("data/shop/customers.csv", Samples.customers(1));
                machine.awaitPackages("shop", 1);
            }
            List<ProcessHandle> family = stack.family();

            CommandLine.Outcome outcome = new CommandLine(Files.createDirectory(folder.resolve("elsewhere")))
                    .run(Duration.ofSeconds(60), "stop", "--state", stateDir.toString());

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(outcome.out()).startsWith("Stopped the stack on ");
            assertThat(stack.process().isAlive()).isFalse();
            Machine.await("the stack's processes to follow it",
                    () -> family.stream().noneMatch(ProcessHandle::isAlive));
        }
        assertThat(stateDir.resolve("s3")).isDirectory();
    }
}
