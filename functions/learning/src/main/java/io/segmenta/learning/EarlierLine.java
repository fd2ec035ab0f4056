package io.segmenta.learning;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart.Reference;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.identity.ReferenceRows;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import io.segmenta.platform.storage.ReplacedObjectException;
import io.segmenta.platform.storage.StoredObject;
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
public final class EarlierLine {
    private final ObjectStore store;
    private final Workers workers;

    /** @param workers that read the rows */
    public EarlierLine(ObjectStore store, Workers workers) {
        this.store = store;
        this.workers = workers;
    }

    /**
     * Reads it.
     *
     * @param start what the run starts from; a model that it goes on with is not read again
     * @param free bytes of heap that the rows may take
     * @param log hears of a model that cannot be compared with
     */
    public Line of(Task task, StartingPoint start, long free, Log log) {
        return start.reference()
                .map(earlier -> of(task, earlier, start.earlier().map(EarlierModel::model), free, log)
                        .edited(start.names()))
                .orElseGet(() -> Line.first(task.run()));
    }

    private Line of(Task task, Reference reference, Optional<SegmentationModel> read, long free, Log log) {
        RunFolder folder = new RunFolder(task.dataset(), reference.run());
        try {
            SegmentationModel model = read.isPresent() ? read.get()
                    : StartingPoint.model(new RegisteredObject(folder.key(RunFile.MODEL), reference.modelSha256())
                            .read(store));
            try {
                return Line.after(task.run(), Earlier.of(named(reference), model, rows(task, folder, free)));
            } catch (DataException | ConfigException | ContractException | ObjectConflictException unusable) {
                String key = folder.key(RunFile.REFERENCE);
                String why = Objects.requireNonNullElse(unusable.getMessage(), "the earlier file cannot be read");
                return store.readAll(key).map(kept -> Line.after(task.run(),
                        Earlier.of(named(reference), model, ReferenceRows.read(kept, key)), why))
                        .orElseGet(() -> unknown(task, reference, why, log));
            }
        } catch (ReplacedObjectException | DataException unusable) {
            return unknown(task, reference,
                    Objects.requireNonNullElse(unusable.getMessage(), "the earlier model cannot be read"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Identity.Reference named(Reference reference) {
        return new Identity.Reference(reference.run(), reference.modelSha256());
    }

    private static Line unknown(Task task, Reference reference, String why, Log log) {
        log.warn("the earlier model cannot be compared with", "run_id", task.run(), "earlier_run_id",
                reference.run());
        return Line.unknown(task.run(), why);
    }

    private Table rows(Task task, RunFolder folder, long free) throws IOException {
        Lineage lineage = store.readAll(folder.key(RunFile.LINEAGE)).map(Lineage::parse)
                .orElseThrow(() -> gone(folder, folder.key(RunFile.LINEAGE) + " is missing"));
        ObjectHead head = Uploads.exact(store, lineage.key(), lineage.objectVersion())
                .orElseThrow(() -> gone(folder, "its upload " + lineage.key() + " is gone"));
        PipelineConfig config = config(folder);
        try (StoredObject object = store.open(head)) {
            Table table = new PlannedRead(Uploads.file(lineage.key()), head.size(), config, task.declared(), workers)
                    .of(object.bytes(), free, plan -> plan.refuseComparedAbove(free)).table();
            return JoinedBefore.joined(table, config, file -> store.readAll(folder.key(file))
                    .orElseThrow(() -> gone(folder, folder.key(file) + " is missing")));
        }
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
