package io.segmenta.spark;

import io.segmenta.statistics.Grid;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Sizes and sums of the clusters of one start, in whole units of a grid: adding them rounds nothing, so any order gives
 * the same bits.
 */
final class Sums implements Serializable {

    private static final long serialVersionUID = 1;

    private final int columns;
    private final long[] units;
    private final long[] sizes;

    Sums(int k, int columns) {
        this.columns = columns;
        this.units = new long[k * columns];
        this.sizes = new long[k];
    }

    /**
     * Adds up the rows of blocks.
     *
     * @param centroids by start k x d
     * @return by start the sums
     */
    static Sums[] of(Iterator<Block> blocks, float[][][] centroids, Grid grid) {
        int k = centroids[0].length;
        int d = centroids[0][0].length;
        Sums[] sums = new Sums[centroids.length];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = new Sums(k, d);
        }
        Nearest nearest = new Nearest();
        double[] part = new double[k];
        while (blocks.hasNext()) {
            Block block = blocks.next();
            for (int s = 0; s < sums.length; s++) {
                nearest.label(block, centroids[s]);
                sums[s].add(block, nearest.label, grid, part);
            }
        }
        return sums;
    }

    private void add(Block block, int[] label, Grid grid, double[] part) {
        for (int i = 0; i < block.rows(); i++) {
            sizes[label[i]]++;
        }
        for (int j = 0; j < columns; j++) {
            Arrays.fill(part, 0);
            float[] x = block.columns()[j];
            for (int i = 0; i < block.rows(); i++) {
                part[label[i]] += grid.snap(j, x[i]);
            }
            for (int c = 0; c < part.length; c++) {
                units[c * columns + j] += grid.units(j, part[c]);
            }
        }
    }

    /** Adds others to these, start by start. */
    static Sums[] add(Sums[] to, Sums[] others) {
        for (int s = 0; s < to.length; s++) {
            for (int i = 0; i < to[s].units.length; i++) {
                to[s].units[i] += others[s].units[i];
            }
            for (int c = 0; c < to[s].sizes.length; c++) {
                to[s].sizes[c] += others[s].sizes[c];
            }
        }
        return to;
    }

    /** Takes a row out of a cluster and gives it to another. */
    void move(float[] row, int from, int to, Grid grid) {
        for (int j = 0; j < columns; j++) {
            long moved = grid.units(j, grid.snap(j, row[j]));
            units[from * columns + j] -= moved;
            units[to * columns + j] += moved;
        }
        sizes[from]--;
        sizes[to]++;
    }

    long[] sizes() {
        return sizes;
    }

    /** Returns the means of the clusters, k x d. */
    float[][] means(Grid grid) {
        float[][] means = new float[sizes.length][columns];
        for (int c = 0; c < means.length; c++) {
            for (int j = 0; j < columns; j++) {
                means[c][j] = (float) (grid.sum(j, units[c * columns + j]) / sizes[c]);
            }
        }
        return means;
    }
}
