package io.segmenta.platform.snapshot;

import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Asks each service once for something that is not there before a snapshot of the function is taken, so that a restored
 * function has its classes loaded. No object and no row is written, and the connection to the catalogue is closed again.
 * That it does not work is no failure: it only saves time.
 */
public final class Priming implements Resource {
    private static final String NO_DATASET = "none";

    private final ObjectStore store;
    private final Registry registry;
    private final SqlCatalogue catalogue;

    private Priming(ObjectStore store, Registry registry, SqlCatalogue catalogue) {
        this.store = store;
        this.registry = registry;
        this.catalogue = catalogue;
    }

    /** Registers for the next snapshot. The result is to be kept: the runtime refers to it weakly. */
    public static Priming register(ObjectStore store, Registry registry, SqlCatalogue catalogue) {
        Priming priming = new Priming(store, registry, catalogue);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        attempt(() -> store.get(LivePointer.key(NO_DATASET)));
        attempt(() -> registry.versions(SageMakerNames.group(NO_DATASET)));
        attempt(() -> catalogue.approvals(NO_DATASET));
        catalogue.close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing to renew: connections are opened when they are needed.
    }

    private static void attempt(Runnable read) {
        try {
            read.run();
        } catch (RuntimeException onlyAnOptimisation) {
            return;
        }
    }
}
