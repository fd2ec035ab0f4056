package io.segmenta.pipeline.search;

/** The figures by which rows were compared with rows without groups. */
public sealed interface Comparison {
    /** Of rows without groups. */
    double without();

    /** Of the rows at hand. */
    double own();

    /** Mean silhouettes, both of segments by k-means. */
    record Silhouettes(double without, double own) implements Comparison {}

    /** Density-based validities, both of segments by the algorithm at hand. */
    record Validities(double without, double own) implements Comparison {}
}
