/**
 * What segments are: each column of each segment against the population in original units, the traits that set a
 * segment apart, and a name and an action proposed from them. Main types are
 * {@link io.segmenta.pipeline.segments.Profiler}, {@link io.segmenta.pipeline.segments.Namer} and
 * {@link io.segmenta.pipeline.segments.SegmentProfile}. May use {@code .features}, {@code .read}, {@code .search} and
 * {@code .text}.
 */
@NullMarked
package io.segmenta.pipeline.segments;

import org.jspecify.annotations.NullMarked;
