package io.segmenta.inference;

import io.segmenta.model.predict.Invocations;

/** What answers for a dataset now. */
sealed interface Live {

    String modelVersion();

    /**
     * A SageMaker endpoint answers.
     *
     * @param looksUp whether its model has columns of a view of features
     */
    record AtEndpoint(String endpoint, String modelVersion, boolean looksUp) implements Live {}

    /**
     * The model answers in this function.
     *
     * @param captureSeconds how long answers are counted before the counts are written; 0 where none are counted
     */
    record Here(Invocations model, String sha256, String modelVersion, int captureSeconds) implements Live {}
}
