package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.mixture.GaussianMixtureFit;

/** What a fit leaves beside the labels and the means of its segments. */
public sealed interface Solution {
    /** Nothing: the labels and the centroids say it all. */
    record Centroids() implements Solution {}

    /** The merges that were cut. */
    record Merges(Tree tree) implements Solution {}

    /** A map whose units belong to segments. */
    record Units(Codebook codebook) implements Solution {}

    /** A mixture with one component for each segment. */
    record Mixture(GaussianMixtureFit fit) implements Solution {}

    /** Dense regions with rows outside of all. */
    record Dense(Density density) implements Solution {}
}
