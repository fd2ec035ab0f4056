/**
 * Fitted feature steps and their replay: {@link io.segmenta.model.steps.FeaturePipeline} turns a whole table or one
 * record into features by the same arithmetic, bit for bit. Fitting happens elsewhere. May use {@code .base},
 * {@code .data} and {@code .json}.
 */
@NullMarked
package io.segmenta.model.steps;

import org.jspecify.annotations.NullMarked;
