package io.segmenta.registration;

import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;

/** The registration function over other services. */
public final class SimulatedRegistration {
    private SimulatedRegistration() {}

    /** The function, wired to the services given. */
    public static RegistrationHandler handler(ObjectStore store, Registry registry, Catalogue catalogue, Clock clock,
            Log log) {
        return new RegistrationHandler(new RegisterRun(store, registry, catalogue, SageMakerNames.STANDARD,
                "image", clock), log);
    }
}
