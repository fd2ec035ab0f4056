/**
 * Layouts of many-dimensional rows in few dimensions that keep neighbours together. Main types:
 * {@link io.segmenta.clustering.manifold.Umap}, {@link io.segmenta.clustering.manifold.UmapFit}. Uses only the data types
 * of the model library, the workers, the decompositions and the nearest neighbours.
 */
package io.segmenta.clustering.manifold;
