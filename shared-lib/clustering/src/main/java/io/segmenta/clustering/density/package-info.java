/**
 * Clusters as dense regions, with rows outside of all: {@link io.segmenta.clustering.density.Dbscan} and
 * {@link io.segmenta.clustering.density.Hdbscan}. May use {@code .kernel}, {@code .linkage}, {@code .neighbors}, {@code
 * .parallel}, {@code .rows} and the data types of the model.
 */
@NullMarked
package io.segmenta.clustering.density;

import org.jspecify.annotations.NullMarked;
