package io.segmenta.clustering.cluster;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.model.data.Matrix;

import java.util.Arrays;

/**
 * Single linkage by Prim's algorithm. The tree takes up the row nearest to it, again and again. Which tree row it was
 * nearest to need not be known: in the order of taking up, two rows are joined at the largest distance between them, so
 * joining each row with the one taken up before it, at that row's distance, gives the same hierarchy.
 */
final class SingleLinkage {

    private static final int SIZE = 512;

    private final int columns;
    private final int[] row;
    private final float[][][] x;
    private final float[][] nearest;
    private final float[] squares = new float[SIZE];
    private final float[] lanes = new float[SIZE];
    private int outside;

    private SingleLinkage(Matrix matrix) {
        int n = matrix.rows();
        this.columns = matrix.columns();
        this.outside = n;
        int blocks = (n + SIZE - 1) / SIZE;
        this.x = new float[blocks][DistanceKernels.width(columns)][SIZE];
        this.nearest = new float[blocks][SIZE];
        this.row = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = i;
            for (int j = 0; j < columns; j++) {
                x[i / SIZE][j][i % SIZE] = matrix.get(i, j);
            }
        }
        for (float[] block : nearest) {
            Arrays.fill(block, Float.POSITIVE_INFINITY);
        }
    }

    static Dendrogram run(Matrix matrix) {
        return new SingleLinkage(matrix).run();
    }

    private Dendrogram run() {
        int merges = outside - 1;
        int[] first = new int[merges];
        int[] second = new int[merges];
        double[] heights = new double[merges];
        int slot = 0;
        for (int i = 0; i < merges; i++) {
            first[i] = row[slot];
            float[] point = takeUp(slot);
            float least = measure(point);
            slot = find(least);
            second[i] = row[slot];
            heights[i] = Math.sqrt(least);
        }
        return new Dendrogram(first, second, heights);
    }

    /** Removes a row from those outside the tree; the last one takes its slot. */
    private float[] takeUp(int slot) {
        float[] point = new float[x[0].length];
        int last = --outside;
        for (int j = 0; j < columns; j++) {
            point[j] = x[slot / SIZE][j][slot % SIZE];
            x[slot / SIZE][j][slot % SIZE] = x[last / SIZE][j][last % SIZE];
        }
        row[slot] = row[last];
        nearest[slot / SIZE][slot % SIZE] = nearest[last / SIZE][last % SIZE];
        nearest[last / SIZE][last % SIZE] = Float.POSITIVE_INFINITY;
        return point;
    }

    /** Brings the distances of the rows outside up to date with one more tree row and returns the least, squared. */
    private float measure(float[] point) {
        Arrays.fill(lanes, Float.POSITIVE_INFINITY);
        int blocks = (outside + SIZE - 1) / SIZE;
        for (int b = 0; b < blocks; b++) {
            DistanceKernels.squared(x[b], point, squares, SIZE);
            if (b == blocks - 1) {
                Arrays.fill(squares, outside - b * SIZE, SIZE, Float.POSITIVE_INFINITY);
            }
            WardKernels.minimum(squares, nearest[b]);
            WardKernels.minimum(nearest[b], lanes);
        }
        return WardKernels.least(lanes);
    }

    private int find(float least) {
        int found = Integer.MAX_VALUE;
        for (int p = 0; p < SIZE; p++) {
            if (lanes[p] == least) {
                for (int b = 0; b * SIZE + p < outside; b++) {
                    if (nearest[b][p] == least) {
                        int slot = b * SIZE + p;
                        found = found == Integer.MAX_VALUE || row[slot] < row[found] ? slot : found;
                    }
                }
            }
        }
        return found;
    }
}
