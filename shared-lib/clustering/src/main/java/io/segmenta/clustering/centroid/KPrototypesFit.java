package io.segmenta.clustering.centroid;

/**
 * What k-prototypes learned from a matrix of n rows and d columns. Clusters are numbered by falling size. Immutable.
 */
public final class KPrototypesFit {

    private final float[][] prototypes;
    private final int[] labels;
    private final double cost;

    KPrototypesFit(float[][] prototypes, int[] labels, double cost) {
        this.prototypes = prototypes;
        this.labels = labels;
        this.cost = cost;
    }

    /** Returns the number of clusters. */
    public int k() {
        return prototypes.length;
    }

    /** Returns a copy of the prototypes, k x d, in the columns of the rows. */
    public float[][] prototypes() {
        float[][] copy = new float[prototypes.length][];
        for (int c = 0; c < copy.length; c++) {
            copy[c] = prototypes[c].clone();
        }
        return copy;
    }

    /** Returns a copy of the labels, one in [0, k) per row: the nearest prototype, the lower number of several. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns the sum over rows of the squared distance to the prototype. */
    public double cost() {
        return cost;
    }
}
