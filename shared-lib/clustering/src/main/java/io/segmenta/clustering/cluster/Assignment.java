package io.segmenta.clustering.cluster;

import java.util.Arrays;

/**
 * A set of centroids made ready for the assignment kernels, and the assignment of one block of rows to them.
 *
 * <p>
 * {@link #assign} is accurate to single precision: a row whose two nearest centroids differ by less than rounding may go
 * to either, always the same one. {@link #assignExactly} decides such rows in double precision on the original values,
 * so its labels are those of the definition: least sum over columns, in order, of the squared double difference, ties to
 * the lower number. Immutable; the scratch belongs to one thread.
 */
final class Assignment {

    private static final int SIZE = Blocks.SIZE;
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
        final float[] score = new float[SIZE];
        final int[] best = new int[SIZE];
        final int[] second = new int[SIZE];
        final int[] groupBest = new int[SIZE];
        final int[] groupSecond = new int[SIZE];
        final int[] groupOf = new int[SIZE];
        final int[] label = new int[SIZE];
        final int[] changed = new int[SIZE];
        /** Whether a row had more than one nearest centroid in any block assigned exactly. */
        boolean tied;
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
        this.negated = new float[k][blocks.width];
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
        float scale = scale(blocks, block);
        float[][] x = blocks.values[block];
        for (int from = 0; from < k; from += GROUP) {
            int[] best = from == 0 ? scratch.best : scratch.groupBest;
            Arrays.fill(best, Integer.MAX_VALUE >> 1);
            for (int c = from, end = Math.min(k, from + GROUP); c < end; c++) {
                if (blocks.width == 8) {
                    AssignmentKernels.nearest8(x, half[c], negated[c], scale, ~lowBits, c - from, best);
                } else if (blocks.width == 4) {
                    AssignmentKernels.nearest4(x, half[c], negated[c], scale, ~lowBits, c - from, best);
                } else {
                    score(x, c, scratch.score);
                    AssignmentKernels.fold(scratch.score, scale, ~lowBits, c - from, best);
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
        float scale = scale(blocks, block);
        float[][] x = blocks.values[block];
        Arrays.fill(scratch.second, Integer.MAX_VALUE >> 1);
        for (int from = 0; from < k; from += GROUP) {
            int[] best = from == 0 ? scratch.best : scratch.groupBest;
            int[] second = from == 0 ? scratch.second : scratch.groupSecond;
            Arrays.fill(best, Integer.MAX_VALUE >> 1);
            Arrays.fill(second, Integer.MAX_VALUE >> 1);
            for (int c = from, end = Math.min(k, from + GROUP); c < end; c++) {
                score(x, c, scratch.score);
                AssignmentKernels.foldTwo(scratch.score, scale, ~lowBits, c - from, best, second);
            }
            if (from > 0) {
                AssignmentKernels.mergeSecond(best, second, scratch.best, scratch.second);
                AssignmentKernels.mergeGroup(best, from / GROUP, scratch.best, scratch.groupOf);
            } else if (k > GROUP) {
                Arrays.fill(scratch.groupOf, 0);
            }
        }
        decode(scratch);
        settle(blocks, block, scratch);
    }

    private void decode(Scratch scratch) {
        if (k > GROUP) {
            AssignmentKernels.decode(scratch.best, scratch.groupOf, 6, lowBits, scratch.label);
        } else {
            AssignmentKernels.decode(scratch.best, lowBits, scratch.label);
        }
    }

    private void score(float[][] x, int c, float[] score) {
        if (x.length == 4) {
            float[] zero = x[3];
            AssignmentKernels.score8(new float[][] {x[0], x[1], x[2], x[3], zero, zero, zero, zero}, half[c],
                    Arrays.copyOf(negated[c], 8), score);
            return;
        }
        AssignmentKernels.score8(x, half[c], negated[c], score);
        for (int from = 8; from < x.length; from += 8) {
            AssignmentKernels.addScore8(x, from, negated[c], score);
        }
    }

    /** The factor that takes every score of the block into the range of the packed integers. */
    private float scale(Blocks blocks, int block) {
        double largest = Math.sqrt(blocks.maxNorm[block] * largestNorm) + largestNorm / 2;
        return (float) (RANGE / (1.001 * Math.max(largest, 1e-25)));
    }

    /**
     * Decides the close rows again. A score is off by at most (d + 8) roundings of the largest score: one each for the
     * shifted row, the centroid, its norm and the scaling, and one for each product and sum; the integer loses its low
     * bits besides. Two scores further apart than twice that are in their true order.
     */
    private void settle(Blocks blocks, int block, Scratch scratch) {
        double rounding = (columns + 8) * (RANGE * 0x1p-24);
        int tolerance = (int) Math.min(RANGE, 2 * rounding + 2 * (lowBits + 2));
        int size = blocks.rowsIn(block);
        for (int from = 0; from < size; from += 64) {
            int to = Math.min(size, from + 64);
            if (AssignmentKernels.close(scratch.best, scratch.second, tolerance, from, to) >= 0) {
                continue;
            }
            for (int p = from; p < to; p++) {
                if (scratch.second[p] - scratch.best[p] <= tolerance) {
                    scratch.label[p] = nearest(blocks, block * SIZE + p, scratch);
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
