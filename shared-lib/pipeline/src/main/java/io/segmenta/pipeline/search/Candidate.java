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
 * @param silhouetteError standard error of the mean silhouette, were the rows drawn from more; 0 when not measured
 * @param smallestRows rows of the smallest segment
 */
public record Candidate(int k, double inertia, double silhouette, double calinskiHarabasz, double daviesBouldin,
        double smallestShare, double stability, double silhouetteError, long smallestRows) {
    private static final double LEAST_SHARE = 0.01;
    /** The share of few rows that a segment has at least, down to two rows and no more than five. */
    private static final int SEGMENTS_OF_FEW_ROWS = 12;

    /** Makes a candidate of 10,000 rows whose stability is not known. */
    public Candidate(int k, double inertia, double silhouette, double calinskiHarabasz, double daviesBouldin,
            double smallestShare) {
        this(k, inertia, silhouette, calinskiHarabasz, daviesBouldin, smallestShare, Double.NaN, 0,
                Math.round(10_000 * smallestShare));
    }

    /** Whether the smallest segment is rather some outliers than a segment: below 1 % of the rows, or of few rows. */
    boolean splitsOffAHandful() {
        return smallestShare < LEAST_SHARE || isOfFewRows();
    }

    /** Whether the smallest segment has fewer than five rows, or than a twelfth of fewer than sixty. */
    boolean isOfFewRows() {
        return smallestRows < Math.clamp(Math.round(smallestRows / smallestShare) / SEGMENTS_OF_FEW_ROWS, 2, 5);
    }

    Candidate withSilhouette(double measured, double error) {
        return new Candidate(k, inertia, measured, calinskiHarabasz, daviesBouldin, smallestShare, stability, error,
                smallestRows);
    }

    Candidate withStability(double measured) {
        return new Candidate(k, inertia, silhouette, calinskiHarabasz, daviesBouldin, smallestShare, measured,
                silhouetteError, smallestRows);
    }
}
