/**
 * The clusterers: each is a record of hyper-parameters whose {@code fit} returns an immutable result, a
 * {@link io.segmenta.clustering.cluster.Clusterer}. Main types:
 * {@link io.segmenta.clustering.cluster.KMeans}, {@link io.segmenta.clustering.cluster.KMeansSweep},
 * {@link io.segmenta.clustering.cluster.KPrototypes},
 * {@link io.segmenta.clustering.cluster.Agglomerative}, {@link io.segmenta.clustering.cluster.Dendrogram},
 * {@link io.segmenta.clustering.cluster.Som}, {@link io.segmenta.clustering.cluster.GaussianMixture},
 * {@link io.segmenta.clustering.cluster.Dbscan}, {@link io.segmenta.clustering.cluster.Hdbscan},
 * {@link io.segmenta.clustering.cluster.Genie}. Uses only the data types of the model library, the workers, the
 * decompositions, the nearest neighbours and the shared kernels.
 */
package io.segmenta.clustering.cluster;
