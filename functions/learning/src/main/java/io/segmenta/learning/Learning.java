package io.segmenta.learning;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.contract.Lineage.Basis;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.Past;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadReport;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.report.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Trains through the clustering library, within the memory of the process. The same bytes, task, starting point and
 * line of models give the same files, at any number of threads.
 *
 * @param limit how long clustering may take
 * @param workers kept as long as the files are wanted, for they may be produced by them
 */
public record Learning(TimeLimit limit, Workers workers) {
    /** What the clients of S3 and of the catalogue hold, with what they let fall (docs/decisions/0019). */
    private static final long CLIENTS = 12L << 20;

    /**
     * Which rows of a file are learned of, and with what beside them.
     *
     * @param leftOut whether the customer with an identifier is to be left out
     * @param joining is asked for the rest
     * @param sampled what is known of all rows, where the file is a sample of them
     */
    public record Rows(Predicate<String> leftOut, Joining joining, Sampled sampled) {}

    /**
     * Learns.
     *
     * @param data the file, read as it arrives and not closed
     * @param start the model to go on with, or none to train anew
     * @param before asked for when the new segments are known
     * @throws io.segmenta.model.base.DataException when nothing can be learned from it
     */
    public Trained train(InputStream data, Task task, StartingPoint start, LineBefore before, Meter meter) {
        return train(data, task, start, before, meter, new Rows(_ -> false, Joining.NOTHING, Sampled.NOTHING));
    }

    /**
     * Learns of some rows.
     *
     * @param data the file, read as it arrives and not closed
     * @param start the model to go on with, or none to train anew
     * @param before asked for when the new segments are known
     * @param rows which
     * @throws io.segmenta.model.base.DataException when nothing can be learned from it
     */
    public Trained train(InputStream data, Task task, StartingPoint start, LineBefore before, Meter meter,
            Rows rows) {
        Optional<Schema> declared = task.declared().or(() -> start.earlier().map(EarlierModel::roles));
        long heap = Runtime.getRuntime().maxMemory();
        try {
            AtomicLong taken = new AtomicLong();
            Consumer<MemoryPlan> within = plan -> {
                MemoryPlan all = plan.beside(CLIENTS);
                taken.set(all.bytes());
                meter.planned(all);
                all.refuseAbove(heap);
            };
            Joining.Joined joined = rows.joining
                    .to(LeftOut.of(new PlannedRead(task.file(), task.size(), task.config(), declared, workers)
                            .of(data, heap, within), rows.leftOut));
            ReadResult file = joined.file();
            ReadReport told = start.note().map(file.report()::noting).orElse(file.report());
            ReadResult read = new ReadResult(file.table(), file.schema(),
                    rows.sampled.note().map(told::noting).orElse(told));
            meter.report("reading", 1, read.report().summary());
            AtomicReference<Optional<Basis>> basis = new AtomicReference<>(Optional.empty());
            Past past = new Past(start.earlier().map(EarlierModel::model), Optional.of(() -> {
                Line line = before.read(heap - taken.get());
                basis.set(basis(line));
                return line;
            }));
            List<Artifact> artifacts = new ArrayList<>(
                    Pipeline.train(read, task.config(), past, rows.sampled.whole(), limit, workers, meter).artifacts());
            artifacts.addAll(joined.artifacts());
            return new Trained(artifacts, Check.notNull(basis.get(), "basis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Basis> basis(Line line) {
        Optional<Lineage.Rows> rows = line.earlier().map(Earlier::whole)
                .map(whole -> whole ? Lineage.Rows.ALL : Lineage.Rows.KEPT)
                .or(() -> line.missing().map(_ -> Lineage.Rows.UNKNOWN));
        return rows.map(known -> new Basis(known, line.missing()));
    }
}
