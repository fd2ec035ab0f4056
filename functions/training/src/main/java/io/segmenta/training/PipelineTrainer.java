package io.segmenta.training;

import io.segmenta.clustering.Artifact;
import io.segmenta.clustering.Progress;
import io.segmenta.clustering.Training;
import io.segmenta.clustering.Workers;
import io.segmenta.clustering.read.ReadResult;
import io.segmenta.clustering.read.TableReader;
import io.segmenta.model.config.PipelineConfig;
import io.segmenta.model.data.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains through the clustering library. */
final class PipelineTrainer implements Trainer {
    private final Workers workers;

    /** @param workers kept as long as the trainer, for the outputs may be produced by them */
    PipelineTrainer(Workers workers) {
        this.workers = workers;
    }

    @Override
    public List<Output> train(InputStream data, String fileName, PipelineConfig config, Optional<Schema> declared,
            Progress progress) {
        try {
            ReadResult read = TableReader.read(data, fileName, config, declared, workers);
            progress.report("reading", 1, read.report().summary());
            List<Output> outputs = new ArrayList<>();
            for (Artifact artifact : Training.train(read, config, workers, progress).artifacts()) {
                outputs.add(new Output(artifact.path(), artifact.contentType(), artifact.content()::writeTo));
            }
            return outputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
