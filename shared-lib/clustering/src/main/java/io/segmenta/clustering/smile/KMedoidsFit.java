package io.segmenta.clustering.smile;

import java.util.Arrays;

/** What k-medoids learned from n rows. Clusters are numbered by falling size, then by the medoid's row. Immutable. */
public final class KMedoidsFit {

    private final int[] medoids;
    private final int[] labels;
    private final double cost;

    KMedoidsFit(int[] medoids, int[] labels, double cost) {
        this.medoids = medoids;
        this.labels = labels;
        this.cost = cost;
    }

    /** Returns the number of clusters. */
    public int k() {
        return medoids.length;
    }

    /** Returns a copy of the medoids: k row numbers, counted from 0, of rows that differ. */
    public int[] medoids() {
        return medoids.clone();
    }

    /** Returns a copy of the labels, one in [0, k) per row: the nearest medoid, the lower number of several. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns how many rows each cluster holds; never 0. */
    public long[] sizes() {
        long[] sizes = new long[medoids.length];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** Returns the sum over rows of the Euclidean distance to the medoid. */
    public double cost() {
        return cost;
    }

    @Override
    public String toString() {
        return "KMedoidsFit[k=" + k() + ", cost=" + cost + ", medoids=" + Arrays.toString(medoids) + "]";
    }
}
