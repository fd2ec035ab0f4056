package io.segmenta.model.assign;

/**
 * Where a row belongs.
 *
 * @param cluster in [0, k), or -1 for none
 * @param runnerUp the second nearest cluster, -1 when there is one cluster only; the nearest one of a row in none
 * @param distance the Euclidean distance to the cluster, of a row in none to the nearest
 * @param confidence the posterior in [0, 1], see {@link Assigner}
 * @param outside whether the row is farther from the cluster than any row it was trained on
 * @param score how unlike its cluster the row is, of a row in none the nearest: the distance, of a mixture that of
 * Mahalanobis, by density the greater of distance and core distance
 * @param otherScore the same of the runner-up, positive infinity when there is none
 * @param margin how much the answer is beyond the next best: the difference of the scores; of a mixture the difference
 * of twice the logarithms of the weighted densities over the sum of the scores, which is the same where components are
 * alike; by density at most how far the row is within the reach of its cluster, and of a row in none how far it is
 * beyond all. Not negative but for rows that are left out; positive infinity when nothing else could be answered
 */
public record Assignment(int cluster, int runnerUp, double distance, double confidence, boolean outside,
        double score, double otherScore, double margin) {

    /** Returns the cluster that the score is of: the row's own, or the nearest of a row in none. */
    public int scored() {
        return cluster < 0 ? runnerUp : cluster;
    }
}
