package io.segmenta.pipeline.drift;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * Finds slow changes by adding up evidence from window to window: for each statistic, direction and alternative M
 * becomes e (1 + M), where e is a likelihood ratio of expectation at most 1 within the tolerance. M less the number of
 * windows is then a supermartingale, and so is the mean of all, whatever depends on what: no correction for many
 * statistics is needed, and the mean reaches a threshold of T once in T windows at most. The form is Shiryaev-Roberts';
 * that it needs no independence was shown by Shin, Ramdas and Rinaldo (2024), arXiv:2203.03532. Not safe for use by
 * several threads.
 */
public final class MemoryDetector {
    /** Beyond, evidence is no longer told apart. */
    private static final double MOST = 1e200;

    private final double[][] evidence;
    private final double[] ratios = new double[Reading.RATIOS];
    private long windows;

    /** Begins with nothing known of so many statistics. */
    public MemoryDetector(int statistics) {
        this.evidence = new double[Check.range("statistics", statistics, 1, Integer.MAX_VALUE)][Reading.RATIOS];
    }

    /** Takes what a window says of a statistic. */
    public void add(int statistic, Reading reading, double tolerance, double dispersion) {
        reading.ratios(tolerance, dispersion, ratios);
        double[] sums = evidence[statistic];
        for (int i = 0; i < Reading.RATIOS; i++) {
            sums[i] = Math.min(MOST, StrictMath.exp(ratios[i]) * (1 + sums[i]));
        }
    }

    /** Ends a window, of which every statistic was added. */
    public void endWindow() {
        windows++;
    }

    /** Windows since it began or was reset. */
    public long windows() {
        return windows;
    }

    /** The mean of all evidence, held against the threshold. */
    public double mean() {
        double sum = 0;
        for (int statistic = 0; statistic < evidence.length; statistic++) {
            sum += mean(statistic) / evidence.length;
        }
        return sum;
    }

    /**
     * The mean of the evidence of one statistic; its expectation is at most {@link #windows()} within the tolerance.
     */
    public double mean(int statistic) {
        double sum = 0;
        for (double one : evidence[statistic]) {
            sum += one / Reading.RATIOS;
        }
        return sum;
    }

    /** Forgets everything: what follows an alarm is weighed anew. */
    public void reset() {
        for (double[] sums : evidence) {
            Arrays.fill(sums, 0);
        }
        windows = 0;
    }

    /** The evidence of a statistic, to be kept. */
    double[] evidence(int statistic) {
        return evidence[statistic].clone();
    }

    /** Goes on from evidence that was kept. */
    void restore(int statistic, double[] kept) {
        System.arraycopy(kept, 0, evidence[statistic], 0, Reading.RATIOS);
    }

    void restoreWindows(long kept) {
        windows = kept;
    }
}
