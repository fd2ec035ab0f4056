/**
 * The map of a run: every segment in two dimensions, for a page that draws it at any size. Points are a seeded sample;
 * outlines, places of names and counts are of all rows. Main type is {@link io.segmenta.pipeline.map.SegmentMap}. May
 * use no other package of the pipeline: rows arrive as coordinates and labels.
 */
@NullMarked
package io.segmenta.pipeline.map;

import org.jspecify.annotations.NullMarked;
