/**
 * Pictures as PNG: Java's own rasteriser, with the outlines of characters in the archive, because functions have no
 * fonts. {@link io.segmenta.pipeline.plot.png.PngPicture} is the door. Uses the JDK only.
 */
@NullMarked
package io.segmenta.pipeline.plot.png;

import org.jspecify.annotations.NullMarked;
