package io.segmenta.learning;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart.Reference;
import io.segmenta.model.contract.SchemaChanges;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.identity.ReferenceRows;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.platform.storage.ObjectContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that has ended, once more: from the same upload, settings, schema and earlier model, by the same code. Which of
 * the earlier rows it was compared with is not decided again but taken from its lineage, for that hung on memory and on
 * what was still there. Writes nothing. Close it when its files have been read.
 */
public final class Repetition implements AutoCloseable {
    /** The version of this program. */
    public static final String VERSION = Pipeline.VERSION;

    private final RunInputs inputs;
    private final Workers workers;

    /**
     * Reads what the run was made from, and checks it.
     *
     * @param threads to train with; any number gives the same files
     * @throws DataException when something of it is gone or has been changed
     */
    public Repetition(RunParts parts, int threads) {
        this.inputs = RunInputs.of(parts);
        inputs.check();
        this.workers = new Workers(threads);
    }

    /** The version of the program that made a run, as its model tells; empty when that cannot be read. */
    public static Optional<String> madeBy(RunParts parts) {
        try {
            return parts.file(RunFile.MODEL).map(RunPart::bytes).map(StartingPoint::model)
                    .map(model -> model.provenance().libraryVersion());
        } catch (DataException damaged) {
            return Optional.empty();
        }
    }

    /** The names of all parts that it reads, without the files that it only makes again. */
    public List<String> needs() {
        return inputs.names();
    }

    /** What the run was made from. */
    public Lineage lineage() {
        return inputs.lineage();
    }

    /**
     * Trains again.
     *
     * @return the files in the order in which a run writes them, without those that are no function of data and
     * settings; {@code lineage.json} is the last
     * @throws DataException when memory does not suffice
     */
    public List<RepeatedFile> files(Watch watch) {
        Lineage lineage = inputs.lineage();
        Optional<Schema> declared = inputs.start().schema().map(Schema::fromJson);
        RunPart upload = inputs.parts().required(RunParts.UPLOAD);
        Task task = new Task(lineage.run(), lineage.dataset(), Uploads.file(lineage.key()), upload.size(),
                inputs.config(), declared);
        StartingPoint start = StartingPoint.of(inputs.config().clustering().update(), inputs.start(), this::model);
        Trained trained;
        try (InputStream data = upload.open()) {
            trained = new Learning(TimeLimit.NONE, workers).train(data, task, start,
                    free -> before(task, start, free).edited(start.names()), new Watched(watch),
                    new Learning.Rows(_ -> false, this::joined, Sampled.NOTHING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<RepeatedFile> files = new ArrayList<>();
        trained.artifacts().forEach(one -> files.add(new RepeatedFile(one.path(), one.content()::writeTo)));
        inputs.changes().flatMap(noted -> changes(noted, files)).ifPresent(changes -> files.add(
                new RepeatedFile(RunFile.CHANGES.path(), ObjectContent.of(changes.write()))));
        files.add(new RepeatedFile(RunFile.LINEAGE.path(), ObjectContent.of(lineage(start, trained, files).write())));
        return files;
    }

    private Joining.Joined joined(ReadResult file) {
        return JoinedBefore.of(inputs.config(), one -> inputs.parts().required(RunParts.RUN + one.path()).bytes())
                .map(columns -> Joining.Joined.of(file, columns))
                .orElseGet(() -> Joining.NOTHING.to(file));
    }

    private byte[] model(Reference reference) {
        return inputs.checked(RunParts.REFERENCE + RunFile.MODEL.path(), reference.modelSha256()).bytes();
    }

    private Line before(Task task, StartingPoint start, long free) {
        if (start.reference().isEmpty()) {
            return Line.first(task.run());
        }
        Reference reference = start.reference().get();
        Lineage.Basis basis = inputs.basis().orElseThrow();
        return switch (basis.rows()) {
            case ALL -> Line.after(task.run(),
                    Earlier.of(EarlierLine.named(reference), model(start, reference), rows(task, free)));
            case KEPT -> Line.after(task.run(),
                    Earlier.of(EarlierLine.named(reference), model(start, reference), kept(task, reference)),
                    basis.missing().orElse(""));
            case UNKNOWN -> Line.unknown(task.run(), basis.missing().orElse(""));
        };
    }

    private SegmentationModel model(StartingPoint start, Reference reference) {
        return start.earlier().map(EarlierModel::model).orElseGet(() -> StartingPoint.model(model(reference)));
    }

    private Table rows(Task task, long free) {
        Lineage earlier = inputs.ofReference();
        RunPart upload = inputs.checked(RunParts.REFERENCE_UPLOAD, earlier.dataSha256());
        PipelineConfig config = RunInputs.config(inputs.parts(), RunParts.REFERENCE);
        try (InputStream data = upload.open()) {
            Table table = new PlannedRead(Uploads.file(earlier.key()), upload.size(), config, task.declared(), workers)
                    .of(data, free, plan -> plan.refuseComparedAbove(free)).table();
            return JoinedBefore.joined(table, config,
                    one -> inputs.parts().required(RunParts.REFERENCE + one.path()).bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table has the name that it had in the run. */
    private ReferenceRows kept(Task task, Reference reference) {
        return ReferenceRows.read(inputs.parts().required(RunParts.REFERENCE + RunFile.REFERENCE.path()).bytes(),
                new RunFolder(task.dataset(), reference.run()).key(RunFile.REFERENCE));
    }

    private Optional<SchemaChanges> changes(SchemaChanges noted, List<RepeatedFile> files) {
        return ColumnChanges.of(noted.since(), inputs.parts().required(RunParts.BEFORE_SCHEMA).bytes(),
                bytes(files, RunFile.SCHEMA));
    }

    private Lineage lineage(StartingPoint start, Trained trained, List<RepeatedFile> files) {
        Lineage was = inputs.lineage();
        boolean noted = was.reference().flatMap(Lineage.Reference::basis).isPresent();
        return new Lineage(was.run(), was.dataset(), was.bucket(), was.key(), was.objectVersion(), was.dataSha256(),
                was.configurationSha256(), inputs.config().seed(), Sha256.of(bytes(files, RunFile.MODEL)),
                start.continued(), start.compared(noted ? trained.basis() : Optional.empty()));
    }

    private static byte[] bytes(List<RepeatedFile> files, RunFile file) {
        return files.stream().filter(one -> one.path().equals(file.path())).findFirst()
                .orElseThrow(() -> new IllegalStateException("training gave no " + file.path())).bytes();
    }

    @Override
    public void close() {
        workers.close();
    }

    /** @param next hears of the stages */
    private record Watched(Watch next) implements Meter {
        @Override
        public void report(String stage, double fraction, String detail) {
            next.report(stage, fraction, detail);
        }

        @Override
        public void planned(MemoryPlan plan) {
            // What it takes is told only when there is not enough.
        }
    }
}
