/**
 * Layouts of many-dimensional rows in few dimensions that keep neighbours together. Main types:
 * {@link io.segmenta.clustering.manifold.Umap}, {@link io.segmenta.clustering.manifold.UmapFit}. May use {@code
 * .decomposition}, {@code .neighbors}, {@code .parallel}, {@code .rows} and the data types of the model.
 */
@NullMarked
package io.segmenta.clustering.manifold;

import org.jspecify.annotations.NullMarked;
