package io.segmenta.clustering.metrics;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well clusters of any shape are told apart by density (DBCV): for a cluster with its thinnest inner link s and the
 * link b to the nearest other cluster, {@code (b - s) / max(b, s)}; the index is the sum over clusters, each weighed by
 * its share of all rows, noise included. In [-1, 1], higher is better; noise counts 0.
 *
 * <p>
 * The length of a link is the mutual reachability of two rows: the largest of their Euclidean distance and their core
 * distances, where the core distance of a row is the mean of 1 / distance^d to the other rows of its cluster, to the
 * power -1/d. A cluster is joined by its minimum spanning tree; s is the longest edge between inner rows (those of more
 * than one edge), b the least link between inner rows of two clusters. Powers are taken by logarithms, so no d
 * overflows.
 *
 * <p>
 * Where a row's core distance exceeds its distance to several denser rows, the links to them are of one length, so
 * there are many minimum spanning trees, and they differ in their inner rows and with them in the index. The reference
 * leaves the tree open; here a row is joined to the densest of these rows, that of least core distance, and of equally
 * dense ones to the nearest, so that the order of the rows plays no role and inner rows are the dense ones.
 * <ul>
 * <li>a row with a copy of itself in its cluster has core distance 0;
 * <li>where the tree has no edge between inner rows, s is its longest edge; where it has no inner row, all are;
 * <li>a cluster of one row counts 0;
 * <li>two clusters with b = s = 0 count 0;
 * <li>a single cluster has nothing to be told apart from and counts -1; so does noise alone.
 * </ul>
 *
 * <p>
 * Time O(n^2 d); memory O(n d). Same bits at any number of threads. Reference: Moulavi, Jaskowiak, Campello, Zimek and
 * Sander, "Density-Based Clustering Validation", SDM 2014, doi:10.1137/1.9781611973440.96.
 */
public final class DensityValidity {
    private DensityValidity() {}

    /**
     * Measures.
     *
     * @param x n x d
     * @param labels n labels, negative for noise
     * @return the index
     */
    public static double of(Matrix x, int[] labels, Workers workers) {
        Check.argument(labels.length == x.rows(), "labels must be as many as rows: %d, got %d", x.rows(),
                labels.length);
        Inputs.finite(x);
        int k = Arrays.stream(labels).max().orElse(-1) + 1;
        Cluster[] clusters = new Cluster[k];
        workers.forEachBlock(k, c -> clusters[c] = Cluster.of(x,
                IntStream.range(0, labels.length).filter(i -> labels[i] == c).toArray()));
        int filled = (int) Arrays.stream(clusters).filter(cluster -> cluster.rows.length > 0).count();
        if (filled < 2) {
            return -1;
        }
        double[] parts = new double[k];
        workers.forEachBlock(k, c -> {
            double between = Double.POSITIVE_INFINITY;
            for (int other = 0; other < k; other++) {
                between = other == c ? between : Math.min(between, clusters[c].nearest(clusters[other]));
            }
            double within = clusters[c].sparseness;
            double most = Math.max(between, within);
            boolean counts = clusters[c].rows.length > 1 && most > 0;
            parts[c] = counts ? (between - within) / most * clusters[c].rows.length / labels.length : 0;
        });
        return Arrays.stream(parts).sum();
    }

    /** @param rows d values each */
    private record Cluster(double[][] rows, double[] core, boolean[] inner, double sparseness) {

        static Cluster of(Matrix x, int[] members) {
            int m = members.length;
            double[][] rows = new double[m][x.columns()];
            for (int j = 0; j < x.columns(); j++) {
                float[] column = x.column(j);
                for (int i = 0; i < m; i++) {
                    rows[i][j] = column[members[i]];
                }
            }
            double[] core = new double[m];
            double[] powers = new double[Math.max(0, m - 1)];
            for (int i = 0; i < m; i++) {
                core[i] = core(rows, i, powers);
            }
            return joined(rows, core);
        }

        private static double core(double[][] rows, int row, double[] powers) {
            int d = rows[row].length;
            int count = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < rows.length; i++) {
                if (i != row) {
                    double power = -d * StrictMath.log(distance(rows[row], rows[i]));
                    if (power == Double.POSITIVE_INFINITY) {
                        return 0;
                    }
                    powers[count++] = power;
                    most = Math.max(most, power);
                }
            }
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += StrictMath.exp(powers[i] - most);
            }
            return count == 0 ? 0 : StrictMath.exp(-(most + StrictMath.log(sum / count)) / d);
        }

        /** Prim's algorithm. */
        private static Cluster joined(double[][] rows, double[] core) {
            int m = rows.length;
            Edge[] least = new Edge[m];
            int[] parent = new int[m];
            boolean[] taken = new boolean[m];
            int[] edges = new int[m];
            double[] length = new double[m];
            int row = 0;
            for (int step = 1; step < m; step++) {
                taken[row] = true;
                int next = -1;
                for (int i = 0; i < m; i++) {
                    if (taken[i]) {
                        continue;
                    }
                    Edge edge = Edge.of(rows[row], core[row], rows[i], core[i]);
                    if (least[i] == null || edge.isBefore(least[i])) {
                        least[i] = edge;
                        parent[i] = row;
                    }
                    next = next < 0 || least[i].isBefore(least[next]) ? i : next;
                }
                length[next] = least[next].length;
                edges[next]++;
                edges[parent[next]]++;
                row = next;
            }
            boolean[] inner = new boolean[m];
            for (int i = 0; i < m; i++) {
                inner[i] = edges[i] > 1;
            }
            double longest = 0;
            double longestInner = -1;
            for (int i = 1; i < m; i++) {
                longest = Math.max(longest, length[i]);
                longestInner = inner[i] && inner[parent[i]] ? Math.max(longestInner, length[i]) : longestInner;
            }
            if (IntStream.range(0, m).noneMatch(i -> inner[i])) {
                Arrays.fill(inner, true);
            }
            return new Cluster(rows, core, inner, longestInner < 0 ? longest : longestInner);
        }

        double nearest(Cluster other) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int a = 0; a < rows.length; a++) {
                for (int b = 0; inner[a] && b < other.rows.length; b++) {
                    if (other.inner[b]) {
                        nearest = Math.min(nearest, Edge.of(rows[a], core[a], other.rows[b], other.core[b]).length);
                    }
                }
            }
            return nearest;
        }

    }

    /**
     * A link.
     *
     * @param length the mutual reachability
     * @param core the lesser core distance of the two rows
     * @param apart the distance of the two rows
     */
    private record Edge(double length, double core, double apart) {

        static Edge of(double[] a, double coreA, double[] b, double coreB) {
            double apart = distance(a, b);
            return new Edge(Math.max(apart, Math.max(coreA, coreB)), Math.min(coreA, coreB), apart);
        }

        boolean isBefore(Edge other) {
            if (length != other.length) {
                return length < other.length;
            }
            return core < other.core || (core == other.core && apart < other.apart);
        }
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = a[j] - b[j];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
