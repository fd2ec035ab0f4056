package io.segmenta.training;

import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ReplacedObjectException;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run starts from: an earlier model, or nothing.
 *
 * @param before the last successful run of the data set that was created before this one
 * @param earlier the model whose segments the run goes on with
 * @param note for whoever reads the report, when a model was asked for
 */
record StartingPoint(Optional<Run> before, Optional<EarlierModel> earlier, Optional<String> note) {
    /**
     * Finds the model that {@code clustering.update} asks for.
     *
     * @throws DataException when the model that is asked for has been deleted or exchanged
     */
    static StartingPoint of(Update update, String dataset, Optional<Run> before, ObjectStore store) {
        return switch (update) {
            case NONE -> new StartingPoint(before, Optional.empty(), Optional.empty());
            case LAST -> before.map(run -> last(run, store)).orElseGet(() -> without(before,
                    "no run of the data set has succeeded before, so new segments were found "
                            + "(clustering.update: last)"));
            case LIVE -> store.readAll(LivePointer.key(dataset))
                    .map(document -> live(before, LivePointer.parse(dataset, document), store))
                    .orElseGet(() -> without(before,
                            "no version of the data set is live, so new segments were found "
                                    + "(clustering.update: live)"));
        };
    }

    private static StartingPoint last(Run run, ObjectStore store) {
        byte[] file = required(new RegisteredObject(new RunFolder(run.dataset(), run.id()).key(RunFile.MODEL),
                run.modelSha256().orElseThrow()), store);
        return with(Optional.of(run), new EarlierModel(run.id(), Optional.empty(), model(file)),
                "continues the segments of run " + run.id() + ", the last successful one");
    }

    private static StartingPoint live(Optional<Run> before, LivePointer pointer, ObjectStore store) {
        String key = pointer.modelKey();
        UUID run = RunFolder.containing(key).map(RunFolder::run)
                .orElseThrow(() -> new IllegalStateException("the live pointer names no model of a run: " + key));
        byte[] file = required(new RegisteredObject(key, pointer.modelSha256()), store);
        return with(before, new EarlierModel(run, Optional.of(pointer.modelVersion()), model(file)),
                "continues the segments of " + pointer.modelVersion() + ", which is live");
    }

    private static StartingPoint with(Optional<Run> before, EarlierModel earlier, String note) {
        return new StartingPoint(before, Optional.of(earlier), Optional.of(note));
    }

    private static StartingPoint without(Optional<Run> before, String note) {
        return new StartingPoint(before, Optional.empty(), Optional.of(note));
    }

    private static byte[] required(RegisteredObject model, ObjectStore store) {
        try {
            return model.read(store);
        } catch (ReplacedObjectException e) {
            throw new DataException(Reason.NOT_FOUND,
                    "the earlier model cannot be continued: " + e.getMessage() + " with clustering.update: none", e);
        }
    }

    private static SegmentationModel model(byte[] file) {
        try {
            return ModelFile.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
