/**
 * Exact nearest neighbours of rows. Main type: {@link io.segmenta.clustering.neighbors.NearestNeighbors}. Uses only the
 * data types of the model library, the workers and the distance kernels.
 */
package io.segmenta.clustering.neighbors;
