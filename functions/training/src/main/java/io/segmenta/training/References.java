package io.segmenta.training;

import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart.Reason;
import io.segmenta.model.contract.RunStart.Reference;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import java.util.Optional;
import java.util.UUID;

/** Finds the model that a run is compared with, or goes on from. */
final class References {
    private final ObjectStore store;
    private final Catalogue catalogue;

    References(ObjectStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /**
     * The model that {@code clustering.update} asks to go on with; where it asks for none, what is live, else what was
     * approved last, else what was made last. A pointer that cannot be read ends no run that is only compared: then
     * nothing is taken to be live.
     *
     * @param before the last successful run of the data set that was created before this one
     * @param declared the schema that was declared, noted so that the run can be repeated when there is another
     */
    RunStart find(Update update, String dataset, Optional<Run> before, Optional<String> declared) {
        Optional<Reference> reference = switch (update) {
            case LAST -> before.flatMap(References::last);
            case LIVE -> live(dataset);
            case NONE -> liveIfReadable(dataset).or(() -> approved(dataset)).or(() -> before.flatMap(References::last));
        };
        return new RunStart(reference, declared, reference.flatMap(_ -> names(dataset)));
    }

    /**
     * The model that is continued.
     *
     * @throws DataException when it has been deleted or exchanged
     */
    byte[] model(String dataset, Reference reference) {
        try {
            return new RegisteredObject(new RunFolder(dataset, reference.run()).key(RunFile.MODEL),
                    reference.modelSha256()).read(store);
        } catch (ReplacedObjectException e) {
            throw new DataException(DataException.Reason.NOT_FOUND,
                    "the earlier model cannot be continued: " + e.getMessage() + " with clustering.update: none", e);
        }
    }

    /** Names that cannot be read end no run: they are laid over what it makes all the same, once they can be. */
    private Optional<SegmentNames> names(String dataset) {
        return store.readAll(SegmentNames.key(dataset)).flatMap(names -> SegmentNames.readable(dataset, names));
    }

    private static Optional<Reference> last(Run run) {
        return run.modelSha256().map(sha256 -> new Reference(run.id(), sha256, Optional.empty(), Reason.LAST));
    }

    private Optional<Reference> liveIfReadable(String dataset) {
        try {
            return live(dataset);
        } catch (ContractException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Reference> live(String dataset) {
        return store.readAll(LivePointer.key(dataset)).map(document -> LivePointer.parse(dataset, document))
                .flatMap(pointer -> {
                    UUID run = RunFolder.containing(pointer.modelKey()).map(RunFolder::run)
                            .orElseThrow(() -> new IllegalStateException(
                                    "the live pointer names no model of a run: " + pointer.modelKey()));
                    return sha256(pointer, run).map(sha256 -> new Reference(run, sha256,
                            Optional.of(pointer.modelVersion()), Reason.LIVE));
                });
    }

    private Optional<String> sha256(LivePointer pointer, UUID run) {
        return Optional.of(pointer.modelSha256()).filter(sha256 -> !sha256.isEmpty())
                .or(() -> catalogue.run(run).flatMap(Run::modelSha256));
    }

    private Optional<Reference> approved(String dataset) {
        return catalogue.models(Optional.of(dataset)).stream()
                .filter(model -> model.status() == ApprovalStatus.APPROVED).findFirst().flatMap(this::approved);
    }

    private Optional<Reference> approved(Model model) {
        return catalogue.run(model.run()).flatMap(Run::modelSha256).map(sha256 -> new Reference(model.run(), sha256,
                Optional.of("v" + model.version()), Reason.APPROVED));
    }
}
