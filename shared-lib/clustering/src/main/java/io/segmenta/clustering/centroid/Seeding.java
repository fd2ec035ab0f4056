package io.segmenta.clustering.centroid;

import io.segmenta.clustering.kernel.DistanceKernels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Greedy k-means++: each further centroid is the best of {@code 2 + floor(ln k)} rows drawn with probability
 * proportional to weight times squared distance to the nearest centroid so far.
 *
 * <p>
 * Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007; the greedy form is the one of
 * scikit-learn. Time O(n d k log k).
 */
final class Seeding {

    private final Blocks blocks;
    private final SplittableRandom random;
    private final int trials;
    private float[][] nearest;
    private float[][] trial;
    private float[][] bestTrial;
    private final double[] blockSum;
    private double potential;

    private Seeding(Blocks blocks, int k, SplittableRandom random) {
        this.blocks = blocks;
        this.random = random;
        this.trials = 2 + (int) StrictMath.log(k);
        this.nearest = new float[blocks.count][blocks.size];
        this.trial = new float[blocks.count][blocks.size];
        this.bestTrial = new float[blocks.count][blocks.size];
        this.blockSum = new double[blocks.count];
    }

    /** Returns k centroids, each a row; the blocks must hold at least k distinct rows. */
    static float[][] choose(Blocks blocks, int k, SplittableRandom random) {
        return new Seeding(blocks, k, random).choose(k);
    }

    private float[][] choose(int k) {
        int[] chosen = new int[k];
        chosen[0] = first();
        for (float[] block : nearest) {
            Arrays.fill(block, Float.MAX_VALUE);
        }
        measure(chosen[0], trial);
        swapIn(true);
        sumBlocks();
        for (int c = 1; c < k; c++) {
            chosen[c] = potential > 0 ? best() : unlike(chosen, c);
            if (potential > 0) {
                swapIn(false);
            } else {
                measure(chosen[c], trial);
                swapIn(true);
            }
            sumBlocks();
        }
        float[][] centroids = new float[k][blocks.columns];
        for (int c = 0; c < k; c++) {
            blocks.source.row(chosen[c], centroids[c]);
        }
        return centroids;
    }

    private int first() {
        if (blocks.weights == null) {
            return random.nextInt(blocks.rows);
        }
        double at = random.nextDouble() * blocks.totalWeight;
        for (int i = 0; i < blocks.rows; i++) {
            at -= blocks.weights[i];
            if (at < 0) {
                return i;
            }
        }
        return blocks.rows - 1;
    }

    private void swapIn(boolean fromTrial) {
        float[][] old = nearest;
        if (fromTrial) {
            nearest = trial;
            trial = old;
        } else {
            nearest = bestTrial;
            bestTrial = old;
        }
    }

    /** Draws the candidates, keeps the distances of the best in {@code bestTrial} and returns its row. */
    private int best() {
        double[] at = new double[trials];
        for (int t = 0; t < trials; t++) {
            at[t] = random.nextDouble() * potential;
        }
        double least = Double.POSITIVE_INFINITY;
        int best = -1;
        for (double target : at) {
            int row = rowAt(target);
            double sum = measure(row, trial);
            if (sum < least) {
                least = sum;
                best = row;
                float[][] swap = bestTrial;
                bestTrial = trial;
                trial = swap;
            }
        }
        return best;
    }

    /** Finds the row at which the running sum of contributions passes {@code target}. */
    private int rowAt(double target) {
        double left = target;
        int block = 0;
        while (block < blocks.count - 1 && left >= blockSum[block]) {
            left -= blockSum[block++];
        }
        int last = -1;
        for (int p = 0, size = blocks.rowsIn(block); p < size; p++) {
            double part = contribution(block, p);
            if (part > 0) {
                last = p;
                left -= part;
                if (left < 0) {
                    break;
                }
            }
        }
        return block * blocks.size + Math.max(0, last);
    }

    private double contribution(int block, int p) {
        float distance = nearest[block][p];
        return blocks.weights == null ? distance : (double) distance * blocks.weights[block * blocks.size + p];
    }

    private void sumBlocks() {
        potential = 0;
        for (int b = 0; b < blocks.count; b++) {
            double sum = 0;
            for (int p = 0, size = blocks.rowsIn(b); p < size; p++) {
                sum += contribution(b, p);
            }
            blockSum[b] = sum;
            potential += sum;
        }
    }

    /** Writes min(nearest, squared distance to the row) to {@code into} and returns the weighted sum. */
    private double measure(int row, float[][] into) {
        float[] center = new float[blocks.width];
        for (int j = 0; j < blocks.columns; j++) {
            center[j] = blocks.values[row / blocks.size][j][row % blocks.size];
        }
        float[] lanes = new float[blocks.size];
        double sum = 0;
        for (int b = 0; b < blocks.count; b++) {
            float[] distance = into[b];
            DistanceKernels.squared(blocks.values[b], center, distance, blocks.size);
            minimum(distance, nearest[b]);
            int size = blocks.rowsIn(b);
            if (size < blocks.size) {
                Arrays.fill(distance, size, blocks.size, 0f);
            }
            if (blocks.weights == null) {
                add(distance, lanes);
            } else {
                for (int p = 0; p < size; p++) {
                    sum += (double) distance[p] * blocks.weights[b * blocks.size + p];
                }
            }
        }
        for (float lane : lanes) {
            sum += lane;
        }
        return sum;
    }

    private static void minimum(float[] distance, float[] nearest) {
        for (int p = 0; p < distance.length; p++) {
            distance[p] = Math.min(distance[p], nearest[p]);
        }
    }

    private static void add(float[] distance, float[] lanes) {
        for (int p = 0; p < distance.length; p++) {
            lanes[p] += distance[p];
        }
    }

    /** Returns the first row that differs from those chosen, for rows so close that their distances vanish. */
    private int unlike(int[] chosen, int count) {
        for (int i = 0; i < blocks.rows; i++) {
            boolean seen = false;
            for (int c = 0; c < count && !seen; c++) {
                seen = same(i, chosen[c]);
            }
            if (!seen) {
                return i;
            }
        }
        throw new AssertionError("fewer distinct rows than centroids");
    }

    private boolean same(int a, int b) {
        for (int j = 0; j < blocks.columns; j++) {
            if (blocks.source.column(j)[a] != blocks.source.column(j)[b]) {
                return false;
            }
        }
        return true;
    }
}
