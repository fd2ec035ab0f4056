package io.segmenta.clustering.cluster;

/**
 * A way to divide rows into clusters: a record of hyper-parameters, whose {@code fit} learns from a matrix. What is learned
 * differs (centroids, merges, components, noise), so each has a result of its own.
 *
 * <p>
 * All keep one contract, and the tests of it know every permitted type: NaN, infinities, too few rows and a k out of range
 * are refused; no cluster is empty; labels have the same bits at any number of threads; neither the order of the rows nor
 * a translation changes the partition.
 *
 * <p>
 * It has no method of its own, on purpose. K-means is told k and bounds, a tree is cut at any k, k-prototypes needs to know
 * the categories, and density finds k and leaves rows out: a {@code fit} for all would take what most of them ignore and
 * return what few of them know. Which algorithm a run uses is a setting, and the switches over
 * {@link io.segmenta.model.config.ClusteringConfig.Algorithm} have no default, so a new constant shows each place to extend.
 */
public sealed interface Clusterer permits KMeans, SizedKMeans, KPrototypes, Agglomerative, MicroLinkage, Genie,
        SomKMeans, GaussianMixture, Dbscan, Hdbscan {}
