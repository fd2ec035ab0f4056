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
     * @param left how much of the invocation's time is left; the endpoint is waited for no longer
     * @throws IOException when the endpoint cannot answer, or not in time
     */
    Reply invoke(String endpoint, AnswerShape shape, String contentType, byte[] body, TimeLeft left) throws IOException;
}
