/**
 * How sure an answer is: how well a row fits its segment, whether it lies between two, and how likely another training
 * would answer the same. {@link io.segmenta.model.confidence.Calibration} is what training learned of that. May use
 * {@code .base} and {@code .assign}.
 */
@NullMarked
package io.segmenta.model.confidence;

import org.jspecify.annotations.NullMarked;
