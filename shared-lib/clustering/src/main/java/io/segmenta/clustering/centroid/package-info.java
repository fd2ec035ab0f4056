/**
 * Clusters around points: {@link io.segmenta.clustering.centroid.KMeans} with its sweep over k, its mini-batches and
 * its bounds on sizes, {@link io.segmenta.clustering.centroid.KPrototypes} for mixed data, and self-organising maps
 * ({@link io.segmenta.clustering.centroid.Som}, {@link io.segmenta.clustering.centroid.SomKMeans}). May use
 * {@code .decomposition}, {@code .kernel}, {@code .parallel}, {@code .rows} and the data types of the model.
 */
@NullMarked
package io.segmenta.clustering.centroid;

import org.jspecify.annotations.NullMarked;
