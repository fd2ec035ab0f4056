package io.segmenta.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run begins with: an earlier model, or nothing.
 *
 * @param note for whoever reads the report, when a model was asked for
 */
record Beginning(Optional<EarlierModel> earlier, Optional<String> note) {
    private static final Beginning ANEW = new Beginning(Optional.empty(), Optional.empty());

    /**
     * Finds the model that {@code clustering.update} asks for.
     *
     * @param before the last successful run of the data set that began before this one
     * @throws DataException when the model that is asked for has been deleted or exchanged
     */
    static Beginning of(Update update, String dataset, Optional<Run> before, ObjectStore store) {
        return switch (update) {
            case NONE -> ANEW;
            case LAST -> before.map(run -> last(run, store)).orElseGet(() -> without(
                    "no run of the data set has succeeded before, so segments were found anew (clustering.update: last)"));
            case LIVE -> bytes(Names.livePointer(dataset), store).map(pointer -> live(pointer, store))
                    .orElseGet(() -> without(
                            "no version of the data set is live, so segments were found anew (clustering.update: live)"));
        };
    }

    private static Beginning last(Run run, ObjectStore store) {
        byte[] file = required(Names.run(run.dataset(), run.id()) + Trainer.MODEL, store);
        return with(new EarlierModel(run.id(), Optional.empty(), model(file)),
                "goes on with the segments of run " + run.id() + ", the last one before");
    }

    private static Beginning live(byte[] document, ObjectStore store) {
        JsonNode pointer = Json.parse(new ByteArrayInputStream(document));
        String key = Json.required(pointer, "model_key");
        String version = Json.required(pointer, "model_version");
        UUID run = Names.runOf(key)
                .orElseThrow(() -> new IllegalStateException("the live pointer names no model of a run: " + key));
        byte[] file = required(key, store);
        if (!ModelFile.id(file).equals(pointer.path("model_sha256").asText())) {
            throw DataException.of(Reason.NOT_FOUND,
                    "the model that is live, %s, has been exchanged since it went live; train anew with"
                            + " clustering.update: none",
                    key);
        }
        return with(new EarlierModel(run, Optional.of(version), model(file)),
                "goes on with the segments of " + version + ", which is live");
    }

    private static Beginning with(EarlierModel earlier, String note) {
        return new Beginning(Optional.of(earlier), Optional.of(note));
    }

    private static Beginning without(String note) {
        return new Beginning(Optional.empty(), Optional.of(note));
    }

    private static byte[] required(String key, ObjectStore store) {
        return bytes(key, store).orElseThrow(() -> DataException.of(Reason.NOT_FOUND,
                "the earlier model, %s, has been deleted; train anew with clustering.update: none", key));
    }

    private static Optional<byte[]> bytes(String key, ObjectStore store) {
        return store.get(key).map(object -> {
            try (StoredObject open = object) {
                return open.readAll();
            }
        });
    }

    private static SegmentationModel model(byte[] file) {
        try {
            return ModelFile.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
