package io.segmenta.clustering.centroid;

import io.segmenta.clustering.kernel.DistanceKernels;
import java.util.Arrays;

/**
 * A set of centroids made ready for the assignment kernels, and the assignment of one block of rows to them.
 *
 * <p>
 * {@link #assign} is accurate to single precision: a row whose two nearest centroids differ by less than rounding may
 * go to either, always the same one. {@link #assignExactly} decides such rows in double precision on the original
 * values, so its labels are those of the definition: least sum over columns, in order, of the squared double
 * difference, ties to the lower number. Immutable; the scratch belongs to one thread.
 */
final class Assignment {

    /** Centroids that are compared through one packed integer; more are handled group by group. */
    private static final int GROUP = 64;
    private static final float RANGE = 1 << 29;

    private final int k;
    private final int columns;
    private final float[][] centroids;
    private final float[][] negated;
    private final float[] half;
    private final double largestNorm;
    private final int lowBits;

    /** Working arrays of one thread. */
    static final class Scratch {
        final float[] norm;
        final int[] best;
        final int[] second;
        final int[] groupBest;
        final int[] groupSecond;
        final int[] groupOf;
        final int[] label;
        final int[] changed;
        final float[] near;
        final float[] far;
        final int[] lead;
        final int[] spent;
        /** Rows gathered from several blocks, with their numbers and the labels they had. */
        float[][] gathered = {};
        final int[] row;
        final int[] before;
        /** Whether a row had more than one nearest centroid in any block assigned exactly. */
        boolean tied;

        private float[][] scores = {};

        Scratch(Blocks blocks) {
            this.norm = new float[blocks.size];
            this.best = new int[blocks.size];
            this.second = new int[blocks.size];
            this.groupBest = new int[blocks.size];
            this.groupSecond = new int[blocks.size];
            this.groupOf = new int[blocks.size];
            this.label = new int[blocks.size];
            this.changed = new int[blocks.size];
            this.near = new float[blocks.size];
            this.far = new float[blocks.size];
            this.lead = new int[blocks.size];
            this.spent = new int[blocks.size];
            this.row = new int[blocks.size];
            this.before = new int[blocks.size];
        }

        /** Returns arrays for the scores of so many centroids. */
        float[][] scores(int count) {
            int had = scores.length;
            if (had < count) {
                scores = Arrays.copyOf(scores, count);
                for (int c = had; c < count; c++) {
                    scores[c] = new float[norm.length];
                }
            }
            return scores;
        }
    }

    /**
     * Prepares centroids for the rows of {@code blocks}.
     *
     * @param centroids k x d, in the units of the rows; kept, not copied
     */
    Assignment(float[][] centroids, Blocks blocks) {
        this.k = centroids.length;
        this.columns = blocks.columns;
        this.centroids = centroids;
        // At least eight places: what four columns lack counts nothing.
        this.negated = new float[k][Math.max(8, blocks.width)];
        this.half = new float[k];
        double largest = 0;
        for (int c = 0; c < k; c++) {
            double norm = 0;
            for (int j = 0; j < columns; j++) {
                double value = (double) centroids[c][j] - blocks.shift[j];
                negated[c][j] = (float) -value;
                norm += value * value;
            }
            half[c] = (float) (norm / 2);
            largest = Math.max(largest, norm);
        }
        this.largestNorm = largest;
        this.lowBits = (Integer.highestOneBit(Math.max(1, Math.min(k, GROUP) - 1)) << 1) - 1;
    }

    /** Writes the labels of one block, padding included, to {@code scratch.label}. */
    void assign(Blocks blocks, int block, Scratch scratch) {
        float scale = scale(blocks.maxNorm[block]);
        float[][] x = blocks.values[block];
        for (int from = 0; from < k; from += GROUP) {
            int[] best = from == 0 ? scratch.best : scratch.groupBest;
            Arrays.fill(best, Integer.MAX_VALUE >> 1);
            int end = Math.min(k, from + GROUP);
            float[][] scores = blocks.width > 8 ? scores(x, from, end, scratch) : new float[0][];
            for (int c = from; c < end; c++) {
                if (blocks.width == 8) {
                    AssignmentKernels.nearest8(x, half[c], negated[c], scale, ~lowBits, c - from, best);
                } else if (blocks.width == 4) {
                    AssignmentKernels.nearest4(x, half[c], negated[c], scale, ~lowBits, c - from, best);
                } else {
                    AssignmentKernels.fold(scores[c - from], scale, ~lowBits, c - from, best);
                }
            }
            if (from > 0) {
                AssignmentKernels.mergeGroup(best, from / GROUP, scratch.best, scratch.groupOf);
            } else if (k > GROUP) {
                Arrays.fill(scratch.groupOf, 0);
            }
        }
        decode(scratch);
    }

    /** As {@link #assign}, with every row decided as by exact arithmetic. */
    void assignExactly(Blocks blocks, int block, Scratch scratch) {
        nearestTwo(blocks.values[block], scale(blocks.maxNorm[block]), scratch);
        settle(blocks, block, scratch);
    }

    /**
     * As {@link #assign}, and writes to {@code scratch.lead} how much nearer each row is to its centroid than to any
     * other: whole units, rounded down, negative where rounding may have decided.
     *
     * @param x rows laid out as those of a block
     * @param maxNorm their largest |x|^2 or more
     */
    void assignWithLead(float[][] x, float maxNorm, float unit, Scratch scratch) {
        float scale = scale(maxNorm);
        nearestTwo(x, scale, scratch);
        float[] norm = scratch.norm;
        DistanceKernels.squared(x, new float[x.length], norm, norm.length);
        int tolerance = tolerance();
        float rounding = 2 * tolerance / scale + (columns + 2) * 0x1p-22f * maxNorm;
        AssignmentKernels.distance(scratch.best, norm, 2 / scale, rounding, scratch.near);
        AssignmentKernels.distance(scratch.second, norm, 2 / scale, rounding, scratch.far);
        AssignmentKernels.lead(scratch.best, scratch.second, tolerance, scratch.near, scratch.far,
                2 / scale * (0.99999f / unit), scratch.lead);
    }

    private void nearestTwo(float[][] x, float scale, Scratch scratch) {
        Arrays.fill(scratch.second, Integer.MAX_VALUE >> 1);
        for (int from = 0; from < k; from += GROUP) {
            int[] best = from == 0 ? scratch.best : scratch.groupBest;
            int[] second = from == 0 ? scratch.second : scratch.groupSecond;
            Arrays.fill(best, Integer.MAX_VALUE >> 1);
            Arrays.fill(second, Integer.MAX_VALUE >> 1);
            int end = Math.min(k, from + GROUP);
            float[][] scores = x.length > 8 ? scores(x, from, end, scratch) : new float[0][];
            for (int c = from; c < end; c++) {
                float[] score = x.length > 8 ? scores[c - from] : scores(x, c, c + 1, scratch)[0];
                AssignmentKernels.foldTwo(score, scale, ~lowBits, c - from, best, second);
            }
            if (from > 0) {
                AssignmentKernels.mergeSecond(best, second, scratch.best, scratch.second);
                AssignmentKernels.mergeGroup(best, from / GROUP, scratch.best, scratch.groupOf);
            } else if (k > GROUP) {
                Arrays.fill(scratch.groupOf, 0);
            }
        }
        decode(scratch);
    }

    private void decode(Scratch scratch) {
        if (k > GROUP) {
            AssignmentKernels.decode(scratch.best, scratch.groupOf, 6, lowBits, scratch.label);
        } else {
            AssignmentKernels.decode(scratch.best, lowBits, scratch.label);
        }
    }

    /**
     * Returns the scores of the centroids [from, end): eight columns at a time, which stay in the cache for all of
     * them.
     */
    private float[][] scores(float[][] x, int from, int end, Scratch scratch) {
        float[][] scores = scratch.scores(end - from);
        float[][] first = x.length == 4 ? new float[][] {x[0], x[1], x[2], x[3], x[3], x[3], x[3], x[3]} : x;
        for (int c = from; c < end; c++) {
            AssignmentKernels.score8(first, half[c], negated[c], scores[c - from]);
        }
        for (int j = 8; j < x.length; j += 8) {
            for (int c = from; c < end; c++) {
                AssignmentKernels.addScore8(x, j, negated[c], scores[c - from]);
            }
        }
        return scores;
    }

    /** The factor that takes every score of rows up to a norm into the range of the packed integers. */
    private float scale(float maxNorm) {
        double largest = Math.sqrt(maxNorm * largestNorm) + largestNorm / 2;
        return (float) (RANGE / (1.001 * Math.max(largest, 1e-25)));
    }

    /**
     * Two packed scores further apart than this are in their true order. A score is off by at most (d + 8) roundings of
     * the largest score: one each for the shifted row, the centroid, its norm and the scaling, and one for each product
     * and sum; the integer loses its low bits besides.
     */
    private int tolerance() {
        double rounding = (columns + 8) * (RANGE * 0x1p-24);
        return (int) Math.min(RANGE, 2 * rounding + 2 * (lowBits + 2));
    }

    /** Decides the close rows again. */
    private void settle(Blocks blocks, int block, Scratch scratch) {
        int tolerance = tolerance();
        int size = blocks.rowsIn(block);
        for (int from = 0; from < size; from += 64) {
            int to = Math.min(size, from + 64);
            if (AssignmentKernels.close(scratch.best, scratch.second, tolerance, from, to) >= 0) {
                continue;
            }
            for (int p = from; p < to; p++) {
                if (scratch.second[p] - scratch.best[p] <= tolerance) {
                    scratch.label[p] = nearest(blocks, block * blocks.size + p, scratch);
                }
            }
        }
    }

    /** Returns the nearest centroid of a row by definition. */
    private int nearest(Blocks blocks, int row, Scratch scratch) {
        int nearest = 0;
        boolean tied = false;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            double distance = squaredDistance(blocks, row, c);
            if (distance < least) {
                least = distance;
                nearest = c;
                tied = false;
            } else if (distance == least) {
                tied = true;
            }
        }
        scratch.tied |= tied;
        return nearest;
    }

    /** Returns the squared Euclidean distance of a row to a centroid in double precision. */
    double squaredDistance(Blocks blocks, int row, int c) {
        float[] centroid = centroids[c];
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            double difference = (double) blocks.source.column(j)[row] - centroid[j];
            sum += difference * difference;
        }
        return sum;
    }
}
