package io.segmenta.pipeline.algorithm;

import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows divided into k segments, numbered by falling size; of equal sizes the one with the smaller mean comes first,
 * compared feature by feature, then the one with the earlier row. The arrays are shared, never to be written to.
 */
public final class Partition {
    private final int[] labels;
    private final float[][] centroids;
    private final long[] sizes;
    private final double inertia;

    private Partition(int[] labels, float[][] centroids, long[] sizes, double inertia) {
        this.labels = labels;
        this.centroids = centroids;
        this.sizes = sizes;
        this.inertia = inertia;
    }

    /**
     * Takes labels in any numbering and gives them the lasting one; centroids are the means of the rows.
     *
     * @param x n x d
     * @param labels n numbers in [0, k), none unused
     * @param k number of segments
     * @return the partition
     */
    public static Partition of(Matrix x, int[] labels, int k) {
        long[] sizes = sizes(labels, k);
        return numbered(x, labels, means(x, labels, sizes), sizes);
    }

    /**
     * Takes labels and their centroids in any numbering and gives them the lasting one.
     *
     * @param x n x d
     * @param labels n numbers in [0, k), none unused
     * @param centroids k x d, in the numbering of the labels
     * @return the partition
     */
    public static Partition of(Matrix x, int[] labels, float[][] centroids) {
        return numbered(x, labels, centroids, sizes(labels, centroids.length));
    }

    /**
     * Takes labels as they are numbered, as when only some rows of a partition are left; centroids are the means.
     *
     * @param x n x d
     * @param labels n numbers in [0, k), none unused
     * @param k number of segments
     * @return the partition, whose sizes need not fall
     */
    public static Partition keeping(Matrix x, int[] labels, int k) {
        long[] sizes = sizes(labels, k);
        float[][] means = means(x, labels, sizes);
        return new Partition(labels, means, sizes, inertia(x, labels, means));
    }

    private static long[] sizes(int[] labels, int k) {
        long[] sizes = new long[k];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    private static float[][] means(Matrix x, int[] labels, long[] sizes) {
        double[][] sums = new double[sizes.length][x.columns()];
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            for (int i = 0; i < labels.length; i++) {
                sums[labels[i]][j] += column[i];
            }
        }
        float[][] means = new float[sizes.length][x.columns()];
        for (int c = 0; c < means.length; c++) {
            for (int j = 0; j < x.columns(); j++) {
                means[c][j] = (float) (sums[c][j] / sizes[c]);
            }
        }
        return means;
    }

    private static Partition numbered(Matrix x, int[] labels, float[][] centroids, long[] sizes) {
        int k = centroids.length;
        int[] first = new int[k];
        for (int i = labels.length - 1; i >= 0; i--) {
            first[labels[i]] = i;
        }
        Comparator<Integer> order = Comparator.<Integer>comparingLong(c -> -sizes[c])
                .thenComparing((a, b) -> Arrays.compare(centroids[a], centroids[b]))
                .thenComparingInt(c -> first[c]);
        int[] oldNumbers = IntStream.range(0, k).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
        int[] newNumbers = new int[k];
        float[][] orderedCentroids = new float[k][];
        long[] orderedSizes = new long[k];
        for (int c = 0; c < k; c++) {
            newNumbers[oldNumbers[c]] = c;
            orderedCentroids[c] = centroids[oldNumbers[c]];
            orderedSizes[c] = sizes[oldNumbers[c]];
        }
        int[] renumbered = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            renumbered[i] = newNumbers[labels[i]];
        }
        return new Partition(renumbered, orderedCentroids, orderedSizes, inertia(x, renumbered, orderedCentroids));
    }

    private static double inertia(Matrix x, int[] labels, float[][] centroids) {
        double inertia = 0;
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            for (int i = 0; i < labels.length; i++) {
                double difference = column[i] - (double) centroids[labels[i]][j];
                inertia += difference * difference;
            }
        }
        return inertia;
    }

    /** The number of segments. */
    public int k() {
        return sizes.length;
    }

    /** The segment of each row. */
    public int[] labels() {
        return labels;
    }

    /** The centre of each segment, k x d. */
    public float[][] centroids() {
        return centroids;
    }

    /** The rows of each segment, never 0. */
    public long[] sizes() {
        return sizes;
    }

    /** The share of rows in the smallest segment. */
    public double smallestShare() {
        return Arrays.stream(sizes).min().orElseThrow() / (double) labels.length;
    }

    /** Sum over all rows of the squared distance to the centroid. */
    public double inertia() {
        return inertia;
    }
}
