/**
 * Fitted feature steps and their replay: {@link io.segmenta.model.features.FeaturePipeline} turns a whole table or one
 * record into features by the same arithmetic, bit for bit. Fitting happens elsewhere. May use
 * {@code io.segmenta.model}, {@code .data} and {@code .json}.
 */
package io.segmenta.model.features;
