package io.segmenta.pipeline.search;

/**
 * One number of segments and how it was judged, all in the scaled feature space.
 *
 * @param k number of segments, at least 2
 * @param inertia sum of squared distances to the mean of the own segment, lower is tighter
 * @param silhouette mean silhouette, in [-1, 1], higher is better
 * @param calinskiHarabasz ratio of between to within dispersion, higher is better
 * @param daviesBouldin mean similarity of each segment to its most similar one, at least 0, lower is better
 * @param smallestShare share of rows in the smallest segment, in (0, 1]
 * @param stability {@link Stability} of the least stable segment, in [0, 1], higher is better; NaN when not measured
 */
public record Candidate(int k, double inertia, double silhouette, double calinskiHarabasz, double daviesBouldin,
        double smallestShare, double stability) {
    /** Makes a candidate whose stability is not known. */
    public Candidate(int k, double inertia, double silhouette, double calinskiHarabasz, double daviesBouldin,
            double smallestShare) {
        this(k, inertia, silhouette, calinskiHarabasz, daviesBouldin, smallestShare, Double.NaN);
    }

    Candidate withSilhouette(double measured) {
        return new Candidate(k, inertia, measured, calinskiHarabasz, daviesBouldin, smallestShare, stability);
    }

    Candidate withStability(double measured) {
        return new Candidate(k, inertia, silhouette, calinskiHarabasz, daviesBouldin, smallestShare, measured);
    }
}
