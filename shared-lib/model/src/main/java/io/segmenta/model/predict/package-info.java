/**
 * Answers: one record to one {@link io.segmenta.model.predict.Prediction}, and a request body to a reply, the same
 * bytes wherever the model is served ({@link io.segmenta.model.predict.Invocations}). May use every other package of
 * the module.
 */
@NullMarked
package io.segmenta.model.predict;

import org.jspecify.annotations.NullMarked;
