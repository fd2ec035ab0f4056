package io.segmenta.clustering.linkage;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/**
 * The n - 1 merges of n rows, by rising height, as SciPy's linkage matrix: clusters 0 to n - 1 are the rows, merge i
 * makes cluster n + i of clusters {@code left(i) < right(i)}. Immutable.
 */
public final class Dendrogram {

    private final int rows;
    private final int[] left;
    private final int[] right;
    private final double[] height;
    private final int[] size;

    /**
     * Puts merges in order. Merge i joins the cluster that row a[i] is in with that of row b[i]; heights may come in
     * any order in which a cluster is made before it is merged again; equal heights keep theirs.
     */
    public Dendrogram(int[] a, int[] b, double[] heights) {
        int merges = a.length;
        this.rows = merges + 1;
        this.left = new int[merges];
        this.right = new int[merges];
        this.height = new double[merges];
        this.size = new int[merges];
        Integer[] order = new Integer[merges];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (p, q) -> Double.compare(heights[p], heights[q]));
        int[] parent = new int[rows + merges];
        Arrays.setAll(parent, i -> i);
        for (int i = 0; i < merges; i++) {
            int first = root(parent, a[order[i]]);
            int second = root(parent, b[order[i]]);
            left[i] = Math.min(first, second);
            right[i] = Math.max(first, second);
            height[i] = heights[order[i]];
            size[i] = sizeOf(first) + sizeOf(second);
            parent[first] = rows + i;
            parent[second] = rows + i;
        }
    }

    private int sizeOf(int cluster) {
        return cluster < rows ? 1 : size[cluster - rows];
    }

    private static int root(int[] parent, int cluster) {
        int root = cluster;
        while (parent[root] != root) {
            root = parent[root];
        }
        int at = cluster;
        while (parent[at] != root) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }

    /** Returns n. */
    public int rows() {
        return rows;
    }

    /** Returns the lower-numbered cluster of merge i. */
    public int left(int i) {
        return left[i];
    }

    /** Returns the higher-numbered cluster of merge i. */
    public int right(int i) {
        return right[i];
    }

    /** Returns the distance at which merge i happened; never below that of merge i - 1. */
    public double height(int i) {
        return height[i];
    }

    /** Returns how many rows the cluster made by merge i holds. */
    public int size(int i) {
        return size[i];
    }

    /** Returns a copy of the heights, rising. */
    public double[] heights() {
        return height.clone();
    }

    /**
     * Returns the k clusters that are left when the last k - 1 merges are undone.
     *
     * @param k in [1, n]
     * @return n labels in [0, k), numbered by falling size, then by first row
     */
    public int[] cut(int k) {
        Check.range("k", k, 1, rows);
        return labels(rows - k);
    }

    private int[] labels(int merges) {
        int[] parent = new int[rows + merges];
        Arrays.setAll(parent, i -> i);
        for (int i = 0; i < merges; i++) {
            parent[left[i]] = rows + i;
            parent[right[i]] = rows + i;
        }
        int[] cluster = new int[rows];
        int[] number = new int[rows + merges];
        Arrays.fill(number, -1);
        int k = 0;
        for (int i = 0; i < rows; i++) {
            int root = root(parent, i);
            if (number[root] < 0) {
                number[root] = k++;
            }
            cluster[i] = number[root];
        }
        return bySize(cluster, k);
    }

    /** Renumbers clusters that are numbered by first row. */
    static int[] bySize(int[] labels, int k) {
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        Integer[] order = new Integer[k];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order, (a, b) -> Integer.compare(sizes[b], sizes[a]));
        int[] number = new int[k];
        for (int c = 0; c < k; c++) {
            number[order[c]] = c;
        }
        int[] renumbered = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            renumbered[i] = number[labels[i]];
        }
        return renumbered;
    }
}
