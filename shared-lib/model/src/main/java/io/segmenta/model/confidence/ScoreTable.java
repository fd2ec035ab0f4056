package io.segmenta.model.confidence;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * The scores of rows that stand for new ones, as far as p-values need them: the {@value #GREATEST} greatest and
 * {@value #BELOW} below at even ranks. Immutable.
 *
 * <p>
 * The conformal p-value of a score s is (1 + the number of the n scores that are at least s) / (n + 1); where ranks
 * between the kept ones are lost, the greatest value it may have. It never rises with s. (V. Vovk, A. Gammerman, G.
 * Shafer, Algorithmic Learning in a Random World, 2005.)
 */
public final class ScoreTable {

    static final int GREATEST = 128;
    static final int BELOW = 64;

    private final int count;
    /** Ascending. */
    private final double[] kept;
    private final long[] bits;

    ScoreTable(int count, double[] kept) {
        this.count = Check.range("scores", count, 1, Integer.MAX_VALUE);
        Check.argument(kept.length == kept(count), "%d scores are kept of %d; there must be %d", kept.length, count,
                kept(count));
        double before = 0;
        for (double value : kept) {
            Check.argument(value >= before && value <= Double.MAX_VALUE, "scores must not fall, got %s after %s", value,
                    before);
            before = value;
        }
        this.kept = kept;
        this.bits = Arrays.stream(kept).mapToLong(value -> Double.doubleToRawLongBits(value + 0.0)).toArray();
    }

    /**
     * Makes the table.
     *
     * @param scores n, at least one, not negative; infinite ones count as the greatest number
     */
    public static ScoreTable of(double[] scores) {
        double[] sorted = Arrays.stream(scores).map(score -> Math.min(score, Double.MAX_VALUE)).sorted().toArray();
        double[] kept = new double[kept(sorted.length)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sorted[rank(sorted.length, i)];
        }
        return new ScoreTable(sorted.length, kept);
    }

    /** Returns how many scores are kept of so many. */
    static int kept(int count) {
        return Math.min(count, BELOW + GREATEST);
    }

    /** Returns the rank, from 0, of a kept score among all. */
    private static int rank(int count, int place) {
        int below = count - GREATEST;
        return count <= BELOW + GREATEST ? place
                : place < BELOW ? (int) ((long) place * below / BELOW) : below + place - BELOW;
    }

    /** Returns n. */
    public int count() {
        return count;
    }

    /** Returns the kept scores, rising: the array itself, never to be written to. */
    double[] kept() {
        return kept;
    }

    /** Returns the p-value of a score, in [1 / (n + 1), 1]. Time O(log) of the kept scores. */
    public double p(double score) {
        long wanted = Double.doubleToRawLongBits(score);
        int low = 0;
        // Numbers that are not negative are in the order of their bits, which are compared without a branch.
        for (int left = bits.length; left > 0;) {
            int half = (left + 1) >>> 1;
            low += half & (int) ((bits[low + half - 1] - wanted) >> 63);
            left -= half;
        }
        int below = low == 0 ? 0 : rank(count, low - 1) + 1;
        return (1.0 + count - below) / (1.0 + count);
    }
}
