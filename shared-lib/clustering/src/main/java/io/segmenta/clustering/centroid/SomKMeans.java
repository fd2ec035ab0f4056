package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Clusters rows in two steps: a self-organising map, then k-means on the codebook vectors of the units that match rows,
 * each weighing as many rows as it matches. A row belongs to the cluster of its unit.
 *
 * <p>
 * Same bits at any number of threads. More clusters than units that differ are refused, as is what the map refuses.
 *
 * <p>
 * Reference: Vesanto and Alhoniemi, IEEE Trans. Neural Netw. 11 (2000), doi:10.1109/72.846731.
 */
public record SomKMeans(Som som, KMeans kMeans) {

    public SomKMeans {
        Check.notNull(som, "som");
        Check.notNull(kMeans, "kMeans");
    }

    /**
     * What was learned.
     *
     * @param map the map
     */
    public record Fit(SomFit map, int[] unitClusters, int[] labels) {

        public Fit {
            unitClusters = unitClusters.clone();
            labels = labels.clone();
        }

        /** Returns the cluster of each unit, in [0, k); a unit without rows has that of the nearest centroid. */
        @Override
        public int[] unitClusters() {
            return unitClusters.clone();
        }

        /** Returns the cluster of each row, in [0, k). */
        @Override
        public int[] labels() {
            return labels.clone();
        }
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public Fit fit(Matrix x, long seed, Workers workers) {
        return divide(som.fit(x, workers), x.names(), kMeans, seed, workers);
    }

    /**
     * Divides the units of a map that is already there.
     *
     * @param names of the d columns
     */
    public static Fit divide(SomFit map, List<String> names, KMeans kMeans, long seed, Workers workers) {
        float[][] codebook = map.codebook();
        int[] hits = map.hits();
        List<Integer> used = new ArrayList<>();
        for (int u = 0; u < hits.length; u++) {
            if (hits[u] > 0) {
                used.add(u);
            }
        }
        if (used.size() < Math.max(2, kMeans.k())) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "k must not exceed the number of units that match rows: k=%d, units=%d", kMeans.k(), used.size());
        }
        float[][] rows = new float[used.size()][];
        float[] weights = new float[used.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = codebook[used.get(i)];
            weights[i] = hits[used.get(i)];
        }
        KMeansFit clusters = kMeans.fit(Matrix.ofRows(names, rows), weights, seed, workers);
        int[] unitClusters = nearest(codebook, clusters.centroids());
        int[] labels = map.labels();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = unitClusters[labels[i]];
        }
        return new Fit(map, unitClusters, labels);
    }

    private static int[] nearest(float[][] codebook, float[][] centroids) {
        int[] nearest = new int[codebook.length];
        for (int u = 0; u < nearest.length; u++) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centroids.length; c++) {
                double sum = 0;
                for (int j = 0; j < codebook[u].length; j++) {
                    double difference = (double) codebook[u][j] - centroids[c][j];
                    sum += difference * difference;
                }
                if (sum < least) {
                    least = sum;
                    nearest[u] = c;
                }
            }
        }
        return nearest;
    }
}
