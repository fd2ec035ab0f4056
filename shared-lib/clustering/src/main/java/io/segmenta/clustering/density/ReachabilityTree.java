package io.segmenta.clustering.density;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Single linkage of mutual reachability, the largest of the distance of two rows and their core distances: the minimum
 * spanning tree by Prim's algorithm. Edges are found in single precision, their lengths are then computed in double.
 * Time O(n^2 d), memory O(n d); runs on the calling thread.
 */
final class ReachabilityTree {

    private final Matrix x;
    private final double[] core;
    private final int[] row;
    private final int[] parent;
    private final float[][] columns;
    private final float[] coreSquares;
    private final float[] nearest;
    private final float[] squares;
    private int outside;

    private ReachabilityTree(Matrix x, double[] core) {
        int n = x.rows();
        this.x = x;
        this.core = core;
        this.row = IntStream.range(0, n).toArray();
        this.parent = new int[n];
        float[][] copies = new float[x.columns()][];
        Arrays.setAll(copies, j -> x.column(j).clone());
        this.columns = DistanceKernels.padded(copies, n);
        this.coreSquares = new float[n];
        for (int i = 0; i < n; i++) {
            coreSquares[i] = (float) (core[i] * core[i]);
        }
        this.nearest = new float[n];
        Arrays.fill(nearest, Float.MAX_VALUE);
        this.squares = new float[n];
        this.outside = n;
    }

    /** @param core n core distances */
    static Dendrogram of(Matrix x, double[] core) {
        return new ReachabilityTree(x, core).grow();
    }

    private Dendrogram grow() {
        int edges = outside - 1;
        int[] from = new int[edges];
        int[] to = new int[edges];
        double[] length = new double[edges];
        float[] point = new float[columns.length];
        int slot = 0;
        for (int i = 0; i < edges; i++) {
            int taken = row[slot];
            float coreSquare = coreSquares[slot];
            takeUp(slot, point);
            DistanceKernels.squared(columns, point, squares, outside);
            slot = approach(taken, coreSquare);
            from[i] = parent[slot];
            to[i] = row[slot];
            length[i] = length(from[i], to[i]);
        }
        return new Dendrogram(from, to, length);
    }

    /** Removes a row from those outside the tree; the last one takes its slot. */
    private void takeUp(int slot, float[] point) {
        int last = --outside;
        for (int j = 0; j < x.columns(); j++) {
            point[j] = columns[j][slot];
            columns[j][slot] = columns[j][last];
        }
        row[slot] = row[last];
        parent[slot] = parent[last];
        nearest[slot] = nearest[last];
        coreSquares[slot] = coreSquares[last];
    }

    /** Brings the rows outside up to date with one more tree row; returns the slot of the nearest. */
    private int approach(int taken, float coreSquare) {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int p = 0; p < outside; p++) {
            float square = Math.max(squares[p], Math.max(coreSquare, coreSquares[p]));
            if (square < nearest[p]) {
                nearest[p] = square;
                parent[p] = taken;
            }
            if (nearest[p] <= least && (nearest[p] < least || row[p] < row[best])) {
                least = nearest[p];
                best = p;
            }
        }
        return best;
    }

    private double length(int a, int b) {
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            double difference = (double) x.get(a, j) - x.get(b, j);
            sum += difference * difference;
        }
        return Math.max(Math.sqrt(sum), Math.max(core[a], core[b]));
    }
}
