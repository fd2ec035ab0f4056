package io.segmenta.inference;

import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Reply;
import java.io.IOException;

/** The endpoints that answer for models. */
@FunctionalInterface
public interface Endpoints {

    /**
     * Asks an endpoint, and returns its answer or the refusal (4xx) of the program behind it.
     *
     * @throws IOException when the endpoint cannot answer
     */
    Reply invoke(String endpoint, AnswerShape shape, String contentType, byte[] body) throws IOException;
}
