package io.segmenta.clustering.cluster;

import io.segmenta.clustering.Inputs;
import io.segmenta.clustering.Workers;
import io.segmenta.model.Check;
import io.segmenta.model.DataException;
import io.segmenta.model.DataException.Reason;
import io.segmenta.model.data.Matrix;

import java.util.TreeMap;

/**
 * Single linkage that keeps cluster sizes from growing too unequal: clusters are joined along the edges of the minimum
 * spanning tree, the shortest first, but while the Gini index of the sizes is above the threshold only edges at a
 * cluster of the smallest size are taken. Threshold 1 is single linkage.
 *
 * <p>
 * Time O(n^2 d); memory O(n d). Deterministic; runs on the calling thread. Clusters are numbered by falling size, then
 * by first row. Fewer than 2 rows, k above the rows, NaN, infinities and magnitudes above 1e15 are refused.
 *
 * <p>
 * Reference: Gagolewski, Bartoszuk and Cena, Inf. Sci. 363 (2016), doi:10.1016/j.ins.2016.05.003.
 *
 * @param k clusters, >= 1
 * @param giniThreshold in (0, 1]
 */
public record Genie(int k, double giniThreshold) {

    public Genie {
        Check.range("k", k, 1, Integer.MAX_VALUE);
        Check.range("giniThreshold", giniThreshold, Double.MIN_VALUE, 1.0);
    }

    /** Returns Genie with the threshold 0.3 of its authors. */
    public static Genie withDefaults(int k) {
        return new Genie(k, 0.3);
    }

    /** What was learned: n labels in [0, k). */
    public record Fit(int k, int[] labels) {

        public Fit {
            labels = labels.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public Fit fit(Matrix x, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        if (k > x.rows()) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "k must not exceed the number of rows: k=%d, rows=%d", k,
                    x.rows());
        }
        return new Fit(k, new Joining(SingleLinkage.spanningTree(x)).until(k));
    }

    /** The clusters so far, and the edges left, by rising length. */
    private final class Joining {
        private final int n;
        private final int[] a;
        private final int[] b;
        /** Edge that follows in the list of those left; n - 1 ends it. */
        private final int[] next;
        private final int[] parent;
        private final int[] size;
        /** How many clusters there are of each size. */
        private final TreeMap<Integer, Integer> sizes = new TreeMap<>();
        private int clusters;
        private int head;

        Joining(SingleLinkage.Edges edges) {
            this.a = edges.a();
            this.b = edges.b();
            this.n = a.length + 1;
            this.next = new int[n - 1];
            this.parent = new int[n];
            this.size = new int[n];
            for (int i = 0; i < n; i++) {
                parent[i] = i;
                size[i] = 1;
                if (i < n - 1) {
                    next[i] = i + 1;
                }
            }
            sizes.put(1, n);
            this.clusters = n;
        }

        int[] until(int wanted) {
            int smallest = 0;
            int beforeScan = -1;
            while (clusters > wanted) {
                if (gini() <= giniThreshold) {
                    join(head);
                    if (beforeScan == head) {
                        beforeScan = -1;
                    }
                    head = next[head];
                    continue;
                }
                // Edges passed over for this smallest size touch larger clusters only, and clusters only grow.
                if (sizes.firstKey() != smallest || beforeScan >= 0 && beforeScan < head) {
                    smallest = sizes.firstKey();
                    beforeScan = -1;
                }
                int before = beforeScan;
                int edge = before < 0 ? head : next[before];
                while (size[root(a[edge])] != smallest && size[root(b[edge])] != smallest) {
                    before = edge;
                    edge = next[edge];
                }
                join(edge);
                if (before < 0) {
                    head = next[edge];
                } else {
                    next[before] = next[edge];
                }
                beforeScan = before;
            }
            return labels();
        }

        /** Returns {@code sum over pairs |c_i - c_j| / ((clusters - 1) n)}. */
        private double gini() {
            if (clusters < 2) {
                return 0;
            }
            double sum = 0;
            long below = 0;
            for (var entry : sizes.entrySet()) {
                long count = entry.getValue();
                // In rising order, the cluster at place i counts 2 i - clusters + 1 times.
                double places = count * (2.0 * below + count - 1) - count * (clusters - 1.0);
                sum += entry.getKey() * places;
                below += count;
            }
            return sum / ((clusters - 1.0) * n);
        }

        private void join(int edge) {
            int first = root(a[edge]);
            int second = root(b[edge]);
            leave(size[first]);
            leave(size[second]);
            parent[second] = first;
            size[first] += size[second];
            sizes.merge(size[first], 1, Integer::sum);
            clusters--;
        }

        private void leave(int oldSize) {
            sizes.computeIfPresent(oldSize, (_, count) -> count == 1 ? null : count - 1);
        }

        private int root(int row) {
            int root = row;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }

        private int[] labels() {
            int[] number = new int[n];
            int[] labels = new int[n];
            int found = 0;
            for (int i = 0; i < n; i++) {
                int root = root(i);
                if (number[root] == 0) {
                    number[root] = ++found;
                }
                labels[i] = number[root] - 1;
            }
            return Dendrogram.bySize(labels, found);
        }
    }
}
