package io.segmenta.clustering.centroid;

import java.util.Arrays;

/**
 * The labels of least total cost when every cluster must hold a number of rows within bounds: a minimum-cost flow of
 * one unit from each row through its cluster to a sink, solved exactly by successive shortest paths.
 *
 * <p>
 * The graph is searched with the clusters as its only nodes, and the sink: the arc from cluster a to b costs what the
 * row of a that loses least by the change loses, which a heap for each pair of clusters knows. Prices make the start
 * nearly right: each row takes the cluster of least cost less price, so that only rows that the prices of the previous
 * solution put wrongly are moved.
 *
 * <p>
 * Time O(n k) and, for each row moved, O(k^2 + k log n) by a path of one change; memory O(n k). Of equal rows the lower
 * is moved first. Not thread-safe.
 *
 * <p>
 * References: Bradley, Bennett and Demiriz, "Constrained k-means clustering", MSR-TR-2000-65; Ahuja, Magnanti and
 * Orlin, "Network Flows" (1993), section 9.7.
 */
final class SizedAssignment {

    private final int n;
    private final int k;
    private final int sink;
    private final SizeBounds bounds;
    private final double[][] cost;
    private final int[] labels;
    /** Flow from each cluster to the sink, within the bounds. */
    private final int[] passed;
    /** What flows into each node less what flows out; 0 everywhere once solved. */
    private final int[] surplus;
    /** Costs of arcs plus the potential of the tail less that of the head are never negative; rounding aside. */
    private final double[] potential;
    /** [a][b]: the rows of a by what they lose in b; null until first asked for. */
    private final RegretHeap[][] heaps;
    private final double[] distance;
    private final int[] before;
    private final boolean[] settled;

    /**
     * Starts.
     *
     * @param cost [cluster][row], finite
     * @param bounds that allow as many clusters of as many rows
     * @param prices per cluster, as {@link #prices} gave them for similar costs; 0 at first
     */
    SizedAssignment(double[][] cost, SizeBounds bounds, double[] prices) {
        this.cost = cost;
        this.bounds = bounds;
        k = cost.length;
        n = cost[0].length;
        sink = k;
        labels = new int[n];
        passed = new int[k];
        surplus = new int[k + 1];
        potential = Arrays.copyOf(prices, k + 1);
        heaps = new RegretHeap[k][];
        distance = new double[k + 1];
        before = new int[k + 1];
        settled = new boolean[k + 1];
    }

    /** Solves, and returns the labels. */
    int[] solve() {
        begin();
        for (int from = 0; from <= k; from++) {
            while (surplus[from] > 0) {
                push(from, nearestShort(from));
            }
        }
        return labels;
    }

    /** Returns what a row gains by being in each cluster beside its cost: 0 but where a bound holds it. */
    double[] prices() {
        double[] prices = new double[k];
        for (int c = 0; c < k; c++) {
            boolean held = passed[c] == bounds.least() || passed[c] == bounds.most();
            prices[c] = held ? potential[c] - potential[sink] : 0;
        }
        return prices;
    }

    private void begin() {
        for (int i = 0; i < n; i++) {
            labels[i] = nearest(cost, potential, i);
            surplus[labels[i]]++;
        }
        surplus[sink] = -n;
        for (int c = 0; c < k; c++) {
            passed[c] = potential[c] > 0 ? bounds.least()
                    : potential[c] < 0 ? bounds.most() : Math.clamp(surplus[c], bounds.least(), bounds.most());
            surplus[c] -= passed[c];
            surplus[sink] += passed[c];
        }
    }

    /** Returns the cluster of least cost less price, the lower of equals. */
    static int nearest(double[][] cost, double[] prices, int row) {
        int nearest = 0;
        for (int c = 1; c < cost.length; c++) {
            if (cost[c][row] - prices[c] < cost[nearest][row] - prices[nearest]) {
                nearest = c;
            }
        }
        return nearest;
    }

    /**
     * Finds the node with too little that is cheapest to reach, by Dijkstra's algorithm, and updates the potentials.
     */
    private int nearestShort(int from) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(settled, false);
        distance[from] = 0;
        int node = from;
        while (surplus[node] >= 0) {
            settled[node] = true;
            for (int next = 0; next <= k; next++) {
                if (!settled[next]) {
                    double reduced = arc(node, next) + potential[node] - potential[next];
                    double reached = distance[node] + Math.max(0, reduced);
                    if (reached < distance[next]) {
                        distance[next] = reached;
                        before[next] = node;
                    }
                }
            }
            node = nearestOpen();
        }
        for (int v = 0; v <= k; v++) {
            potential[v] += Math.min(distance[v], distance[node]);
        }
        return node;
    }

    private int nearestOpen() {
        int nearest = -1;
        for (int v = 0; v <= k; v++) {
            if (!settled[v] && (nearest < 0 || distance[v] < distance[nearest])) {
                nearest = v;
            }
        }
        return nearest;
    }

    /** Returns the cost of one unit more from a node to another; infinite where there is no room. */
    private double arc(int from, int to) {
        if (to == sink) {
            return passed[from] < bounds.most() ? 0 : Double.POSITIVE_INFINITY;
        }
        if (from == sink) {
            return passed[to] > bounds.least() ? 0 : Double.POSITIVE_INFINITY;
        }
        RegretHeap heap = heap(from, to);
        return heap.isEmpty() ? Double.POSITIVE_INFINITY : heap.least();
    }

    /** Sends one unit along the path found. */
    private void push(int from, int to) {
        surplus[from]--;
        surplus[to]++;
        for (int node = to; node != from; node = before[node]) {
            int tail = before[node];
            if (node == sink) {
                passed[tail]++;
            } else if (tail == sink) {
                passed[node]--;
            } else {
                move(heap(tail, node).first(), node);
            }
        }
    }

    private void move(int row, int to) {
        labels[row] = to;
        for (int other = 0; other < k && heaps[to] != null; other++) {
            if (other != to) {
                heaps[to][other].add(row);
            }
        }
    }

    private RegretHeap heap(int from, int to) {
        if (heaps[from] == null) {
            heaps[from] = new RegretHeap[k];
            int[] rows = new int[n];
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (labels[i] == from) {
                    rows[count++] = i;
                }
            }
            for (int other = 0; other < k; other++) {
                if (other != from) {
                    heaps[from][other] = new RegretHeap(from, other, Arrays.copyOf(rows, count));
                }
            }
        }
        return heaps[from][to];
    }

    /**
     * Rows of one cluster by what they lose in another, the least and then lowest first; rows that left are skipped.
     */
    private final class RegretHeap {
        private final int own;
        private final int other;
        private int[] rows;
        private int size;

        RegretHeap(int own, int other, int[] rows) {
            this.own = own;
            this.other = other;
            this.rows = rows;
            this.size = rows.length;
            for (int at = size / 2 - 1; at >= 0; at--) {
                down(at);
            }
        }

        private double regret(int row) {
            return cost[other][row] - cost[own][row];
        }

        private boolean isBefore(int a, int b) {
            int order = Double.compare(regret(a), regret(b));
            return order < 0 || (order == 0 && a < b);
        }

        boolean isEmpty() {
            while (size > 0 && labels[rows[0]] != own) {
                rows[0] = rows[--size];
                down(0);
            }
            return size == 0;
        }

        int first() {
            return rows[0];
        }

        double least() {
            return regret(rows[0]);
        }

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size + 4);
            }
            int at = size++;
            while (at > 0 && isBefore(row, rows[(at - 1) / 2])) {
                rows[at] = rows[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            rows[at] = row;
        }

        private void down(int from) {
            if (from >= size) {
                return;
            }
            int row = rows[from];
            int at = from;
            for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
                if (child + 1 < size && isBefore(rows[child + 1], rows[child])) {
                    child++;
                }
                if (!isBefore(rows[child], row)) {
                    break;
                }
                rows[at] = rows[child];
                at = child;
            }
            rows[at] = row;
        }
    }
}
