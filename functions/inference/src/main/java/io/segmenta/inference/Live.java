package io.segmenta.inference;

import io.segmenta.model.predict.Invocations;

/** What answers for a dataset now. */
sealed interface Live {

    String modelVersion();

    /** A SageMaker endpoint answers. */
    record AtEndpoint(String endpoint, String modelVersion) implements Live {}

    /** The model answers in this function. */
    record Here(Invocations model, String sha256, String modelVersion) implements Live {}
}
