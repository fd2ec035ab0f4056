/**
 * Fits the steps that turn a table into a feature matrix: what is dropped, filled, encoded and scaled, and why.
 * {@link io.segmenta.pipeline.features.FeatureFitter} is the door; the fitted steps live in {@code
 * io.segmenta.model.steps} and replay there. May use {@code .schema} and {@code .text}.
 */
@NullMarked
package io.segmenta.pipeline.features;

import org.jspecify.annotations.NullMarked;
