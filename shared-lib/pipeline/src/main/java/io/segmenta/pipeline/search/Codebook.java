package io.segmenta.pipeline.search;

import io.segmenta.clustering.centroid.SomFit;

/**
 * A self-organising map whose units belong to segments.
 *
 * @param map the map
 * @param segments per unit its segment, shared, never to be written to
 */
public record Codebook(SomFit map, int[] segments) {

    /**
     * Gives each unit the segment of most of its rows, the lower of several; one without rows that of the nearest unit
     * with rows. A segment that is nowhere in the majority takes the unit with most of its rows from a segment that has
     * others.
     *
     * @param labels the segment of each row of the map, in [0, k)
     * @param k at most the number of units
     */
    public static Codebook byMajority(SomFit map, int[] labels, int k) {
        int[][] counts = new int[map.hits().length][k];
        int[] units = map.labels();
        for (int i = 0; i < labels.length; i++) {
            counts[units[i]][labels[i]]++;
        }
        int[] hits = map.hits();
        float[][] vectors = map.codebook();
        int[] segments = new int[counts.length];
        for (int u = 0; u < segments.length; u++) {
            int[] own = counts[hits[u] > 0 ? u : MapDivision.nearest(vectors, u, v -> hits[v] > 0)];
            for (int c = 1; c < k; c++) {
                segments[u] = own[c] > own[segments[u]] ? c : segments[u];
            }
        }
        for (int c = 0; c < k; c++) {
            takeOne(c, counts, segments, k);
        }
        return new Codebook(map, segments);
    }

    private static void takeOne(int segment, int[][] counts, int[] segments, int k) {
        int[] owned = new int[k];
        for (int owner : segments) {
            owned[owner]++;
        }
        int best = -1;
        for (int u = 0; u < segments.length && owned[segment] == 0; u++) {
            boolean spare = owned[segments[u]] > 1;
            best = spare && (best < 0 || counts[u][segment] > counts[best][segment]) ? u : best;
        }
        if (best >= 0) {
            segments[best] = segment;
        }
    }
}
