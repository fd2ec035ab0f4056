package io.segmenta.deployment;

import io.segmenta.model.base.DataException;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;

/** Loads the model and asks it for the segment of its own typical customer. */
record PredictingProbe(Clock clock) implements ModelProbe {
    private static final int OK = 200;

    @Override
    public Optional<String> problem(InputStream model, String modelVersion) {
        try {
            Predictor predictor = new Predictor(ModelFile.read(model), modelVersion);
            Reply reply = new Invocations(predictor).answer(AnswerShape.PREDICT, "application/json", predictor.probe(),
                    clock.instant());
            return reply.status() == OK ? Optional.empty()
                    : Optional.of("the model does not answer its own probe: " + reply.text());
        } catch (DataException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
