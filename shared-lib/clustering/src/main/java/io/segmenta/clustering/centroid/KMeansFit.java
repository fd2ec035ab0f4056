package io.segmenta.clustering.centroid;

import java.util.Arrays;

/** What k-means learned from a matrix of n rows and d columns. Clusters are numbered by falling size. Immutable. */
public final class KMeansFit {

    private final float[][] centroids;
    private final int[] labels;
    private final long[] sizes;
    private final double inertia;
    private final int iterations;

    KMeansFit(float[][] centroids, int[] labels, double inertia, int iterations) {
        this.centroids = centroids;
        this.labels = labels;
        this.inertia = inertia;
        this.iterations = iterations;
        this.sizes = new long[centroids.length];
        for (int label : labels) {
            sizes[label]++;
        }
    }

    /** Returns the number of clusters. */
    public int k() {
        return centroids.length;
    }

    /** Returns a copy of the centroids, k x d. */
    public float[][] centroids() {
        float[][] copy = new float[centroids.length][];
        for (int c = 0; c < copy.length; c++) {
            copy[c] = centroids[c].clone();
        }
        return copy;
    }

    /**
     * Returns a copy of the labels, one in [0, k) per row: the centroid of least Euclidean distance in double
     * precision, the lower number of several.
     */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns how many rows each cluster holds; never 0. */
    public long[] sizes() {
        return sizes.clone();
    }

    /** Returns the sum over rows of (weight times) the squared Euclidean distance to the centroid. */
    public double inertia() {
        return inertia;
    }

    /** Returns how many passes over all rows moved the centroids. */
    public int iterations() {
        return iterations;
    }

    @Override
    public String toString() {
        return "KMeansFit[k=" + k() + ", inertia=" + inertia + ", sizes=" + Arrays.toString(sizes) + "]";
    }
}
