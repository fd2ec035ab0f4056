package io.segmenta.api;

import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Deletion;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Deletes data sets: first in the catalogue, where it can be refused; then what is asked of the privacy function, which
 * takes the rows of people out of the bucket. Whoever asks again goes on where somebody stopped.
 */
final class Deleting {
    private static final String JSON = "application/json";

    private final Found found;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final InstantSource clock;

    Deleting(Found found, Catalogue catalogue, ObjectStore store, InstantSource clock) {
        this.found = found;
        this.catalogue = catalogue;
        this.store = store;
        this.clock = clock;
    }

    Answer delete(Request request) {
        request.withoutQuery();
        String dataset = found.datasetThereOrDeleted(request).map(Dataset::name)
                .orElseGet(() -> request.variable("d"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry = Deed.DATASET_DELETED.by(request, now, dataset, dataset,
                Deed.Change.to(Json.object().put("name", dataset)));
        Optional<Deletion> deletion = catalogue.deletions()
                .delete(new Deletion(dataset, request.caller().name(), now), entry);
        if (deletion.isEmpty()) {
            throw Refusal.CONFLICT.because("something goes on in \"" + dataset
                    + "\": a run, an experiment, or a version "
                    + "that is live or on its way to be; end it first (PUT …/cancellation, PUT …/stop, or reject the "
                    + "version that is live)");
        }
        ErasureKey key = new ErasureKey(deletion.get().id());
        store.create(key.request(), JSON,
                ObjectContent.of(new DatasetErasure(dataset, deletion.get().at().toString()).write()));
        request.log().info("data set deleted", "dataset", dataset, "erasure", key.erasure());
        return Answer.accepted(Routes.BASE + "/privacy/erasures/" + key.erasure(),
                Json.object().put("erasure", key.erasure().toString()).put("state", "running")).with("retry-after",
                        "1");
    }
}
