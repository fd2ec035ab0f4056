package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.List;

/**
 * Fits k-means for every k of a range, as the search for an elbow needs it. The rows are laid out once for all fits and
 * the starts of one k go over them together. Each fit has the same bits as {@link KMeans#fit} of that k and seed.
 *
 * @param template everything but k
 * @param kMin the smallest k
 * @param kMax the largest k
 */
public record KMeansSweep(KMeans template, int kMin, int kMax) {

    /** Up to so many rows every start is drawn from, and run on, all of them. */
    public static final int DIRECT_ROWS = 32_768;

    public KMeansSweep {
        Check.notNull(template, "template");
        Check.range("kMin", kMin, 1, Short.MAX_VALUE);
        Check.range("kMax", kMax, kMin, Short.MAX_VALUE);
    }

    /** Returns one fit per k, in rising order. */
    public List<KMeansFit> fit(Matrix x, long seed, Workers workers) {
        return fit(x, seed, workers, Progress.NONE);
    }

    /**
     * Returns one fit per k, in rising order; every row counts once.
     *
     * @param x n x d, n >= 2
     */
    public List<KMeansFit> fit(Matrix x, long seed, Workers workers, Progress progress) {
        return new KMeansSearch(x, null, kMax, seed, workers).fit(template, kMin, kMax, progress);
    }

    /**
     * Returns one fit per k, in rising order.
     *
     * @param x n x d, n >= 2
     * @param weights n positive numbers
     */
    public List<KMeansFit> fit(Matrix x, float[] weights, long seed, Workers workers, Progress progress) {
        return new KMeansSearch(x, weights, kMax, seed, workers).fit(template, kMin, kMax, progress);
    }
}
