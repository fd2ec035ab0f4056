package io.segmenta.inference;

import io.segmenta.model.predict.Reply;
import io.segmenta.model.predict.Shape;
import java.io.IOException;

/** The endpoints that answer for models. */
@FunctionalInterface
public interface Endpoints {

    /**
     * Asks an endpoint, and returns its answer or the refusal (4xx) of the program behind it.
     *
     * @throws IOException when the endpoint cannot answer
     */
    Reply invoke(String endpoint, Shape shape, String contentType, byte[] body) throws IOException;
}
