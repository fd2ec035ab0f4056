package io.segmenta.training;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.learning.EarlierLine;
import io.segmenta.learning.Learning;
import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Task;
import io.segmenta.learning.Trained;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.platform.privacy.OptOutList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Trains through the clustering library. */
final class PipelineTrainer implements Trainer {
    /** The timeout of the function (template.yaml), the most that Lambda allows. */
    private static final TimeLimit LIMIT = new TimeLimit(900);

    private final Learning learning;
    private final EarlierLine line;
    private final OptOutList optOuts;
    private final Views views;

    /**
     * @param workers kept as long as the trainer, for the outputs may be produced by them
     * @param line reads the model before
     * @param optOuts who is not trained on
     * @param views what is written of a file, and joined to it
     */
    PipelineTrainer(Workers workers, EarlierLine line, OptOutList optOuts, Views views) {
        this.learning = new Learning(LIMIT, workers);
        this.line = line;
        this.optOuts = optOuts;
        this.views = views;
    }

    @Override
    public Trained train(InputStream data, Attempt attempt, StartingPoint start, RunMeter meter) {
        Task task = attempt.task();
        try {
            return learning.train(data, task, start, free -> line.of(task, start, free, attempt.log()), meter,
                    new Learning.Rows(optOuts.leftOut().orElse(_ -> false), views.of(attempt), attempt.sampled()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
