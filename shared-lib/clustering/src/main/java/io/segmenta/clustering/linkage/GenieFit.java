package io.segmenta.clustering.linkage;

import io.segmenta.model.base.Check;
import java.util.Arrays;

/** The n - 1 merges of n rows in the order Genie made them, which need not be that of their distances. Immutable. */
public final class GenieFit {

    private final int[] a;
    private final int[] b;

    /** Merge i joins the cluster of row a[i] with that of row b[i]. */
    GenieFit(int[] a, int[] b) {
        this.a = a;
        this.b = b;
    }

    /** Returns n. */
    public int rows() {
        return a.length + 1;
    }

    /**
     * Returns the k clusters that are left when the last k - 1 merges are undone.
     *
     * @param k in [1, n]
     * @return n labels in [0, k), numbered by falling size, then by first row
     */
    public int[] cut(int k) {
        Check.range("k", k, 1, rows());
        DisjointSets sets = new DisjointSets(rows());
        for (int i = 0; i < rows() - k; i++) {
            sets.join(a[i], b[i]);
        }
        int[] number = new int[rows()];
        Arrays.fill(number, -1);
        int[] labels = new int[rows()];
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            int root = sets.find(i);
            if (number[root] < 0) {
                number[root] = next++;
            }
            labels[i] = number[root];
        }
        return Dendrogram.bySize(labels, k);
    }
}
