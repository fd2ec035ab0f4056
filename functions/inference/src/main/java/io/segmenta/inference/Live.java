package io.segmenta.inference;

import io.segmenta.model.predict.Invocations;

/** What answers for a dataset now. */
sealed interface Live {

    String modelVersion();

    /** A SageMaker endpoint answers. */
    record AtEndpoint(String endpoint, String modelVersion) implements Live {}

    /**
     * The model answers in this function.
     *
     * @param captureSeconds how long answers are counted before the counts are written; 0 where none are counted
     */
    record Here(Invocations model, String sha256, String modelVersion, int captureSeconds) implements Live {}
}
