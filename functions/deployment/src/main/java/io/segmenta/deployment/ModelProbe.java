package io.segmenta.deployment;

import java.io.InputStream;
import java.util.Optional;

/** Tries whether a model answers, before anybody depends on it. */
interface ModelProbe {
    /**
     * Why the model cannot serve; empty when it can.
     *
     * @param model a model file
     */
    Optional<String> problem(InputStream model, String modelVersion);
}
