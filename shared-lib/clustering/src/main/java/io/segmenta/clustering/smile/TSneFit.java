package io.segmenta.clustering.smile;

/** Where t-SNE put n rows in the plane. New rows have no place: it must be fitted anew with them. Immutable. */
public final class TSneFit {

    private final float[][] layout;
    private final double divergence;

    TSneFit(float[][] layout, double divergence) {
        this.layout = layout;
        this.divergence = divergence;
    }

    /** Returns a copy of the layout, n x 2, with the origin in the mean. */
    public float[][] layout() {
        float[][] copy = new float[layout.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = layout[i].clone();
        }
        return copy;
    }

    /** Returns the Kullback-Leibler divergence of the layout from the rows, in bits; less is better. */
    public double divergence() {
        return divergence;
    }
}
