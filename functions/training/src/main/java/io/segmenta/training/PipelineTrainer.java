package io.segmenta.training;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.Past;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.report.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Trains through the clustering library. */
final class PipelineTrainer implements Trainer {
    /** What the clients of S3 and of the catalogue hold, with what they let fall (docs/decisions/0019). */
    private static final long CLIENTS = 12L << 20;

    /** The timeout of the function (template.yaml), the most that Lambda allows. */
    private static final TimeLimit LIMIT = new TimeLimit(900);

    private final Workers workers;
    private final EarlierLine line;

    /**
     * @param workers kept as long as the trainer, for the outputs may be produced by them
     * @param line reads the model before
     */
    PipelineTrainer(Workers workers, EarlierLine line) {
        this.workers = workers;
        this.line = line;
    }

    @Override
    public List<Artifact> train(InputStream data, Attempt attempt, StartingPoint start, RunMeter meter) {
        PipelineConfig config = attempt.settings().config();
        Optional<Schema> declared = attempt.settings().schema().or(() -> start.earlier().map(EarlierModel::roles));
        try {
            AtomicLong taken = new AtomicLong();
            Consumer<MemoryPlan> within = plan -> {
                MemoryPlan all = plan.beside(CLIENTS);
                taken.set(all.bytes());
                meter.planned(all);
                all.refuseAbove(Runtime.getRuntime().maxMemory());
            };
            ReadResult file = new PlannedRead(attempt.upload().key().file(), attempt.size(), config, declared, workers)
                    .of(data, Runtime.getRuntime().maxMemory(), within);
            ReadResult read = new ReadResult(file.table(), file.schema(),
                    start.note().map(file.report()::noting).orElse(file.report()));
            meter.report("reading", 1, read.report().summary());
            Past past = new Past(start.earlier().map(EarlierModel::model), Optional.of(() -> line.of(attempt,
                    start, Runtime.getRuntime().maxMemory() - taken.get())));
            return Pipeline.train(read, config, past, LIMIT, workers, meter).artifacts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
