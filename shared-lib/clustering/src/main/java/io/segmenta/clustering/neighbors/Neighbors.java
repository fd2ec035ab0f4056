package io.segmenta.clustering.neighbors;

/**
 * The k nearest rows of each of n rows, the nearest first, equally near ones by number. Not a value type: the arrays
 * are shared and must not be written to.
 *
 * @param rows n x k row numbers
 * @param distances n x k Euclidean distances, in double precision
 */
public record Neighbors(int[][] rows, double[][] distances) {}
