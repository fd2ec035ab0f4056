package io.segmenta.training;

import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart.Reference;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.file.ModelFile;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What a run starts from: an earlier model, or nothing.
 *
 * @param before the last successful run of the data set that was created before this one
 * @param reference the model whose segments the new ones are compared with
 * @param earlier the same model, where the run goes on with its segments
 * @param note for whoever reads the report, when a model to go on with was asked for
 */
record StartingPoint(Optional<Run> before, Optional<Reference> reference, Optional<EarlierModel> earlier,
        Optional<String> note) {
    /** Nothing came before. */
    static final StartingPoint NOTHING = new StartingPoint(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    /**
     * Reads the model that {@code clustering.update} asks for.
     *
     * @param start what was found when the run began
     * @throws DataException when the model that is asked for has been deleted or exchanged
     */
    static StartingPoint of(Update update, String dataset, RunStart start, Optional<Run> before, ObjectStore store) {
        Optional<Reference> reference = start.reference();
        return switch (update) {
            case NONE -> new StartingPoint(before, reference, Optional.empty(), Optional.empty());
            case LAST -> reference.map(last -> with(before, last, dataset, "run " + last.run()
                    + ", the last successful one", store)).orElseGet(() -> without(before,
                            "no run of the data set has succeeded before, so new segments were found "
                                    + "(clustering.update: last)"));
            case LIVE -> reference.map(live -> with(before, live, dataset, live.modelVersion().orElse("the version")
                    + ", which is live", store)).orElseGet(() -> without(before,
                            "no version of the data set is live, so new segments were found "
                                    + "(clustering.update: live)"));
        };
    }

    private static StartingPoint with(Optional<Run> before, Reference reference, String dataset, String which,
            ObjectStore store) {
        byte[] file = required(new RegisteredObject(new RunFolder(dataset, reference.run()).key(RunFile.MODEL),
                reference.modelSha256()), store);
        return new StartingPoint(before, Optional.of(reference),
                Optional.of(new EarlierModel(reference.run(), reference.modelVersion(), model(file))),
                Optional.of("continues the segments of " + which));
    }

    private static StartingPoint without(Optional<Run> before, String note) {
        return new StartingPoint(before, Optional.empty(), Optional.empty(), Optional.of(note));
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
