package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.storage.ObjectStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which version answers for a data set, and which one is on its way to. */
final class Live {
    private final Found found;
    private final Listings listings;
    private final ObjectStore store;

    Live(Found found, Listings listings, ObjectStore store) {
        this.found = found;
        this.listings = listings;
        this.store = store;
    }

    Answer one(Request request) {
        request.withoutQuery();
        Dataset dataset = found.dataset(request);
        ObjectNode shape = Json.object().put("dataset", dataset.name());
        store.readAll(LivePointer.key(dataset.name())).map(bytes -> LivePointer.parse(dataset.name(), bytes))
                .ifPresent(pointer -> pointed(shape, pointer));
        Optional<Deployment> coming = listings.current(List.of(dataset.name())).stream()
                .filter(deployment -> deployment.state() == Deployment.State.REQUESTED).findFirst();
        coming.ifPresent(deployment -> shape.putObject("deployment").put("version", deployment.version())
                .put("target", deployment.target())
                .put("state", deployment.state().name().toLowerCase(Locale.ROOT))
                .put("requested_at", deployment.requestedAt().toString()));
        Answer answer = Answer.ok(shape);
        return coming.isPresent() ? answer.with("retry-after", "3") : answer;
    }

    private static void pointed(ObjectNode shape, LivePointer pointer) {
        Found.version(pointer.modelVersion()).ifPresent(version -> shape.put("version", version));
        shape.put("target", pointer.target().word());
        if (pointer.target() instanceof LivePointer.Endpoint endpoint) {
            shape.put("endpoint", endpoint.name());
        }
        shape.put("since", pointer.updatedAt().toString());
    }
}
