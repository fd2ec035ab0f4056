/**
 * Which segment a row of features belongs to: {@link io.segmenta.model.assign.Assigner} and its kinds, with distance,
 * confidence and the notion of lying outside every segment. May use {@code .base} and {@code .data}.
 */
@NullMarked
package io.segmenta.model.assign;

import org.jspecify.annotations.NullMarked;
