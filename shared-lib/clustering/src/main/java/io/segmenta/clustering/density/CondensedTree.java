package io.segmenta.clustering.density;

import io.segmenta.clustering.linkage.Dendrogram;
import java.util.Arrays;

/**
 * A single linkage hierarchy in which a part of fewer than the least size is no cluster but rows falling out of one.
 * Merges at the same height, of which mutual reachability makes many, count as one merge of all their parts, so that
 * the order of the rows plays no role; heights that rounding may have told apart count as the same. Cluster 0 holds all
 * rows; a cluster has a higher number than the one it split from.
 */
final class CondensedTree {

    private static final int NOISE = -1;
    /**
     * Heights that differ by a smaller share are the same: decimal fractions, and the search for edges, are rounded.
     */
    private static final double ROUNDING = 1e-6;
    /** A row that lies so many times less densely than any of a cluster is not of it, however far the next one is. */
    private static final double FARTHEST = 10;

    private final Dendrogram tree;
    private final int least;
    private final double floor;
    /** Per node of the hierarchy the cluster it is, or ~c where it fell out of cluster c. */
    private final int[] owner;
    private final int[] parent;
    /** Density at which the cluster began, and the excess of mass so far. */
    private final double[] birth;
    private final double[] mass;
    /** Height of the node that the cluster is at its beginning, and of the merge that ends it. */
    private final double[] inner;
    private final double[] outer;
    private int clusters;
    /** The lowest of the merges at one height that were found last. */
    private int lowest;

    private CondensedTree(Dendrogram tree, int least) {
        int n = tree.rows();
        int most = Math.max(1, 2 * (n / least));
        this.tree = tree;
        this.least = least;
        this.owner = new int[2 * n - 1];
        this.parent = new int[most];
        this.birth = new double[most];
        this.mass = new double[most];
        this.inner = new double[most];
        this.outer = new double[most];
        int positive = 0;
        while (positive < n - 2 && tree.height(positive) == 0) {
            positive++;
        }
        this.floor = tree.height(positive);
    }

    static CondensedTree of(Dendrogram tree, int least) {
        CondensedTree condensed = new CondensedTree(tree, least);
        condensed.condense();
        return condensed;
    }

    private void condense() {
        int n = tree.rows();
        clusters = 1;
        parent[0] = NOISE;
        boolean[] taken = new boolean[n - 1];
        int[] parts = new int[n];
        for (int merge = n - 2; merge >= 0; merge--) {
            int own = owner[n + merge];
            if (taken[merge]) {
                continue;
            }
            if (own < 0) {
                owner[tree.left(merge)] = own;
                owner[tree.right(merge)] = own;
            } else {
                divide(own, merge, parts, parts(merge, taken, parts));
            }
        }
    }

    /** Finds what a merge and all merges at the same height below it put together. */
    private int parts(int merge, boolean[] taken, int[] parts) {
        double same = tree.height(merge) * (1 - ROUNDING);
        int count = 0;
        parts[count++] = tree.rows() + merge;
        lowest = merge;
        int at = 0;
        while (at < count) {
            int below = parts[at] - tree.rows();
            if (below >= 0 && tree.height(below) >= same) {
                taken[below] = true;
                lowest = Math.min(lowest, below);
                parts[at] = tree.left(below);
                parts[count++] = tree.right(below);
            } else {
                at++;
            }
        }
        return count;
    }

    private void divide(int own, int merge, int[] parts, int count) {
        double density = density(tree.height(merge));
        int large = 0;
        for (int p = 0; p < count; p++) {
            large += size(parts[p]) >= least ? 1 : 0;
        }
        for (int p = 0; p < count; p++) {
            int part = parts[p];
            if (size(part) < least) {
                owner[part] = ~own;
            } else {
                owner[part] = large > 1 ? begin(part, own, density) : own;
            }
            if (owner[part] != own) {
                mass[own] += (density - birth[own]) * size(part);
            }
        }
    }

    private int begin(int node, int from, double density) {
        int cluster = clusters++;
        parent[cluster] = from;
        birth[cluster] = density;
        inner[cluster] = node < tree.rows() ? 0 : tree.height(node - tree.rows());
        outer[cluster] = tree.height(lowest);
        return cluster;
    }

    private double density(double height) {
        return 1 / Math.max(height, floor);
    }

    private int size(int node) {
        return node < tree.rows() ? 1 : tree.size(node - tree.rows());
    }

    /** Returns the clusters of most excess of mass. */
    HdbscanFit clusters() {
        boolean[] chosen = new boolean[clusters];
        double[] best = Arrays.copyOf(mass, clusters);
        double[] below = new double[clusters];
        for (int c = clusters - 1; c > 0; c--) {
            chosen[c] = below[c] <= best[c];
            best[c] = Math.max(best[c], below[c]);
            below[parent[c]] += best[c];
        }
        int[] home = new int[clusters];
        home[0] = NOISE;
        for (int c = 1; c < clusters; c++) {
            home[c] = home[parent[c]] >= 0 ? home[parent[c]] : chosen[c] ? c : NOISE;
        }
        return labelled(home);
    }

    private HdbscanFit labelled(int[] home) {
        int n = tree.rows();
        int[] number = new int[clusters];
        int[] cluster = new int[clusters];
        int[] sizes = new int[clusters];
        int[] found = new int[n];
        Arrays.fill(number, NOISE);
        int k = 0;
        for (int i = 0; i < n; i++) {
            int at = home[owner[i] < 0 ? ~owner[i] : owner[i]];
            if (at >= 0 && number[at] < 0) {
                cluster[k] = at;
                number[at] = k++;
            }
            found[i] = at < 0 ? NOISE : number[at];
            if (at >= 0) {
                sizes[number[at]]++;
            }
        }
        Integer[] order = new Integer[k];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order, (a, b) -> Integer.compare(sizes[b], sizes[a]));
        int[] place = new int[k];
        double[] reach = new double[k];
        for (int c = 0; c < k; c++) {
            place[order[c]] = c;
            double own = inner[cluster[order[c]]];
            reach[c] = Math.min((own + outer[cluster[order[c]]]) / 2, FARTHEST * own);
        }
        int[] labels = Arrays.stream(found).map(c -> c < 0 ? NOISE : place[c]).toArray();
        return new HdbscanFit(labels, reach);
    }
}
