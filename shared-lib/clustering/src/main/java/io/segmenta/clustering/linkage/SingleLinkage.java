package io.segmenta.clustering.linkage;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Single linkage by Prim's algorithm. The tree takes up the row nearest to it, again and again. Which tree row it was
 * nearest to need not be known: in the order of taking up, two rows are joined at the largest distance between them, so
 * joining each row with the one taken up before it, at that row's distance, gives the same hierarchy.
 */
final class SingleLinkage {

    private final int columns;
    private final int[] row;
    /** [column][slot], columns padded to a width the kernels take. */
    private final float[][] x;
    private final float[] nearest;
    private final float[] squares;
    private final LeastValue least;
    private int outside;

    private SingleLinkage(Matrix matrix) {
        int n = matrix.rows();
        this.columns = matrix.columns();
        this.outside = n;
        float[][] copies = new float[columns][];
        for (int j = 0; j < columns; j++) {
            copies[j] = matrix.column(j).clone();
        }
        this.x = DistanceKernels.padded(copies, n);
        this.squares = new float[n];
        this.nearest = new float[n];
        Arrays.fill(nearest, Float.MAX_VALUE);
        this.least = new LeastValue(n);
        this.row = new int[n];
        Arrays.setAll(row, i -> i);
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
        float guess = 1f;
        for (int i = 0; i < merges; i++) {
            first[i] = row[slot];
            slot = next(takeUp(slot), guess);
            guess = nearest[slot];
            second[i] = row[slot];
            heights[i] = Math.sqrt(guess);
        }
        return new Dendrogram(first, second, heights);
    }

    /** Edges of a minimum spanning tree between rows, by rising length; equal lengths in the order found. */
    record Edges(int[] a, int[] b, double[] length) {}

    /** Returns the tree with its true edges, which the hierarchy does not need. */
    static Edges spanningTree(Matrix matrix) {
        int n = matrix.rows();
        SingleLinkage growth = new SingleLinkage(matrix);
        float[][] tree = DistanceKernels.padded(new float[growth.columns][n], n);
        int[] treeRow = new int[n];
        int[] a = new int[n - 1];
        int[] b = new int[n - 1];
        double[] length = new double[n - 1];
        LeastValue search = new LeastValue(n);
        int slot = 0;
        float guess = 1f;
        for (int i = 0; i < n - 1; i++) {
            treeRow[i] = growth.row[slot];
            float[] point = growth.takeUp(slot);
            for (int j = 0; j < growth.columns; j++) {
                tree[j][i] = point[j];
            }
            slot = growth.next(point, guess);
            guess = growth.nearest[slot];
            b[i] = growth.row[slot];
            length[i] = Math.sqrt(guess);
            for (int j = 0; j < growth.columns; j++) {
                point[j] = growth.x[j][slot];
            }
            DistanceKernels.squared(tree, point, growth.squares, i + 1);
            a[i] = treeRow[first(search, growth.squares, i + 1, guess)];
        }
        return sorted(a, b, length);
    }

    private static int first(LeastValue search, float[] values, int size, float guess) {
        float limit = search.find(values, size, guess);
        int found = -1;
        for (int segment = 0; segment < search.segments(); segment++) {
            for (int p = search.from(segment); !search.above(segment, limit) && p < search.to(segment); p++) {
                if (values[p] <= limit && (found < 0 || values[p] < values[found])) {
                    found = p;
                }
            }
        }
        return found;
    }

    private static Edges sorted(int[] a, int[] b, double[] length) {
        Integer[] order = new Integer[a.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (p, q) -> Double.compare(length[p], length[q]));
        Edges edges = new Edges(new int[a.length], new int[a.length], new double[a.length]);
        for (int i = 0; i < a.length; i++) {
            edges.a[i] = a[order[i]];
            edges.b[i] = b[order[i]];
            edges.length[i] = length[order[i]];
        }
        return edges;
    }

    /** Removes a row from those outside the tree; the last one takes its slot. */
    private float[] takeUp(int slot) {
        float[] point = new float[x.length];
        int last = --outside;
        for (int j = 0; j < columns; j++) {
            point[j] = x[j][slot];
            x[j][slot] = x[j][last];
        }
        row[slot] = row[last];
        nearest[slot] = nearest[last];
        return point;
    }

    /**
     * Returns the slot of the row nearest to the tree, of which {@code point} is the row taken up last. A method of its
     * own: compiled as part of the loop around it, it was often a third slower.
     */
    private int next(float[] point, float guess) {
        approach(point);
        return find(guess);
    }

    /** Brings the distances of the rows outside up to date with one more tree row. */
    private void approach(float[] point) {
        if (point.length == 8) {
            PrimKernels.approach8(x, point, nearest, outside);
        } else {
            DistanceKernels.squared(x, point, squares, outside);
            PrimKernels.minimum(squares, nearest, outside);
        }
    }

    /** Returns the slot of the nearest row, the first row of several. */
    private int find(float guess) {
        float limit = least.find(nearest, outside, guess);
        int found = -1;
        for (int segment = 0; segment < least.segments(); segment++) {
            if (least.above(segment, limit)) {
                continue;
            }
            for (int slot = least.from(segment), end = least.to(segment); slot < end; slot++) {
                if (nearest[slot] <= limit && (found < 0 || nearest[slot] < nearest[found]
                        || (nearest[slot] == nearest[found] && row[slot] < row[found]))) {
                    found = slot;
                }
            }
        }
        return found;
    }
}
