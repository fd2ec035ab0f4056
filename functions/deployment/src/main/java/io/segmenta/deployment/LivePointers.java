package io.segmenta.deployment;

import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.PackageProperties;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectReader.Found;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Clock;
import java.util.Optional;

/** The objects that tell the inference function what is live. */
final class LivePointers {
    private static final String CONTENT_TYPE = "application/json";

    private final ObjectStore store;
    private final EndpointNames names;
    private final Clock clock;

    LivePointers(ObjectStore store, EndpointNames names, Clock clock) {
        this.store = store;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Points at a deployment, unless that is where the pointer points already.
     *
     * @throws io.segmenta.platform.storage.ObjectConflictException when somebody else moves it at the same moment
     */
    void move(Deployment deployment, ModelVersion version, String modelKey) {
        String key = LivePointer.key(deployment.dataset());
        Optional<ServingPlan> plan = ServingPlan.known(version, store);
        LivePointer pointer = new LivePointer(deployment.dataset(), target(deployment), modelKey,
                PackageProperties.read(version.properties()).modelSha256().orElse(""),
                SageMakerNames.version(version.version()), version.arn(), clock.instant(),
                plan.map(ServingPlan::captureSeconds).orElse(LivePointer.CAPTURE_SECONDS),
                plan.filter(ServingPlan::looksUp).isPresent());
        switch (store.find(key, Optional.empty())) {
            case Found.Content found when points(found.bytes(), pointer) -> {
                // Nothing to do.
            }
            case Found.Content found -> write(key, pointer, Optional.of(found.etag()));
            case Found.Absent _,Found.Unchanged _ -> write(key, pointer, Optional.empty());
        }
    }

    private void write(String key, LivePointer pointer, Optional<String> seen) {
        store.replace(key, CONTENT_TYPE, ObjectContent.of(pointer.write()), seen);
    }

    private LivePointer.Target target(Deployment deployment) {
        return deployment.endpointConfig().isEmpty() ? new LivePointer.Lambda()
                : new LivePointer.Endpoint(names.of(deployment));
    }

    private static boolean points(byte[] document, LivePointer pointer) {
        try {
            return LivePointer.parse(pointer.dataset(), document).saysTheSameAs(pointer);
        } catch (ContractException broken) {
            // It points nowhere, and nobody but this function mends it.
            return false;
        }
    }

    /** Points at nothing any more: true when there was a pointer. */
    boolean remove(String dataset) {
        String key = LivePointer.key(dataset);
        if (store.find(key, Optional.empty()) instanceof Found.Absent) {
            return false;
        }
        store.delete(key);
        return true;
    }
}
