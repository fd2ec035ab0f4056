/**
 * A run, the first time and again: what training and the repetition of a run have in common.
 *
 * <p>
 * {@link io.segmenta.learning.Learning} reads a file within the memory there is and trains on it from a
 * {@link io.segmenta.learning.StartingPoint}. {@link io.segmenta.learning.Repetition} does so once more from the
 * {@link io.segmenta.learning.RunParts} of a run that has ended. May import: {@code io.segmenta.clustering},
 * {@code io.segmenta.pipeline}, {@code io.segmenta.config}, {@code io.segmenta.platform}, {@code io.segmenta.model}; no
 * catalogue, for whoever repeats a run may have none.
 */
@NullMarked
package io.segmenta.learning;

import org.jspecify.annotations.NullMarked;
