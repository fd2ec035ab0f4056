/**
 * Answers: one record to one {@link io.segmenta.model.predict.Prediction}, and a request body to a reply, the same
 * bytes wherever the model is served ({@link io.segmenta.model.predict.Invocations}). May use every other package
 * of the module.
 */
package io.segmenta.model.predict;
