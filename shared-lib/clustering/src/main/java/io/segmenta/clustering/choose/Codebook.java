package io.segmenta.clustering.choose;

import io.segmenta.clustering.cluster.SomFit;

/**
 * A self-organising map whose units belong to segments.
 *
 * @param map the map
 * @param segments per unit its segment, shared, never to be written to
 */
public record Codebook(SomFit map, int[] segments) {}
