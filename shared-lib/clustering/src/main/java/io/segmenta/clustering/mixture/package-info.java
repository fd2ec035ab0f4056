/**
 * Clusters as components of a density: {@link io.segmenta.clustering.mixture.GaussianMixture}, fitted by expectation
 * maximisation from a start of k-means. May use what {@code .centroid} uses, and {@code .centroid}.
 */
@NullMarked
package io.segmenta.clustering.mixture;

import org.jspecify.annotations.NullMarked;
