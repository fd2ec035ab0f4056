package io.segmenta.model.assign;

/**
 * Where a row belongs.
 *
 * @param cluster in [0, k), or -1 for none
 * @param runnerUp the second nearest cluster, -1 when there is one cluster only; the nearest one of a row in none
 * @param distance the Euclidean distance to the cluster, of a row in none to the nearest
 * @param confidence in [0, 1], see {@link Assigner}
 * @param outside whether the row is farther from the cluster than any row it was trained on
 */
public record Assignment(int cluster, int runnerUp, double distance, double confidence, boolean outside) {}
