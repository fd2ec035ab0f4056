package io.segmenta.training;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart.Reference;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.model.data.Table;
import io.segmenta.model.file.ModelFile;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.identity.ReferenceRows;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import io.segmenta.platform.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The model before a run, with the rows of its upload. Whatever of it cannot be had ends no run: what became of its
 * segments is then not known, and the run says why.
 */
final class EarlierLine {
    private final ObjectStore store;
    private final Catalogue catalogue;
    private final Workers workers;

    EarlierLine(ObjectStore store, Catalogue catalogue, Workers workers) {
        this.store = store;
        this.catalogue = catalogue;
        this.workers = workers;
    }

    /**
     * Reads it.
     *
     * @param start what the run starts from; a model that it goes on with is not read again
     * @param free bytes of heap that the rows may take
     */
    Line of(Attempt attempt, StartingPoint start, long free) {
        return start.reference().map(earlier -> of(attempt, earlier, start.earlier().map(EarlierModel::model), free))
                .orElseGet(() -> Line.first(attempt.run().id()));
    }

    private Line of(Attempt attempt, Reference reference, Optional<SegmentationModel> read, long free) {
        Run run = attempt.run();
        RunFolder folder = new RunFolder(run.dataset(), reference.run());
        Identity.Reference named = new Identity.Reference(reference.run(), reference.modelSha256());
        try {
            SegmentationModel model = read.isPresent() ? read.get()
                    : ModelFile.read(new ByteArrayInputStream(new RegisteredObject(folder.key(RunFile.MODEL),
                            reference.modelSha256()).read(store)));
            try {
                return Line.after(run.id(), Earlier.of(named, model, rows(attempt, folder, free)));
            } catch (DataException | ConfigException | ObjectConflictException unusable) {
                String key = folder.key(RunFile.REFERENCE);
                String why = Objects.requireNonNullElse(unusable.getMessage(), "the earlier file cannot be read");
                return store.readAll(key).map(kept -> Line.after(run.id(),
                        Earlier.of(named, model, ReferenceRows.read(kept, key)), why))
                        .orElseGet(() -> unknown(attempt, reference, why));
            }
        } catch (ReplacedObjectException | DataException unusable) {
            return unknown(attempt, reference,
                    Objects.requireNonNullElse(unusable.getMessage(), "the earlier model cannot be read"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line unknown(Attempt attempt, Reference reference, String why) {
        attempt.log().warn("the earlier model cannot be compared with", "run_id", attempt.run().id(),
                "earlier_run_id", reference.run());
        return Line.unknown(attempt.run().id(), why);
    }

    private Table rows(Attempt attempt, RunFolder folder, long free) throws IOException {
        Run run = catalogue.run(folder.run()).orElseThrow(() -> gone(folder, "it is not in the catalogue"));
        ObjectHead head = head(run).orElseThrow(() -> gone(folder, "its upload " + run.key() + " is gone"));
        PipelineConfig config = config(folder);
        String file = UploadKey.parse(run.key()).map(UploadKey::file).orElse(run.key());
        try (StoredObject object = store.open(head)) {
            return new PlannedRead(file, head.size(), config, attempt.settings().schema(), workers)
                    .of(object.bytes(), free, plan -> plan.refuseAbove(free)).table();
        }
    }

    /** What the run read; of an upload that has been overwritten its version, where the bucket keeps versions. */
    private Optional<ObjectHead> head(Run run) {
        Optional<ObjectHead> now = store.head(run.key());
        if (now.filter(head -> head.version().orElse(head.etag()).equals(run.version())).isPresent()) {
            return now;
        }
        return now.flatMap(ObjectHead::version).flatMap(_ -> store.head(run.key(), run.version()));
    }

    private PipelineConfig config(RunFolder folder) {
        String key = folder.key(RunFile.CONFIG);
        byte[] json = store.readAll(key).orElseThrow(() -> gone(folder, key + " is missing"));
        return ConfigReader.read(List.of(ConfigSource.yaml(key, new String(json, StandardCharsets.UTF_8))));
    }

    private static DataException gone(RunFolder folder, String why) {
        return DataException.of(DataException.Reason.NOT_FOUND, "the rows of run %s cannot be read: %s", folder.run(),
                why);
    }
}
