package io.segmenta.training;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.json.Json;
import io.segmenta.pipeline.cost.CostModel;
import io.segmenta.pipeline.preview.Preview;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at files that were announced as soon as they arrive, so that people can see what a run would make of one before
 * they start it. What it tells lies beside the uploads and goes with them. A file that cannot be read is told of too;
 * faults of infrastructure are thrown, and the notice comes again.
 */
final class Previews {
    private final ObjectStore store;
    private final Workers workers;
    private final CostModel costs;
    private final boolean datasetsDecide;

    /** @param costs of the function, which trains as well */
    Previews(ObjectStore store, Workers workers, CostModel costs, boolean datasetsDecide) {
        this.store = store;
        this.workers = workers;
        this.costs = costs;
        this.datasetsDecide = datasetsDecide;
    }

    /** Looks at the file that a notice tells of; empty when it is of no announced file. */
    Optional<RunOutcome> see(Notice notice, Log log) {
        return AnnouncedKey.parse(notice.key())
                .filter(_ -> notice.isCreation() && notice.bucket().equals(store.bucket()))
                .map(key -> see(key, notice, log));
    }

    private RunOutcome see(AnnouncedKey key, Notice notice, Log log) {
        // Before the file, which may be put anew meanwhile: a look that is late then finds that another was there.
        Optional<String> before = store.head(key.preview()).map(ObjectHead::etag);
        store.head(notice.key()).ifPresent(file -> {
            Map<String, Object> document = new LinkedHashMap<>(Map.of(AnnouncedKey.ETAG, file.etag()));
            document.putAll(document(key, file, notice));
            store.replace(key.preview(), "application/json", ObjectContent.of(Json.write(document)), before);
            log.info("file looked at", "upload", key.upload(), "dataset", key.dataset());
        });
        return new RunOutcome(Optional.empty(), Optional.of(key.dataset()), RunOutcome.Status.IGNORED, notice.bucket(),
                Optional.of("looked-at"), Optional.empty());
    }

    private Map<String, Object> document(AnnouncedKey key, ObjectHead head, Notice notice) {
        Upload upload = Upload.of(new UploadKey(key.dataset(), key.file()), Optional.of(head), notice);
        return switch (Settings.read(store, upload, datasetsDecide)) {
            case Settings.Refused refused -> failure(refused.fault());
            case Settings.Valid valid -> document(upload, head, valid);
        };
    }

    private Map<String, Object> document(Upload upload, ObjectHead head, Settings.Valid settings) {
        try (StoredObject object = store.open(head)) {
            return Preview.of(object.bytes(), upload.key().file(), head.size(), settings.config(), settings.schema(),
                    Runtime.getRuntime().maxMemory(), costs, workers);
        } catch (DataException unusable) {
            return failure(Fault.of(unusable));
        } catch (OutOfMemoryError e) {
            return failure(new Fault(Reason.TOO_LARGE.code(), "the file does not fit in the memory of the training "
                    + "function"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> failure(Fault fault) {
        return Map.of("failure", Map.of("code", fault.reason(), "detail", fault.detail()));
    }
}
