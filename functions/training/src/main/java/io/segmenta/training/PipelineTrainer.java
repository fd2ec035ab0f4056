package io.segmenta.training;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import io.segmenta.pipeline.Training;
import io.segmenta.pipeline.memory.MemoryPlan;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.segmenta.pipeline.report.Artifact;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains through the clustering library. */
final class PipelineTrainer implements Trainer {
    /** What the clients of S3 and of the catalogue hold, with what they let fall (docs/decisions/0019). */
    private static final long CLIENTS = 12L << 20;

    private final Workers workers;

    /** @param workers kept as long as the trainer, for the outputs may be produced by them */
    PipelineTrainer(Workers workers) {
        this.workers = workers;
    }

    @Override
    public List<Output> train(InputStream data, long size, String fileName, PipelineConfig config,
            Optional<Schema> declared, Beginning beginning, RunMeter progress) {
        try {
            BufferedInputStream content = new BufferedInputStream(data, MemoryPlan.HEAD);
            plan(content, size, config).ifPresent(plan -> {
                progress.planned(plan);
                plan.refuseAbove(Runtime.getRuntime().maxMemory());
            });
            ReadResult file = TableReader.read(content, fileName, config, declared, workers);
            ReadResult read = new ReadResult(file.table(), file.schema(),
                    beginning.note().map(file.report()::noting).orElse(file.report()));
            progress.report("reading", 1, read.report().summary());
            List<Output> outputs = new ArrayList<>();
            for (Artifact artifact : Training
                    .train(read, config, beginning.earlier().map(EarlierModel::model), workers, progress).artifacts()) {
                outputs.add(new Output(artifact.path(), artifact.contentType(), artifact.content()::writeTo));
            }
            return outputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<MemoryPlan> plan(BufferedInputStream content, long size, PipelineConfig config)
            throws IOException {
        content.mark(MemoryPlan.HEAD);
        byte[] head = content.readNBytes(MemoryPlan.HEAD);
        content.reset();
        return MemoryPlan.of(head, size, config, workers.threads()).map(plan -> plan.beside(CLIENTS));
    }
}
