/**
 * Fits the steps that turn a table into a feature matrix: what is dropped, filled, encoded and scaled, and why.
 * {@link io.segmenta.clustering.features.FeatureFitter} is the door; the fitted steps live in {@code model} and replay there.
 */
package io.segmenta.clustering.features;
