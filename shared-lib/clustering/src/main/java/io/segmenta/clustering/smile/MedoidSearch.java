package io.segmenta.clustering.smile;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;

/** One fit of k-medoids: Smile's search over the rows searched, its improvement, and the labels of all rows. */
final class MedoidSearch {

    /** Exchanges to try in a row, and so rows that Smile must be given. */
    private static final int LEAST_EXCHANGES = 250;
    private static final double EXCHANGES = 0.0125;
    private static final int BLOCK = 1_024;

    private final KMedoids settings;
    private final Matrix x;
    private final int[] searched;
    private final Matrix sample;
    private final float[][] rows;
    private final Workers workers;

    /** @param searched rising row numbers, at least k of them distinct */
    MedoidSearch(KMedoids settings, Matrix x, int[] searched, Workers workers) {
        this.settings = settings;
        this.x = x;
        this.searched = searched;
        this.sample = searched.length == x.rows() ? x : x.selectRows(searched);
        this.rows = RowDraw.floats(sample);
        this.workers = workers;
    }

    KMedoidsFit run(long seed) {
        int[] medoids = improve(start(seed));
        int[] number = new int[medoids.length];
        Arrays.setAll(number, c -> searched[medoids[c]]);
        return numbered(number);
    }

    /** Returns k numbers of searched rows: those that Smile finds, or those that leave nothing to search. */
    private int[] start(long seed) {
        if (settings.k() == 1 || settings.k() == rows.length) {
            int[] first = new int[settings.k()];
            Arrays.setAll(first, c -> c);
            return first;
        }
        IdentityHashMap<float[], Integer> number = new IdentityHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            number.put(rows[i], i);
        }
        float[][] repeated = new float[Math.ceilDiv(LEAST_EXCHANGES, rows.length) * rows.length][];
        Arrays.setAll(repeated, i -> rows[i % rows.length]);
        CentroidClustering<float[], float[]> found = SmileCall.seeded(seed,
                () -> smile.clustering.KMedoids.fit(repeated, MedoidSearch::rootOfDistance, options(repeated.length)));
        int[] medoids = new int[settings.k()];
        Arrays.setAll(medoids, c -> number.get(found.center(c)));
        Arrays.sort(medoids);
        return medoids;
    }

    /** Returns the options by which Smile tries as many exchanges as it should, never more than there are rows. */
    private Clustering.Options options(int n) {
        double pairs = settings.k() * (double) (n - settings.k());
        double exchanges = Math.min(n, Math.max(LEAST_EXCHANGES, Math.rint(EXCHANGES * pairs)));
        return new Clustering.Options(settings.k(), settings.restarts(), exchanges / pairs, null);
    }

    /** Returns what squared, as Smile does, is the Euclidean distance. */
    private static double rootOfDistance(float[] a, float[] b) {
        return Math.sqrt(Math.sqrt(RowDraw.square(a, b)));
    }

    /**
     * Moves medoids to the middle rows of their clusters while that lowers the cost, at last to the first of equal
     * ones.
     */
    private int[] improve(int[] start) {
        int[] medoids = start;
        int[] labels = new int[rows.length];
        double cost = assign(medoids, labels);
        while (true) {
            int[] moved = middles(medoids, labels);
            int[] labelled = new int[rows.length];
            double lower = assign(moved, labelled);
            if (lower >= cost) {
                return lower == cost ? moved : medoids;
            }
            medoids = moved;
            labels = labelled;
            cost = lower;
        }
    }

    /**
     * Labels the searched rows by the nearest medoid, of several the lower number; a medoid that is left without a row
     * takes the place of the farthest row.
     *
     * @return the sum of distances
     */
    private double assign(int[] medoids, int[] labels) {
        double[] distance = new double[rows.length];
        while (true) {
            float[][] centers = new float[medoids.length][];
            Arrays.setAll(centers, c -> rows[medoids[c]]);
            nearest(sample, centers, labels, distance);
            int empty = empty(labels, medoids.length);
            if (empty < 0) {
                return Arrays.stream(distance).reduce(0, Double::sum);
            }
            medoids[empty] = farthest(distance);
        }
    }

    private static int farthest(double[] distance) {
        int farthest = 0;
        for (int i = 1; i < distance.length; i++) {
            farthest = distance[i] > distance[farthest] ? i : farthest;
        }
        return farthest;
    }

    private static int empty(int[] labels, int k) {
        boolean[] used = new boolean[k];
        for (int label : labels) {
            used[label] = true;
        }
        for (int c = 0; c < k; c++) {
            if (!used[c]) {
                return c;
            }
        }
        return -1;
    }

    private void nearest(Matrix of, float[][] centers, int[] labels, double[] distance) {
        workers.forEachBlock(Math.ceilDiv(of.rows(), BLOCK), block -> {
            float[] row = new float[of.columns()];
            for (int i = block * BLOCK, end = Math.min(of.rows(), i + BLOCK); i < end; i++) {
                of.row(i, row);
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < centers.length; c++) {
                    double square = RowDraw.square(row, centers[c]);
                    if (square < least) {
                        least = square;
                        labels[i] = c;
                    }
                }
                distance[i] = Math.sqrt(least);
            }
        });
    }

    /** Returns of each cluster the row of least sum of distances to the rows of the cluster. */
    private int[] middles(int[] medoids, int[] labels) {
        double[] sum = new double[rows.length];
        int[][] members = members(medoids.length, labels);
        workers.forEachBlock(rows.length, i -> {
            for (int other : members[labels[i]]) {
                sum[i] += Math.sqrt(RowDraw.square(rows[i], rows[other]));
            }
        });
        int[] middles = medoids.clone();
        for (int c = 0; c < middles.length; c++) {
            for (int i : members[c]) {
                boolean less = sum[i] < sum[middles[c]];
                middles[c] = less || (sum[i] == sum[middles[c]] && i < middles[c]) ? i : middles[c];
            }
        }
        return middles;
    }

    static int[][] members(int k, int[] labels) {
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        int[][] members = new int[k][];
        Arrays.setAll(members, c -> new int[sizes[c]]);
        for (int i = labels.length - 1; i >= 0; i--) {
            members[labels[i]][--sizes[labels[i]]] = i;
        }
        return members;
    }

    /**
     * Labels all rows, numbering the clusters by falling size, then by the medoid's row; ties then go by the numbers.
     */
    private KMedoidsFit numbered(int[] medoids) {
        int[] order = medoids;
        int[] labels = new int[x.rows()];
        double[] distance = new double[x.rows()];
        for (int round = 0; round < 2; round++) {
            float[][] centers = new float[order.length][];
            int[] current = order;
            Arrays.setAll(centers, c -> row(current[c]));
            nearest(x, centers, labels, distance);
            order = round == 0 ? bySize(current, labels) : current;
        }
        return new KMedoidsFit(order, labels, Arrays.stream(distance).reduce(0, Double::sum));
    }

    private float[] row(int i) {
        float[] row = new float[x.columns()];
        x.row(i, row);
        return row;
    }

    private static int[] bySize(int[] medoids, int[] labels) {
        int[][] members = members(medoids.length, labels);
        Integer[] order = new Integer[medoids.length];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order,
                Comparator.comparingInt((Integer c) -> -members[c].length).thenComparingInt(c -> medoids[c]));
        return Arrays.stream(order).mapToInt(c -> medoids[c]).toArray();
    }
}
