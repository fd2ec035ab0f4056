/**
 * Which algorithm and how many segments: candidates are judged by the same criteria, one is chosen, and a verdict says
 * in plain words what was found, "no clear segments" included. Main types are
 * {@link io.segmenta.pipeline.algorithm.Partition}, {@link io.segmenta.pipeline.search.Candidate} and
 * {@link io.segmenta.pipeline.search.Choice}. May use {@code .text}.
 */
@NullMarked
package io.segmenta.pipeline.search;

import org.jspecify.annotations.NullMarked;
