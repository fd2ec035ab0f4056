package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;

/** Whoever brings new segments live on a stack that may die at any time, and tries again when it does not answer. */
final class Shopkeeper {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PAUSE_NANOS = 200_000_000L;

    private final StackProcess stack;

    Shopkeeper(StackProcess stack) {
        this.stack = stack;
    }

    /**
     * Uploads the data set's file of this number unless it lies there, approves its version, and waits until that one
     * serves and nothing is left over: one run for each file, one version for each run, and of SageMaker's resources
     * only what serves. A stack that has ended is started again.
     */
    void bringLive(String dataset, int version) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            stack.keepUp();
            try (Machine machine = stack.join()) {
                tryOnce(machine, dataset, version);
                return;
            } catch (SdkException | CatalogueException | UncheckedIOException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void tryOnce(Machine machine, String dataset, int version) {
        String key = "data/" + dataset + "/customers-" + version + ".csv";
        if (!machine.keys("data/" + dataset + "/").contains(key)) {
            machine.upload(key, Samples.customers(version));
        }
        List<Run> runs = machine.awaitRuns(dataset, version);
        assertThat(runs).as("runs of " + dataset).hasSize(version)
                .allSatisfy(
                        run -> assertThat(run.status()).as(run.detail().orElse("")).isEqualTo(Run.Status.SUCCEEDED));
        List<ModelPackageSummary> versions = machine.awaitPackages(dataset, version);
        assertThat(versions).as("versions of " + dataset).hasSize(version);
        if (versions.getFirst().modelApprovalStatus() != ModelApprovalStatus.APPROVED) {
            machine.decide(versions.getFirst(), ModelApprovalStatus.APPROVED);
        }
        machine.awaitServing(dataset, "v" + version, Samples.CUSTOMER);
        Machine.await("only v" + version + " of " + dataset + " to be left",
                () -> isLive(machine, dataset, version) && nothingElseIsLeft(machine, dataset));
    }

    private static boolean isLive(Machine machine, String dataset, int version) {
        List<Deployment> live = machine.catalogue().deployments(dataset).stream()
                .filter(deployment -> deployment.state() == Deployment.State.LIVE
                        || deployment.state() == Deployment.State.REQUESTED)
                .toList();
        return live.size() == 1 && live.getFirst().version() == version
                && live.getFirst().state() == Deployment.State.LIVE;
    }

    /** The endpoint's model and configuration, or none of them for the inference function. */
    private static boolean nothingElseIsLeft(Machine machine, String dataset) {
        String name = "segmenta-" + dataset;
        int endpoints = machine.sageMaker().listEndpoints(request -> request.nameContains(name)).endpoints().size();
        return endpoints <= 1
                && machine.sageMaker().listModels(request -> request.nameContains(name)).models().size() == endpoints
                && machine.sageMaker().listEndpointConfigs(request -> request.nameContains(name)).endpointConfigs()
                        .size() == endpoints;
    }
}
