package io.segmenta.clustering.cluster;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.model.data.Matrix;

/**
 * Clusters by mean and size, for Ward's linkage. The merge cost of clusters of sizes a and b whose means are apart by m
 * is {@code m^2 / (1/a + 1/b)}; the means are kept twice, in single precision by column for the search and in double by
 * slot for the decision.
 */
final class WardClusters implements NearestNeighborChain.Clusters {

    /** A coordinate so far off that its slot is never nearest. */
    private static final float AWAY = 1e18f;

    private final int columns;
    /** [column][slot] */
    private final float[][] means;
    private final float[] inverseSize;
    private final float[] cost;
    private final double[][] exact;
    private final double[] size;
    private final double rounding;
    private final float[] point;
    private final LeastValue least;
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
        this.point = new float[DistanceKernels.width(columns)];
        this.means = DistanceKernels.padded(new float[columns][n], n);
        this.inverseSize = new float[n];
        this.cost = new float[n];
        this.exact = new double[n][columns];
        this.size = new double[n];
        this.least = new LeastValue(n);
        double largest = 0;
        for (int j = 0; j < columns; j++) {
            double shift = mean(x.column(j));
            for (int i = 0; i < n; i++) {
                exact[i][j] = x.get(i, j) - shift;
                largest = Math.max(largest, Math.abs(exact[i][j]));
            }
        }
        for (int slot = 0; slot < n; slot++) {
            size[slot] = sizes == null ? 1 : sizes[slot];
            show(slot);
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
        for (int j = 0; j < columns; j++) {
            means[j][slot] = (float) exact[slot][j];
        }
        inverseSize[slot] = (float) (1 / size[slot]);
    }

    @Override
    public int active() {
        return active;
    }

    @Override
    public int nearest(int slot, int preferred) {
        for (int j = 0; j < columns; j++) {
            point[j] = means[j][slot];
        }
        means[0][slot] = AWAY;
        float inverse = inverseSize[slot];
        if (point.length == 8) {
            WardKernels.cost8(means, point, inverseSize, inverse, cost, active);
        } else {
            DistanceKernels.squared(means, point, cost, active);
            WardKernels.scale(cost, inverseSize, inverse, active);
        }
        means[0][slot] = point[0];
        int other = preferred >= 0 ? preferred : slot == 0 ? 1 : 0;
        return decide(slot, preferred, least.find(cost, active, cost[other]));
    }

    /**
     * Compares in double precision all slots whose cost may be the least, given how far a single-precision cost can be
     * off: the squared distance by its relative rounding and by that of the means.
     *
     * @param low no less than the least cost
     */
    private int decide(int slot, int preferred, float low) {
        double distance = Math.sqrt(low / size[slot]) + rounding;
        double slack = size[slot] * rounding * (4 * distance + rounding) + (columns + 8) * 0x1p-22 * low;
        float limit = Math.nextUp((float) (low + slack));
        int nearest = -1;
        double lowest = Double.POSITIVE_INFINITY;
        for (int segment = 0; segment < least.segments(); segment++) {
            if (least.above(segment, limit)) {
                continue;
            }
            for (int other = least.from(segment), end = least.to(segment); other < end; other++) {
                if (cost[other] > limit || other == slot) {
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
        return a;
    }
}
