/**
 * Exact nearest neighbours of rows. Main type: {@link io.segmenta.clustering.neighbors.NearestNeighbors}. May use
 * {@code .kernel}, {@code .parallel} and the data types of the model.
 */
@NullMarked
package io.segmenta.clustering.neighbors;

import org.jspecify.annotations.NullMarked;
