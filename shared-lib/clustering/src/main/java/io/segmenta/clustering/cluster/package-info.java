/**
 * The clusterers: each is a record of hyper-parameters whose {@code fit} returns an immutable result. Main types:
 * {@link io.segmenta.clustering.cluster.KMeans}, {@link io.segmenta.clustering.cluster.KMeansSweep},
 * {@link io.segmenta.clustering.cluster.Agglomerative}, {@link io.segmenta.clustering.cluster.Dendrogram}. Uses only the
 * data types of the model library and the workers.
 */
package io.segmenta.clustering.cluster;
