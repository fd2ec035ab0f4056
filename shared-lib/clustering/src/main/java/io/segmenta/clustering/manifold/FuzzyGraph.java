package io.segmenta.clustering.manifold;

import io.segmenta.clustering.neighbors.Neighbors;
import java.util.Arrays;

/**
 * A weighted graph: edges of row i stand at [start[i], start[i + 1]), their other ends rising. The arrays are shared,
 * never to be written to.
 */
record FuzzyGraph(int[] start, int[] end, float[] weight) {

    private static final int BISECTIONS = 64;
    private static final double CLOSE = 1e-5;
    private static final double LEAST_SCALE = 1e-3;

    /** Joins rows with their neighbours, both directions as one: u + v - u v. */
    static FuzzyGraph of(Neighbors neighbors) {
        int n = neighbors.rows().length;
        int k = neighbors.rows()[0].length;
        float[][] own = weights(neighbors, 1);
        int[] count = new int[n];
        for (int i = 0; i < n; i++) {
            count[i] += k;
            for (int j : neighbors.rows()[i]) {
                count[j]++;
            }
        }
        int[] start = starts(count);
        int[] at = Arrays.copyOf(start, n);
        long[] cells = new long[start[n]];
        float[] values = new float[start[n]];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < k; p++) {
                int j = neighbors.rows()[i][p];
                cells[at[i]] = (long) j << 32 | at[i];
                values[at[i]++] = own[i][p];
                cells[at[j]] = (long) i << 32 | at[j];
                values[at[j]++] = own[i][p];
            }
        }
        return joined(start, cells, values);
    }

    private static FuzzyGraph joined(int[] start, long[] cells, float[] values) {
        int n = start.length - 1;
        int[] first = new int[n + 1];
        int[] end = new int[cells.length];
        float[] weight = new float[cells.length];
        int count = 0;
        for (int i = 0; i < n; i++) {
            Arrays.sort(cells, start[i], start[i + 1]);
            for (int p = start[i]; p < start[i + 1]; p++) {
                int other = (int) (cells[p] >>> 32);
                float value = values[(int) cells[p]];
                if (count > first[i] && end[count - 1] == other) {
                    weight[count - 1] += value - weight[count - 1] * value;
                } else {
                    end[count] = other;
                    weight[count++] = value;
                }
            }
            first[i + 1] = count;
        }
        return new FuzzyGraph(first, Arrays.copyOf(end, count), Arrays.copyOf(weight, count));
    }

    private static int[] starts(int[] count) {
        int[] start = new int[count.length + 1];
        for (int i = 0; i < count.length; i++) {
            start[i + 1] = start[i] + count[i];
        }
        return start;
    }

    /** Joins new rows with the rows they are near to, one direction only. */
    static FuzzyGraph towards(Neighbors neighbors) {
        int n = neighbors.rows().length;
        int k = neighbors.rows()[0].length;
        float[][] own = weights(neighbors, 0);
        int[] start = new int[n + 1];
        int[] end = new int[n * k];
        float[] weight = new float[n * k];
        for (int i = 0; i < n; i++) {
            start[i + 1] = start[i] + k;
            System.arraycopy(neighbors.rows()[i], 0, end, start[i], k);
            System.arraycopy(own[i], 0, weight, start[i], k);
        }
        return new FuzzyGraph(start, end, weight);
    }

    /**
     * Returns exp(-(distance - nearest) / scale), at most 1, where the scale makes the weights of a row add up to the
     * binary logarithm of the number of neighbours.
     *
     * @param connected 1 to count distances from the nearest positive one, 0 from 0; then also how many of the
     * neighbours the row itself is among
     */
    private static float[][] weights(Neighbors neighbors, int connected) {
        int n = neighbors.rows().length;
        int k = neighbors.rows()[0].length;
        double mean = connected == 0 ? 0
                : Arrays.stream(neighbors.distances()).flatMapToDouble(Arrays::stream).sum()
                        / ((double) n * (k + connected));
        float[][] weights = new float[n][k];
        for (int i = 0; i < n; i++) {
            double[] distances = neighbors.distances()[i];
            double nearest = connected == 0 ? 0 : Arrays.stream(distances).filter(d -> d > 0).findFirst().orElse(0);
            double scale = scale(distances, nearest, 1 - connected, StrictMath.log(k + connected) / StrictMath.log(2));
            double own = Arrays.stream(distances).sum() / (k + connected);
            scale = Math.max(scale, LEAST_SCALE * (nearest > 0 || connected == 0 ? own : mean));
            for (int p = 0; p < k; p++) {
                double beyond = distances[p] - nearest;
                weights[i][p] = beyond <= 0 || scale == 0 ? 1f : (float) StrictMath.exp(-beyond / scale);
            }
        }
        return weights;
    }

    private static double scale(double[] distances, double nearest, int from, double target) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double middle = 1;
        for (int step = 0; step < BISECTIONS; step++) {
            double sum = 0;
            for (int p = from; p < distances.length; p++) {
                double beyond = distances[p] - nearest;
                sum += beyond > 0 ? StrictMath.exp(-beyond / middle) : 1;
            }
            if (Math.abs(sum - target) < CLOSE) {
                break;
            }
            if (sum > target) {
                high = middle;
            } else {
                low = middle;
            }
            middle = high == Double.POSITIVE_INFINITY ? 2 * middle : (low + high) / 2;
        }
        return middle;
    }

    int rows() {
        return start.length - 1;
    }

    /** Returns the number of edges of the row that has most. */
    int mostEdges() {
        int most = 0;
        for (int i = 0; i < rows(); i++) {
            most = Math.max(most, start[i + 1] - start[i]);
        }
        return most;
    }

    float heaviest() {
        float heaviest = 0f;
        for (float one : weight) {
            heaviest = Math.max(heaviest, one);
        }
        return heaviest;
    }

    /** Returns the graph without its lighter edges. */
    FuzzyGraph withoutLighterThan(float least) {
        int[] first = new int[start.length];
        int[] kept = new int[end.length];
        float[] values = new float[end.length];
        int count = 0;
        for (int i = 0; i < rows(); i++) {
            for (int p = start[i]; p < start[i + 1]; p++) {
                if (weight[p] >= least) {
                    kept[count] = end[p];
                    values[count++] = weight[p];
                }
            }
            first[i + 1] = count;
        }
        return new FuzzyGraph(first, Arrays.copyOf(kept, count), Arrays.copyOf(values, count));
    }
}
