package io.segmenta.clustering.metrics;

import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** DBCV by the definition: every distance in a matrix, powers as they are written, the tree by Kruskal's algorithm. */
final class PlainDensityValidity {

    private PlainDensityValidity() {}

    private record Edge(int a, int b, double length, double core, double distance) {}

    private record Cluster(int[] rows, List<Integer> inner, double sparseness) {}

    static double of(Matrix x, int[] labels) {
        int n = labels.length;
        double[][] distance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int c = 0; c < x.columns(); c++) {
                    distance[i][j] += Math.pow((double) x.get(i, c) - x.get(j, c), 2);
                }
                distance[i][j] = Math.sqrt(distance[i][j]);
            }
        }
        double[] core = new double[n];
        List<Cluster> clusters = new ArrayList<>();
        for (int c = 0; c <= Arrays.stream(labels).max().orElse(-1); c++) {
            int own = c;
            int[] rows = IntStream.range(0, n).filter(i -> labels[i] == own).toArray();
            if (rows.length > 0) {
                for (int i : rows) {
                    double sum = 0;
                    for (int j : rows) {
                        sum += i == j ? 0 : Math.pow(1 / distance[i][j], x.columns());
                    }
                    core[i] = rows.length == 1 ? 0 : Math.pow(sum / (rows.length - 1), -1.0 / x.columns());
                }
                clusters.add(cluster(rows, distance, core));
            }
        }
        if (clusters.size() < 2) {
            return -1;
        }
        double validity = 0;
        for (Cluster cluster : clusters) {
            double separation = Double.POSITIVE_INFINITY;
            for (Cluster other : clusters) {
                for (int i : cluster.inner) {
                    for (int j : other.inner) {
                        separation = other.equals(cluster) ? separation
                                : Math.min(separation, Math.max(distance[i][j], Math.max(core[i], core[j])));
                    }
                }
            }
            if (cluster.rows.length > 1) {
                validity += (separation - cluster.sparseness) / Math.max(separation, cluster.sparseness)
                        * cluster.rows.length / n;
            }
        }
        return validity;
    }

    private static Cluster cluster(int[] rows, double[][] distance, double[] core) {
        List<Edge> edges = new ArrayList<>();
        for (int i : rows) {
            for (int j : rows) {
                if (i < j) {
                    edges.add(new Edge(i, j, Math.max(distance[i][j], Math.max(core[i], core[j])),
                            Math.min(core[i], core[j]), distance[i][j]));
                }
            }
        }
        edges.sort(Comparator.comparingDouble(Edge::length).thenComparingDouble(Edge::core)
                .thenComparingDouble(Edge::distance));
        int[] part = IntStream.range(0, core.length).toArray();
        int[] degree = new int[core.length];
        List<Edge> tree = new ArrayList<>();
        for (Edge edge : edges) {
            int from = part[edge.a];
            int to = part[edge.b];
            if (from != to) {
                tree.add(edge);
                degree[edge.a]++;
                degree[edge.b]++;
                Arrays.setAll(part, i -> part[i] == from ? to : part[i]);
            }
        }
        List<Integer> inner = Arrays.stream(rows).filter(i -> degree[i] > 1).boxed().toList();
        double longest = tree.stream().filter(edge -> degree[edge.a] > 1 && degree[edge.b] > 1)
                .mapToDouble(Edge::length).max()
                .orElse(tree.stream().mapToDouble(Edge::length).max().orElse(0));
        return new Cluster(rows, inner.isEmpty() ? Arrays.stream(rows).boxed().toList() : inner, longest);
    }
}
