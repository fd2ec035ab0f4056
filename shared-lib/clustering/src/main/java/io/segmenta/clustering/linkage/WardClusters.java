package io.segmenta.clustering.linkage;

import io.segmenta.clustering.kernel.Boxes;
import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.kernel.SpatialOrder;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Clusters by mean and size, for Ward's linkage. The merge cost of clusters of sizes a and b whose means are apart by m
 * is {@code m^2 / (1/a + 1/b)}.
 *
 * <p>
 * The means are kept twice: in double precision for the decision, and in single precision for the search, there by
 * column in cells of {@value #CELL} clusters that lie close together, so that cells too far to hold the nearest cluster
 * are left out. Merging thins cells out; when a quarter of the clusters is gone, the rest is put into cells anew.
 */
final class WardClusters implements NearestNeighborChain.Clusters {

    private static final int CELL = 256;
    /** A coordinate so far off that a place is never nearest. */
    private static final float AWAY = 1e18f;

    private final int columns;
    /** [cluster][column] */
    private final double[][] mean;
    private final double[] size;
    /** cell * CELL + place in it */
    private final int[] slotOf;
    private final double rounding;
    private final float[] point;
    private final float[] squares = new float[CELL];
    private int active;
    private int filled;
    private Boxes boxes;
    private float[] boxSquares;
    /** [cell][column][place] */
    private float[][][] cells;
    /** [cell][place] */
    private float[][] inverseSize;
    private int[][] clusterIn;
    private int[] count;
    private float[] largestInverse;

    /** Starts from rows. */
    WardClusters(Matrix x) {
        int n = x.rows();
        this.active = n;
        this.columns = x.columns();
        this.point = new float[DistanceKernels.width(columns)];
        this.mean = new double[n][columns];
        this.size = new double[n];
        this.slotOf = new int[n];
        double largest = 0;
        for (int j = 0; j < columns; j++) {
            double shift = mean(x.column(j));
            for (int i = 0; i < n; i++) {
                mean[i][j] = x.get(i, j) - shift;
                largest = Math.max(largest, Math.abs(mean[i][j]));
            }
        }
        Arrays.fill(size, 1);
        this.rounding = 0x1p-23 * largest * Math.sqrt(columns);
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        fill(all);
    }

    private static double mean(float[] column) {
        double sum = 0;
        for (float value : column) {
            sum += value;
        }
        return sum / column.length;
    }

    /** Puts clusters into cells. */
    private void fill(int[] clusters) {
        filled = clusters.length;
        float[][] values = new float[columns][filled];
        for (int i = 0; i < filled; i++) {
            for (int j = 0; j < columns; j++) {
                values[j][i] = (float) mean[clusters[i]][j];
            }
        }
        int[] order = SpatialOrder.of(values, CELL);
        int needed = (filled + CELL - 1) / CELL;
        boxes = new Boxes(columns, needed);
        boxSquares = new float[needed];
        cells = new float[needed][][];
        inverseSize = new float[needed][CELL];
        clusterIn = new int[needed][CELL];
        count = new int[needed];
        largestInverse = new float[needed];
        for (int cell = 0; cell < needed; cell++) {
            cells[cell] = DistanceKernels.padded(new float[columns][CELL], CELL);
            Arrays.fill(cells[cell][0], AWAY);
        }
        for (int i = 0; i < filled; i++) {
            int cell = i / CELL;
            put(clusters[order[i]], cell, count[cell]++);
        }
    }

    private void put(int cluster, int cell, int place) {
        for (int j = 0; j < columns; j++) {
            float value = (float) mean[cluster][j];
            cells[cell][j][place] = value;
            boxes.include(cell, j, value);
        }
        float inverse = (float) (1 / size[cluster]);
        inverseSize[cell][place] = inverse;
        largestInverse[cell] = Math.max(largestInverse[cell], inverse);
        clusterIn[cell][place] = cluster;
        slotOf[cluster] = cell * CELL + place;
    }

    private void remove(int cluster) {
        int cell = slotOf[cluster] / CELL;
        int place = slotOf[cluster] % CELL;
        int last = --count[cell];
        put(clusterIn[cell][last], cell, place);
        cells[cell][0][last] = AWAY;
    }

    @Override
    public int nearest(int cluster, int preferred) {
        Search search = new Search(cluster, preferred);
        int own = slotOf[cluster] / CELL;
        search.look(own);
        boxes.squared(point, boxSquares);
        for (int cell = 0; cell < cells.length; cell++) {
            if (cell != own && search.reaches(cell)) {
                search.look(cell);
            }
        }
        return search.nearest;
    }

    /**
     * The search for the cluster nearest to another. A cost is low enough when the squared distance is at most
     * {@code limit} times the sum of the inverse sizes; the limit is above the least cost found by all that single
     * precision can be off.
     */
    private final class Search {
        private final int cluster;
        private final int preferred;
        private final float inverse;
        private int nearest = -1;
        private double lowest = Double.POSITIVE_INFINITY;
        private float limit = Float.MAX_VALUE;

        Search(int cluster, int preferred) {
            this.cluster = cluster;
            this.preferred = preferred;
            this.inverse = (float) (1 / size[cluster]);
            for (int j = 0; j < columns; j++) {
                point[j] = (float) mean[cluster][j];
            }
            int cell = slotOf[cluster] / CELL;
            if (preferred >= 0) {
                consider(preferred);
            } else if (count[cell] > 1) {
                int place = slotOf[cluster] % CELL;
                consider(clusterIn[cell][place > 0 ? place - 1 : 1]);
            }
            setLimit();
        }

        boolean reaches(int cell) {
            return boxSquares[cell] <= limit * (inverse + largestInverse[cell]);
        }

        void look(int cell) {
            DistanceKernels.squared(cells[cell], point, squares, CELL);
            if (limit != Float.MAX_VALUE && !anyWithin(squares, inverseSize[cell], inverse, limit)) {
                return;
            }
            for (int place = 0; place < count[cell]; place++) {
                if (squares[place] <= limit * (inverseSize[cell][place] + inverse)) {
                    int other = clusterIn[cell][place];
                    if (other != cluster && other != preferred) {
                        consider(other);
                    }
                }
            }
            setLimit();
        }

        private void consider(int other) {
            double cost = cost(cluster, other);
            if (cost < lowest || (cost == lowest && nearest != preferred && other < nearest)) {
                lowest = cost;
                nearest = other;
            }
        }

        private void setLimit() {
            if (nearest < 0) {
                return;
            }
            double slack = size[cluster] * rounding * (2 * Math.sqrt(lowest / size[cluster]) + rounding)
                    + (columns + 8) * 0x1p-22 * lowest;
            limit = Math.nextUp((float) (lowest + slack));
        }
    }

    /**
     * Returns whether any squared distance is at most limit (inverseSize + inverse), or above it by a millionth. A
     * minimum of integers vectorises where one of floats does not.
     */
    private static boolean anyWithin(float[] squares, float[] inverseSize, float inverse, float limit) {
        float scale = Math.min(1e37f, 0x1p20f / (limit * inverse));
        float offset = limit * inverse;
        int lowest = Integer.MAX_VALUE;
        for (int p = 0; p < CELL; p++) {
            lowest = Math.min(lowest, (int) ((squares[p] - offset - limit * inverseSize[p]) * scale));
        }
        return lowest <= 0;
    }

    private double cost(int a, int b) {
        double[] first = mean[a];
        double[] second = mean[b];
        double sum = 0;
        for (int j = 0; j < first.length; j++) {
            double difference = first[j] - second[j];
            sum += difference * difference;
        }
        return sum / (1 / size[a] + 1 / size[b]);
    }

    @Override
    public double height(int a, int b) {
        return Math.sqrt(2 * cost(a, b));
    }

    @Override
    public void merge(int a, int b) {
        double total = size[a] + size[b];
        for (int j = 0; j < columns; j++) {
            // In this form equal means stay equal to the last bit.
            mean[a][j] += (mean[b][j] - mean[a][j]) * (size[b] / total);
        }
        size[a] = total;
        put(a, slotOf[a] / CELL, slotOf[a] % CELL);
        remove(b);
        active--;
        if (4 * active <= 3 * filled && filled > CELL) {
            fill(left());
        }
    }

    private int[] left() {
        int[] left = new int[active];
        int found = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            System.arraycopy(clusterIn[cell], 0, left, found, count[cell]);
            found += count[cell];
        }
        return left;
    }
}
