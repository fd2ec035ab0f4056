package io.segmenta.clustering.density;

/** What HDBSCAN learned from n rows. Immutable. */
public final class HdbscanFit {

    /** The label of rows in no cluster. */
    public static final int NOISE = -1;

    private final int[] labels;
    private final double[] reach;

    HdbscanFit(int[] labels, double[] reach) {
        this.labels = labels;
        this.reach = reach;
    }

    /** Returns the number of clusters; 0 when every row is noise. */
    public int k() {
        return reach.length;
    }

    /** Returns a copy of the labels: in [0, k), or {@link #NOISE}. */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Returns a copy of the reach of each cluster: a row is of the cluster exactly when its mutual reachability with
     * one of the cluster's rows is at most this.
     */
    public double[] reach() {
        return reach.clone();
    }
}
