package io.segmenta.model.assign;

import io.segmenta.model.data.Matrix;

/**
 * Labels rows of features with clusters in [0, k). Distances are Euclidean, their squares summed in double precision in
 * the order of the features; ties go to the lower cluster. Immutable and safe for use by several threads.
 *
 * <p>
 * The confidence of an answer is the posterior of the spherical mixture that the clustering implies: with s_k the share
 * of the training rows in cluster k, d_k the distance of the row to cluster k and v the variance per feature (inertia /
 * (n d)), p_k is proportional to s_k exp(-d_k^2 / (2 v)). It is 1 when there is one cluster. With v = 0 the clusters at
 * the least distance share it. A {@link GaussianPosterior} answers with the posterior of its own mixture instead, and
 * its winner is the component of largest posterior. A {@link DensityReference} may answer that a row is in no cluster,
 * -1.
 */
public sealed interface Assigner permits NearestCentroid, NearestReference, GaussianPosterior, DensityReference {

    /** Returns d, the number of features. */
    int dimensions();

    /** Returns how large and how wide the clusters are. */
    Spread spread();

    /** Returns k, the number of clusters. */
    default int clusters() {
        return spread().clusters();
    }

    /**
     * Finds the point of each cluster that is nearest to the row.
     *
     * @param row d features
     * @param squared k places for the squared distances, overwritten
     * @param points k places for the index of the nearest point of each cluster, overwritten
     */
    void locate(float[] row, double[] squared, int[] points);

    /** Returns a point that {@link #locate} found: the array itself, never to be written to. */
    float[] point(int index);

    /** Returns the cluster of a row of d features, -1 for none. */
    default int assign(float[] row) {
        double[] squared = new double[clusters()];
        locate(row, squared, new int[clusters()]);
        return Posterior.nearest(squared);
    }

    /** Returns the cluster of each row. */
    default int[] assign(Matrix rows) {
        int[] labels = new int[rows.rows()];
        float[] row = new float[rows.columns()];
        double[] squared = new double[clusters()];
        int[] points = new int[clusters()];
        for (int i = 0; i < labels.length; i++) {
            rows.row(i, row);
            locate(row, squared, points);
            labels[i] = Posterior.nearest(squared);
        }
        return labels;
    }

    /** Returns the cluster of a row with what speaks for it. */
    default Assignment explain(float[] row) {
        return explain(row, new double[clusters()], new int[clusters()]);
    }

    /**
     * Returns the cluster of a row with what speaks for it, using the caller's scratch arrays.
     *
     * @param squared k places, overwritten with the squared distances
     * @param points k places, overwritten as by {@link #locate}
     */
    default Assignment explain(float[] row, double[] squared, int[] points) {
        locate(row, squared, points);
        return Posterior.decided(spread(), squared);
    }

    /**
     * Returns what is answered of a row of which only a part is known, as if the rest were that of other rows in turn.
     * The confidence of these answers is not found; it is NaN.
     *
     * @param row d features, whatever they are where they are not known
     * @param others rows of d features
     * @param which the numbers of those that stand in for what is not known
     */
    Assignment[] completed(float[] row, Unknown unknown, float[][] others, int[] which);

    /**
     * Returns the confidence that a row is of a cluster, whichever that is, in [0, 1].
     *
     * @param row d features
     * @param squared its squared distances as {@link #locate} found them
     */
    default double confidence(float[] row, double[] squared, int cluster) {
        return Posterior.of(spread(), squared, cluster);
    }

    /**
     * Returns the confidence that a row is of a cluster when something of the row is not known: the posterior with that
     * integrated out. With nothing known it is the share of the cluster.
     *
     * @param row d features, whatever they are where they are not known
     * @param unknown orthonormal directions of d features each, along which the row may lie anywhere
     */
    double confidence(float[] row, int cluster, double[][] unknown);
}
