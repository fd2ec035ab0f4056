package io.segmenta.deployment;

import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The deployment function over other services. */
public final class SimulatedDeployment {
    private SimulatedDeployment() {}

    /** The function, wired to the services given. */
    public static DeploymentHandler handler(ObjectStore store, Registry registry, Endpoints endpoints,
            Catalogue catalogue, Bus bus, Consumer<Duration> pause, Clock clock, Log log) {
        return new DeploymentHandler(DeploymentHandler.reconciliation(store, registry, endpoints, catalogue, bus,
                new PredictingProbe(clock), pause::accept, SageMakerNames.STANDARD, "role", clock), catalogue,
                SageMakerNames.STANDARD, clock, log);
    }
}
