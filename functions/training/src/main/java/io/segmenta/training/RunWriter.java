package io.segmenta.training;

import io.segmenta.learning.ColumnChanges;
import io.segmenta.learning.StartingPoint;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.Failure;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SchemaChanges;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes the folder of a run. A run is visible once its lineage is there, and then it is whole. Nothing in it is ever
 * overwritten; the bucket forbids it to everybody.
 */
final class RunWriter {
    private final ObjectStore store;

    RunWriter(ObjectStore store) {
        this.store = store;
    }

    /**
     * Notes what a run starts from, unless that was noted before.
     *
     * @param found what there is now
     * @return what was noted first
     */
    RunStart begin(Run run, Supplier<RunStart> found) {
        RunFolder folder = new RunFolder(run.dataset(), run.id());
        Optional<byte[]> noted = store.readAll(folder.key(RunFile.START));
        if (noted.isEmpty()) {
            keepFirst(folder, RunFile.START, found.get().write());
            noted = store.readAll(folder.key(RunFile.START));
        }
        return RunStart.parse(noted.orElseThrow());
    }

    /**
     * Writes what was learned; safe to be repeated.
     */
    RunResult write(Attempt attempt, Learned learned, RunMeter meter) {
        for (Artifact artifact : learned.trained().artifacts()) {
            create(attempt.folder().key(artifact.path()), measured(artifact, meter));
        }
        RunResult result = learned.result();
        learned.before().flatMap(before -> changes(before, learned))
                .ifPresent(changes -> keepFirst(attempt.folder(), RunFile.CHANGES, changes.write()));
        keepFirst(attempt.folder(), RunFile.MANIFEST, meter.manifest(attempt.size()));
        store.create(attempt.folder().key(RunFile.LINEAGE), RunFile.LINEAGE.contentType(),
                ObjectContent.of(lineage(attempt, learned, result).write()));
        return result;
    }

    private static Lineage lineage(Attempt attempt, Learned learned, RunResult result) {
        Run run = attempt.run();
        StartingPoint start = learned.start();
        return new Lineage(run.id(), run.dataset(), run.bucket(), run.key(), run.version(), result.dataSha256(),
                run.configurationHash(), attempt.settings().config().seed(), result.modelSha256(),
                start.continued(), start.compared(learned.trained().basis()));
    }

    /** What is new in the columns; empty when the schema before is of a newer version than this program reads. */
    private Optional<SchemaChanges> changes(Run before, Learned learned) {
        return store.readAll(new RunFolder(before.dataset(), before.id()).key(RunFile.SCHEMA))
                .flatMap(schema -> ColumnChanges.of(before.id(), schema, learned.bytes(RunFile.SCHEMA)));
    }

    /** The result of a run whose folder is whole although the catalogue was not told. */
    Optional<RunResult> finished(Run run) {
        RunFolder folder = new RunFolder(run.dataset(), run.id());
        return store.readAll(folder.key(RunFile.LINEAGE)).map(Lineage::parse)
                .map(lineage -> new RunResult(lineage.dataSha256(), lineage.modelSha256(),
                        store.readAll(folder.key(RunFile.METRICS))
                                .map(metrics -> new String(metrics, StandardCharsets.UTF_8))
                                .orElseThrow(() -> new IllegalStateException(
                                        folder.prefix() + " has a lineage but no metrics"))));
    }

    void fail(Run run, Fault fault) {
        keepFirst(new RunFolder(run.dataset(), run.id()), RunFile.FAILURE,
                new Failure(fault.reason(), fault.detail(), run.key(), run.version()).write());
    }

    /** Of a file that two attempts do not write alike, such as one with seconds in it, that of the first one stays. */
    private void keepFirst(RunFolder folder, RunFile file, byte[] bytes) {
        try {
            store.create(folder.key(file), file.contentType(), ObjectContent.of(bytes));
        } catch (ObjectConflictException earlierAttempt) {
            return;
        }
    }

    private static Artifact measured(Artifact artifact, RunMeter meter) {
        return new Artifact(artifact.path(), artifact.contentType(), out -> {
            Counted counted = new Counted(out);
            artifact.content().writeTo(counted);
            meter.wrote(artifact.path(), counted.count);
        });
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }

    private void create(String key, Artifact artifact) {
        try {
            store.create(key, artifact.contentType(), artifact.content()::writeTo);
        } catch (ObjectConflictException e) {
            // Equal attempts write equal bytes, so this one was made by another version of the program.
            throw new DataException(Reason.INTERRUPTED,
                    "the run was begun by another version of Segmenta, and " + key
                            + " is what that one made; upload the file again, which begins a new run",
                    e);
        }
    }
}
