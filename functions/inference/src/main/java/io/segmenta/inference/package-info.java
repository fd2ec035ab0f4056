/**
 * Answers predictions over HTTP: finds what is live for a dataset and asks it, be it a SageMaker endpoint or the model
 * itself. Main types: {@link io.segmenta.inference.InferenceHandler} (the Lambda entry),
 * {@link io.segmenta.inference.Predictions} (the routes), {@link io.segmenta.inference.LiveModels} (what is live). Uses
 * the model library and, for AWS, only {@code io.segmenta.inference.aws}.
 */
@NullMarked
package io.segmenta.inference;

import org.jspecify.annotations.NullMarked;
