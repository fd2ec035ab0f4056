package io.segmenta.clustering.cluster;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.model.data.Matrix;

import java.util.Arrays;

/**
 * Clusters by mean and size, for Ward's linkage. The merge cost of clusters of sizes a and b whose means are apart by m
 * is {@code m^2 / (1/a + 1/b)}; the means are kept twice, in single precision by column for the search and in double by
 * slot for the decision.
 */
final class WardClusters implements NearestNeighborChain.Clusters {

    private static final int SIZE = 512;
    /** A coordinate so far off that its slot is never nearest. */
    private static final float AWAY = 1e18f;

    private final int columns;
    /** [block][column][slot in block] */
    private final float[][][] means;
    private final float[][] inverseSize;
    private final float[][] cost;
    private final double[][] exact;
    private final double[] size;
    private final double rounding;
    private final float[] point;
    private final float[] lanes = new float[SIZE];
    private int active;

    /**
     * Starts from rows.
     *
     * @param sizes how many rows each row stands for, or null when each stands for itself
     */
    WardClusters(Matrix x, double[] sizes) {
        int n = x.rows();
        this.active = n;
        this.columns = x.columns();
        int width = DistanceKernels.width(columns);
        int blocks = (n + SIZE - 1) / SIZE;
        this.means = new float[blocks][width][SIZE];
        this.inverseSize = new float[blocks][SIZE];
        this.cost = new float[blocks][SIZE];
        this.exact = new double[n][columns];
        this.size = new double[n];
        this.point = new float[width];
        double largest = 0;
        for (int j = 0; j < columns; j++) {
            double shift = mean(x.column(j));
            for (int i = 0; i < n; i++) {
                exact[i][j] = x.get(i, j) - shift;
                largest = Math.max(largest, Math.abs(exact[i][j]));
            }
        }
        for (int slot = 0; slot < blocks * SIZE; slot++) {
            if (slot < n) {
                size[slot] = sizes == null ? 1 : sizes[slot];
                show(slot);
            } else {
                hide(slot);
            }
        }
        this.rounding = 0x1p-23 * largest * Math.sqrt(columns);
    }

    private static double mean(float[] column) {
        double sum = 0;
        for (float value : column) {
            sum += value;
        }
        return sum / column.length;
    }

    private void show(int slot) {
        float[][] block = means[slot / SIZE];
        for (int j = 0; j < columns; j++) {
            block[j][slot % SIZE] = (float) exact[slot][j];
        }
        inverseSize[slot / SIZE][slot % SIZE] = (float) (1 / size[slot]);
    }

    private void hide(int slot) {
        means[slot / SIZE][0][slot % SIZE] = AWAY;
    }

    @Override
    public int active() {
        return active;
    }

    @Override
    public int nearest(int slot, int preferred) {
        float[][] own = means[slot / SIZE];
        for (int j = 0; j < columns; j++) {
            point[j] = own[j][slot % SIZE];
        }
        hide(slot);
        Arrays.fill(lanes, Float.MAX_VALUE);
        int blocks = (active + SIZE - 1) / SIZE;
        float inverse = (float) (1 / size[slot]);
        for (int b = 0; b < blocks; b++) {
            if (point.length == 8) {
                WardKernels.cost8(means[b], point, inverseSize[b], inverse, cost[b], lanes);
            } else {
                DistanceKernels.squared(means[b], point, cost[b], SIZE);
                WardKernels.scale(cost[b], inverseSize[b], inverse, lanes);
            }
        }
        own[0][slot % SIZE] = point[0];
        float least = WardKernels.least(lanes);
        return decide(slot, preferred, least, blocks);
    }

    /**
     * Compares in double precision all slots whose cost may be the least, given how far a single-precision cost can be
     * off: the squared distance by its relative rounding and by that of the means.
     */
    private int decide(int slot, int preferred, float least, int blocks) {
        double distance = Math.sqrt(least / size[slot]) + rounding;
        double slack = size[slot] * rounding * (4 * distance + rounding) + (columns + 8) * 0x1p-22 * least;
        float limit = (float) (least + slack);
        int nearest = -1;
        double lowest = Double.POSITIVE_INFINITY;
        for (int p = 0; p < SIZE; p++) {
            if (lanes[p] > limit) {
                continue;
            }
            for (int b = 0; b < blocks; b++) {
                int other = b * SIZE + p;
                if (cost[b][p] > limit || other == slot || other >= active) {
                    continue;
                }
                double exactCost = cost(slot, other);
                if (exactCost < lowest || exactCost == lowest
                        && (other == preferred || nearest != preferred && other < nearest)) {
                    lowest = exactCost;
                    nearest = other;
                }
            }
        }
        return nearest;
    }

    private double cost(int a, int b) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            double difference = exact[a][j] - exact[b][j];
            sum += difference * difference;
        }
        return sum / (1 / size[a] + 1 / size[b]);
    }

    @Override
    public double height(int a, int b) {
        return Math.sqrt(2 * cost(a, b));
    }

    @Override
    public int merge(int a, int b) {
        double total = size[a] + size[b];
        for (int j = 0; j < columns; j++) {
            // In this form equal means stay equal to the last bit.
            exact[a][j] += (exact[b][j] - exact[a][j]) * (size[b] / total);
        }
        size[a] = total;
        show(a);
        int last = --active;
        exact[b] = exact[last];
        size[b] = size[last];
        if (b != last) {
            show(b);
        }
        hide(last);
        return a;
    }
}
