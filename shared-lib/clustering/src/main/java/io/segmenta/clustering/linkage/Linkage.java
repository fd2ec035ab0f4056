package io.segmenta.clustering.linkage;

/** How far apart two clusters are, given the Euclidean distances of their rows. */
public enum Linkage {
    /** {@code sqrt(2 a b / (a + b))} times the distance of the means, a and b being the sizes. */
    WARD,
    /** The largest distance of two rows. */
    COMPLETE,
    /** The mean distance of two rows. */
    AVERAGE,
    /** The smallest distance of two rows. */
    SINGLE
}
