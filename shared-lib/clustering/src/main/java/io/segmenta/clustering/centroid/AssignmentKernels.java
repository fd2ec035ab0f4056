package io.segmenta.clustering.centroid;

/**
 * The inner loops of the search for the nearest centroid.
 *
 * <p>
 * For a row x and a centroid c, {@code |c|^2/2 - x.c} orders the centroids as their distances do. Each score is scaled
 * to an integer whose low bits are replaced by the centroid's number, so that a plain integer minimum is the argmin and
 * equal scores go to the lower number. The shapes matter, as they are what the compiler vectorises: one index for every
 * array, no branch, eight columns in one expression, and a body small enough to be unrolled. Arguments are not checked.
 */
final class AssignmentKernels {

    private AssignmentKernels() {}

    /** best = min(best, packed score), up to 4 columns. */
    static void nearest4(float[][] x, float half, float[] c, float scale, int mask, int number, int[] best) {
        nearest4(x[0], x[1], x[2], x[3], half, c[0], c[1], c[2], c[3], scale, mask, number, best);
    }

    private static void nearest4(float[] x0, float[] x1, float[] x2, float[] x3, float half, float c0, float c1,
            float c2, float c3, float scale, int mask, int number, int[] best) {
        for (int p = 0; p < best.length; p++) {
            float score = Math.fma(x0[p], c0, Math.fma(x1[p], c1, half)) + Math.fma(x2[p], c2, x3[p] * c3);
            best[p] = Math.min(best[p], ((int) (score * scale) & mask) | number);
        }
    }

    /** best = min(best, packed score), 8 columns. */
    static void nearest8(float[][] x, float half, float[] c, float scale, int mask, int number, int[] best) {
        nearest8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], half, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7],
                scale, mask, number, best);
    }

    private static void nearest8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, float half, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7,
            float scale, int mask, int number, int[] best) {
        for (int p = 0; p < best.length; p++) {
            float score = Math.fma(x0[p], c0, Math.fma(x1[p], c1, Math.fma(x2[p], c2, Math.fma(x3[p], c3, half))))
                    + Math.fma(x4[p], c4, Math.fma(x5[p], c5, Math.fma(x6[p], c6, x7[p] * c7)));
            best[p] = Math.min(best[p], ((int) (score * scale) & mask) | number);
        }
    }

    /** score = half + the products of the first 8 columns. */
    static void score8(float[][] x, float half, float[] c, float[] score) {
        score8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], half, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7],
                score);
    }

    private static void score8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, float half, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7,
            float[] score) {
        for (int p = 0; p < score.length; p++) {
            score[p] = Math.fma(x0[p], c0, Math.fma(x1[p], c1, Math.fma(x2[p], c2, Math.fma(x3[p], c3, half))))
                    + Math.fma(x4[p], c4, Math.fma(x5[p], c5, Math.fma(x6[p], c6, x7[p] * c7)));
        }
    }

    /** score += the products of the 8 columns from {@code from}. */
    static void addScore8(float[][] x, int from, float[] c, float[] score) {
        addScore8(x[from], x[from + 1], x[from + 2], x[from + 3], x[from + 4], x[from + 5], x[from + 6], x[from + 7],
                c[from], c[from + 1], c[from + 2], c[from + 3], c[from + 4], c[from + 5], c[from + 6], c[from + 7],
                score);
    }

    private static void addScore8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7, float[] score) {
        for (int p = 0; p < score.length; p++) {
            score[p] = Math.fma(x0[p], c0, Math.fma(x1[p], c1, Math.fma(x2[p], c2, Math.fma(x3[p], c3, score[p]))))
                    + Math.fma(x4[p], c4, Math.fma(x5[p], c5, Math.fma(x6[p], c6, x7[p] * c7)));
        }
    }

    /** best = min(best, packed score). */
    static void fold(float[] score, float scale, int mask, int number, int[] best) {
        for (int p = 0; p < best.length; p++) {
            best[p] = Math.min(best[p], ((int) (score[p] * scale) & mask) | number);
        }
    }

    /** Keeps the two lowest packed scores. */
    static void foldTwo(float[] score, float scale, int mask, int number, int[] best, int[] second) {
        for (int p = 0; p < best.length; p++) {
            int packed = ((int) (score[p] * scale) & mask) | number;
            second[p] = Math.min(second[p], Math.max(best[p], packed));
            best[p] = Math.min(best[p], packed);
        }
    }

    /** Where the group's best is below the best so far, notes the group and takes the score. */
    static void mergeGroup(int[] groupBest, int group, int[] best, int[] groupOf) {
        for (int p = 0; p < best.length; p++) {
            int better = (groupBest[p] - best[p]) >> 31;
            groupOf[p] = (groupOf[p] & ~better) | (group & better);
            best[p] = Math.min(best[p], groupBest[p]);
        }
    }

    /** The same for the two lowest. */
    static void mergeSecond(int[] groupBest, int[] groupSecond, int[] best, int[] second) {
        for (int p = 0; p < best.length; p++) {
            second[p] = Math.min(Math.min(second[p], groupSecond[p]), Math.max(best[p], groupBest[p]));
        }
    }

    /** label = group * groupSize + low bits of best. */
    static void decode(int[] best, int[] groupOf, int groupBits, int lowBits, int[] label) {
        for (int p = 0; p < label.length; p++) {
            label[p] = (groupOf[p] << groupBits) | (best[p] & lowBits);
        }
    }

    /** label = low bits of best. */
    static void decode(int[] best, int lowBits, int[] label) {
        for (int p = 0; p < label.length; p++) {
            label[p] = best[p] & lowBits;
        }
    }

    /** out = distance to the centroid of a packed score. */
    static void distance(int[] packed, float[] norm, float twice, float rounding, float[] out) {
        for (int p = 0; p < out.length; p++) {
            out[p] = (float) Math.sqrt(Math.abs(Math.fma(packed[p], twice, norm[p])) + rounding);
        }
    }

    /** lead = how much nearer the best is than the second, in units, below 2^28. */
    static void lead(int[] best, int[] second, int tolerance, float[] near, float[] far, float perUnit, int[] lead) {
        for (int p = 0; p < lead.length; p++) {
            float apart = perUnit * (second[p] - best[p] - tolerance);
            lead[p] = Math.min(1 << 28, (int) (apart / (near[p] + far[p]))) - 1;
        }
    }

    /** Returns a negative number when any gap between the two lowest in [from, to) is at most {@code tolerance}. */
    static int close(int[] best, int[] second, int tolerance, int from, int to) {
        int any = 0;
        for (int p = from; p < to; p++) {
            any |= second[p] - best[p] - tolerance - 1;
        }
        return any;
    }
}
