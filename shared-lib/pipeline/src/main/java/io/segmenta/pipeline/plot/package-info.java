/**
 * Pictures of a segmentation as SVG text, written without AWT because functions have no fonts: scatter, elbow,
 * silhouette blades, dendrogram, profile heat map and k card. Main types are the plots themselves and
 * {@link io.segmenta.pipeline.plot.Palette}. May use {@code .text} only: what is drawn arrives as plain numbers, names
 * and colours.
 */
@NullMarked
package io.segmenta.pipeline.plot;

import org.jspecify.annotations.NullMarked;
