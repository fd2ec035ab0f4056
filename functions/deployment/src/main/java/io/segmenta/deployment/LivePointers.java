package io.segmenta.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.sagemaker.ModelVersion;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.time.Clock;
import java.util.Optional;

/** The objects that tell the inference function what is live. */
final class LivePointers {
    private static final String UPDATED_AT = "updated_at";

    private final ObjectStore store;
    private final Clock clock;

    LivePointers(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Points at a deployment, unless that is where the pointer points already.
     *
     * @throws io.segmenta.platform.storage.ObjectConflictException when somebody else moves it at the same moment
     */
    void move(Deployment deployment, ModelVersion version, String modelKey) {
        String key = Names.livePointer(deployment.dataset());
        ObjectNode pointer = Json.object().put("dataset", deployment.dataset()).put("target", deployment.target());
        if (!deployment.endpointConfig().isEmpty()) {
            pointer.put("endpoint", Names.group(deployment.dataset()));
        }
        pointer.put("model_key", modelKey).put("model_sha256", version.properties().getOrDefault("model_sha256", ""))
                .put("model_version", "v" + version.version()).put("model_package_arn", version.arn());
        Optional<String> etag = Optional.empty();
        Optional<StoredObject> found = store.get(key);
        if (found.isPresent()) {
            try (StoredObject object = found.get()) {
                etag = Optional.of(object.head()).map(ObjectHead::etag);
                JsonNode before = Json.parse(object.bytes());
                if (before instanceof ObjectNode same && same.without(UPDATED_AT).equals(pointer)) {
                    return;
                }
            }
        }
        byte[] bytes = Json.bytes(pointer.put(UPDATED_AT, clock.instant().toString()));
        store.replace(key, "application/json", ObjectContent.of(bytes), etag);
    }

    void remove(String dataset) {
        store.delete(Names.livePointer(dataset));
    }
}
