/**
 * Clusters by merging: {@link io.segmenta.clustering.linkage.Agglomerative} and its
 * {@link io.segmenta.clustering.linkage.Dendrogram}, {@link io.segmenta.clustering.linkage.MicroLinkage} for many rows,
 * and {@link io.segmenta.clustering.linkage.Genie}. May use {@code .kernel}, {@code .parallel}, {@code .rows} and the
 * data types of the model.
 */
@NullMarked
package io.segmenta.clustering.linkage;

import org.jspecify.annotations.NullMarked;
