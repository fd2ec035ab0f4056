package io.segmenta.clustering.choose;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import io.segmenta.model.data.Matrix;

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
     * @param x
     *            n x d
     * @param labels
     *            n numbers in [0, k), none unused
     * @param k
     *            number of segments
     * @return the partition
     */
    public static Partition of(Matrix x, int[] labels, int k) {
        double[][] sums = new double[k][x.columns()];
        long[] sizes = new long[k];
        int[] first = new int[k];
        for (int i = labels.length - 1; i >= 0; i--) {
            sizes[labels[i]]++;
            first[labels[i]] = i;
        }
        for (int j = 0; j < x.columns(); j++) {
            float[] column = x.column(j);
            for (int i = 0; i < labels.length; i++) {
                sums[labels[i]][j] += column[i];
            }
        }
        float[][] means = new float[k][x.columns()];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < x.columns(); j++) {
                means[c][j] = (float) (sums[c][j] / sizes[c]);
            }
        }
        return numbered(x, labels, means, sizes, first);
    }

    /**
     * Takes labels and their centroids in any numbering and gives them the lasting one.
     *
     * @param x
     *            n x d
     * @param labels
     *            n numbers in [0, k), none unused
     * @param centroids
     *            k x d, in the numbering of the labels
     * @return the partition
     */
    public static Partition of(Matrix x, int[] labels, float[][] centroids) {
        long[] sizes = new long[centroids.length];
        int[] first = new int[centroids.length];
        for (int i = labels.length - 1; i >= 0; i--) {
            sizes[labels[i]]++;
            first[labels[i]] = i;
        }
        return numbered(x, labels, centroids, sizes, first);
    }

    private static Partition numbered(Matrix x, int[] labels, float[][] centroids, long[] sizes, int[] first) {
        int k = centroids.length;
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
        return sizes[sizes.length - 1] / (double) labels.length;
    }

    /** Sum over all rows of the squared distance to the centroid. */
    public double inertia() {
        return inertia;
    }
}
