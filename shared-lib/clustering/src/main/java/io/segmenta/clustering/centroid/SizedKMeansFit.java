package io.segmenta.clustering.centroid;

/** What k-means within bounds of size learned from a matrix of n rows and d columns. Immutable. */
public final class SizedKMeansFit {

    private final float[][] centroids;
    private final int[] labels;
    private final double inertia;
    private final boolean bound;
    private final boolean exact;

    SizedKMeansFit(float[][] centroids, int[] labels, double inertia, boolean bound, boolean exact) {
        this.centroids = centroids;
        this.labels = labels;
        this.inertia = inertia;
        this.bound = bound;
        this.exact = exact;
    }

    /** Returns a copy of the centroids, k x d: the means of the rows. */
    public float[][] centroids() {
        float[][] copy = new float[centroids.length][];
        for (int c = 0; c < copy.length; c++) {
            copy[c] = centroids[c].clone();
        }
        return copy;
    }

    /** Returns a copy of the labels, one in [0, k) per row; with bounds in force not always the nearest centroid. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns the sum over rows of the squared Euclidean distance to the centroid. */
    public double inertia() {
        return inertia;
    }

    /** Whether the bounds changed the result: false when the clusters of plain k-means kept them. */
    public boolean bound() {
        return bound;
    }

    /** Whether the labels were found exactly, not by the heuristic for many rows. */
    public boolean exact() {
        return exact;
    }
}
