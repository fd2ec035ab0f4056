/**
 * The program in the SageMaker container: one model behind {@code GET /ping}, {@code POST /invocations} and
 * {@code GET /execution-parameters}. Main types: {@link io.segmenta.serving.Main} (the process),
 * {@link io.segmenta.serving.ServingServer} (the HTTP server). Uses the model library and the JDK.
 */
@NullMarked
package io.segmenta.serving;

import org.jspecify.annotations.NullMarked;
