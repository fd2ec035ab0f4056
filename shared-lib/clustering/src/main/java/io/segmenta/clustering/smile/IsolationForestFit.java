package io.segmenta.clustering.smile;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How easily each of n rows was set apart from the others. Immutable. */
public final class IsolationForestFit {

    /** The least score of a row unlike all others. */
    public static final double LEAST_SCORE = 0.6;
    private static final double FENCE = 3;

    private final double[] scores;
    private final double threshold;

    IsolationForestFit(double[] scores) {
        this.scores = scores;
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double lower = sorted[(sorted.length - 1) / 4];
        double upper = sorted[(int) (3L * (sorted.length - 1) / 4)];
        this.threshold = Math.max(LEAST_SCORE, upper + FENCE * (upper - lower));
    }

    /**
     * Returns a copy of the scores, one in (0, 1) per row: about 0.5 or less for most, near 1 for a row set apart at
     * once.
     */
    public double[] scores() {
        return scores.clone();
    }

    /**
     * Returns the score above which a row is unlike all others: {@value #LEAST_SCORE}, or the third quartile of the
     * scores and three times the distance of the quartiles if that is more (Tukey's outer fence).
     */
    public double threshold() {
        return threshold;
    }

    /** Returns the rows unlike all others, rising, counted from 0; often none. */
    public int[] unlike() {
        return IntStream.range(0, scores.length).filter(i -> scores[i] > threshold).toArray();
    }
}
