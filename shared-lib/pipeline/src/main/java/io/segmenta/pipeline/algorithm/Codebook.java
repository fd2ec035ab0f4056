package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.config.ClusteringConfig.SomGrid;
import io.segmenta.config.ClusteringConfig;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

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
            int[] own = counts[hits[u] > 0 ? u : nearest(vectors, u, v -> hits[v] > 0)];
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

    /** A map as configured. */
    static Som configured(ClusteringConfig settings, int width, int height) {
        ClusteringConfig.Som som = settings.som();
        return new Som(width, height, som.grid() == SomGrid.HEXAGONAL ? Som.Grid.HEXAGONAL : Som.Grid.RECTANGULAR,
                som.epochs(), som.startRadius(), som.endRadius(), som.learningRate());
    }

    /** How many units match rows. */
    static int used(SomFit map) {
        return (int) Arrays.stream(map.hits()).filter(hits -> hits > 0).count();
    }

    /** The unit most similar to one among those that may be taken, the lower of several. */
    static int nearest(float[][] codebook, int unit, IntPredicate may) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int v = 0; v < codebook.length; v++) {
            double distance = may.test(v) ? squared(codebook[unit], codebook[v]) : Double.POSITIVE_INFINITY;
            if (distance < least) {
                least = distance;
                nearest = v;
            }
        }
        return nearest;
    }

    private static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * The division that a map makes.
     *
     * @param numbers per unit its segment, in the numbering of the labels
     * @param labels per row its segment
     * @param partition of those labels
     */
    static Division division(SomFit map, int[] numbers, int[] labels, Partition partition) {
        int[] lasting = new int[partition.k()];
        for (int i = 0; i < labels.length; i++) {
            lasting[labels[i]] = partition.labels()[i];
        }
        int[] segments = Arrays.stream(numbers).map(number -> lasting[number]).toArray();
        return new Division(partition, new Solution.Units(new Codebook(map, segments)), List.of());
    }
}
