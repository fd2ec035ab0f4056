/**
 * Measures of how good a partition is, on its own and against another. Main types:
 * {@link io.segmenta.clustering.metrics.Silhouette}, {@link io.segmenta.clustering.metrics.CalinskiHarabasz},
 * {@link io.segmenta.clustering.metrics.DaviesBouldin}, {@link io.segmenta.clustering.metrics.AdjustedRandIndex}. May
 * use {@code .kernel}, {@code .neighbors}, {@code .parallel}, {@code .rows} and the data types of the model.
 */
@NullMarked
package io.segmenta.clustering.metrics;

import org.jspecify.annotations.NullMarked;
