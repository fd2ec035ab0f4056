/**
 * The algorithms as a run uses them: one {@link io.segmenta.pipeline.algorithm.Clusterer} for each, and the
 * {@link io.segmenta.pipeline.algorithm.Division} it makes of {@link io.segmenta.pipeline.algorithm.Rows}.
 *
 * <p>
 * A new algorithm is a record with its fit in {@code io.segmenta.clustering}, one record here, and its name among the
 * settings; {@link io.segmenta.pipeline.algorithm.Clusterers} joins the two. May use {@code .text}.
 */
@NullMarked
package io.segmenta.pipeline.algorithm;

import org.jspecify.annotations.NullMarked;
