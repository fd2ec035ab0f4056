package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/** k-means of many rows within bounds of size, by way of a sample; {@link SizedKMeans} tells how. */
final class SizedSample {

    static final int ROUNDS = 10;
    private static final int BLOCK = 4_096;

    private final Matrix x;
    private final SizeBounds bounds;
    private final double[] prices;
    private final Workers workers;
    private final int[] labels;
    private final int[] sizes;
    private double[][] centroids;

    private SizedSample(Matrix x, SizeBounds bounds, double[][] centroids, double[] prices, Workers workers) {
        this.x = x;
        this.bounds = bounds;
        this.centroids = centroids;
        this.prices = prices;
        this.workers = workers;
        this.labels = new int[x.rows()];
        this.sizes = new int[centroids.length];
    }

    static SizedKMeansFit fit(SizedKMeans settings, Matrix x, float[][] first, long seed, Workers workers) {
        int rows = Math.min(SizedKMeans.EXACT_ROWS, SizedKMeans.EXACT_CELLS / first.length);
        Matrix sample = x.selectRows(StratifiedRows.of(x.rows(), rows, seed));
        SizedKMeans part = new SizedKMeans(settings.kMeans(), settings.bounds().forPart(rows, x.rows()));
        SizedLloyd run = SizedLloyd.best(part, sample, first, seed, workers);
        return new SizedSample(x, settings.bounds(), run.centroids(), run.prices(), workers).rounds();
    }

    private SizedKMeansFit rounds() {
        SizedKMeansFit best = round();
        for (int rounds = 1; rounds < ROUNDS; rounds++) {
            SizedKMeansFit next = round();
            if (next.inertia() >= best.inertia()) {
                break;
            }
            best = next;
        }
        return best;
    }

    private SizedKMeansFit round() {
        label();
        for (int c = 0; c < sizes.length; c++) {
            fill(c);
        }
        for (int c = 0; c < sizes.length; c++) {
            drain(c);
        }
        centroids = SizedLloyd.means(x, labels, sizes.length);
        return SizedLloyd.fit(centroids, labels.clone(), SizedLloyd.inertia(x, labels, centroids), false);
    }

    private void label() {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        workers.forEachBlock(blocks, block -> {
            int from = block * BLOCK;
            int to = Math.min(labels.length, from + BLOCK);
            double[][] cost = new double[sizes.length][to - from];
            SizedLloyd.measure(x, centroids, from, to, cost);
            for (int i = from; i < to; i++) {
                labels[i] = SizedAssignment.nearest(cost, prices, i - from);
            }
        });
        Arrays.fill(sizes, 0);
        for (int label : labels) {
            sizes[label]++;
        }
    }

    /** Takes into a cluster that has too few rows those of clusters with rows to spare that lose least. */
    private void fill(int cluster) {
        if (sizes[cluster] >= bounds.least()) {
            return;
        }
        long[] order = new long[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (sizes[labels[i]] > bounds.least()) {
                order[count++] = ranked(priced(i, cluster) - priced(i, labels[i]), i);
            }
        }
        Arrays.sort(order, 0, count);
        for (int at = 0; sizes[cluster] < bounds.least(); at++) {
            int row = (int) order[at];
            if (sizes[labels[row]] > bounds.least()) {
                move(row, cluster);
            }
        }
    }

    /** Moves out of a cluster that has too many rows those that lose least, each to its best cluster with room. */
    private void drain(int cluster) {
        if (sizes[cluster] <= bounds.most()) {
            return;
        }
        long[] order = new long[sizes[cluster]];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == cluster) {
                order[count++] = ranked(priced(i, nearestWithRoom(i)) - priced(i, cluster), i);
            }
        }
        Arrays.sort(order);
        for (int at = 0; sizes[cluster] > bounds.most(); at++) {
            int row = (int) order[at];
            move(row, nearestWithRoom(row));
        }
    }

    private int nearestWithRoom(int row) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] < bounds.most() && priced(row, c) < least) {
                least = priced(row, c);
                nearest = c;
            }
        }
        return nearest;
    }

    /** A number that sorts by loss and then by row, which is its lower half. */
    private static long ranked(double loss, int row) {
        return (long) Float.floatToIntBits((float) Math.max(0, loss)) << 32 | row;
    }

    private double priced(int row, int cluster) {
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            double difference = x.get(row, j) - centroids[cluster][j];
            sum += difference * difference;
        }
        return sum - prices[cluster];
    }

    private void move(int row, int to) {
        sizes[labels[row]]--;
        sizes[to]++;
        labels[row] = to;
    }
}
