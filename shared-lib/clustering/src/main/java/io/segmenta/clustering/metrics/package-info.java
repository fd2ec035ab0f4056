/**
 * Measures of how good a partition is, on its own and against another. Main types:
 * {@link io.segmenta.clustering.metrics.Silhouette}, {@link io.segmenta.clustering.metrics.CalinskiHarabasz},
 * {@link io.segmenta.clustering.metrics.DaviesBouldin}, {@link io.segmenta.clustering.metrics.AdjustedRandIndex}. Uses
 * only the data types of the model library, the workers and the shared kernels.
 */
package io.segmenta.clustering.metrics;
