package io.segmenta.clustering.smile;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Partitions rows into k clusters around medoids, rows of the data themselves, of least total Euclidean distance. Far
 * rows pull a medoid less than they pull a mean, and a medoid is a customer that can be shown.
 *
 * <p>
 * Smile's CLARANS: it starts from medoids drawn as by k-means++ and takes every random exchange of a medoid for another
 * row that lowers the cost, until max(250, 1.25 % of k (n - k)) exchanges in a row, but at most n, did not; the best of
 * {@code restarts} is kept. Around it:
 * <ul>
 * <li>Smile squares distances, so it is given their square roots, and the cost is that of k-medoids, not of k-means;
 * <li>Smile refuses k = 1, k = n, and fewer rows than exchanges to try: fewer than 250 rows are all repeated equally
 * often, which changes no optimum, and for k = 1 and k = n there is nothing to search;
 * <li>Smile may keep medoids of equal values, or fail, where there are fewer distinct rows than k: that is refused;
 * <li>above {@value #SEARCHED_ROWS} rows, a seeded sample of that many is searched and every row then goes to the
 * nearest medoid, as in CLARA;
 * <li>what Smile returns is improved until every medoid is the row of its cluster (in the sample) with the least sum of
 * distances to the others, the first of several, and every row is at its nearest medoid, the lower number of several;
 * <li>clusters are numbered by falling size, then by the medoid's row.
 * </ul>
 *
 * <p>
 * Time O(n d) per exchange and O(n^2 d / k) for the improvement, n the rows searched; memory O(n (d + 4)). Smile's part
 * runs on one thread (see the package), the rest on all. The result has the same bits at any number of threads. NaN,
 * infinities and magnitudes above 1e15 are refused.
 *
 * <p>
 * References: Kaufman and Rousseeuw, "Finding Groups in Data", Wiley 1990, doi:10.1002/9780470316801; Ng and Han,
 * "CLARANS", IEEE Trans. Knowl. Data Eng. 14 (2002), doi:10.1109/TKDE.2002.1033770.
 *
 * @param k clusters, in [1, 1000]
 * @param restarts searches, in [1, 3]
 */
public record KMedoids(int k, int restarts) {

    /** Rows that are searched for medoids; above, a sample of them. */
    public static final int SEARCHED_ROWS = 10_000;

    /** Rows of a cluster among which its medoid is sought, where the clusters are given. */
    static final int MIDDLE_ROWS = 1_000;

    public KMedoids {
        Check.range("k", k, 1, 1000);
        Check.range("restarts", restarts, 1, 3);
    }

    /** Returns k-medoids with the 2 searches that its authors recommend. */
    public static KMedoids withDefaults(int k) {
        return new KMedoids(k, 2);
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public KMedoidsFit fit(Matrix x, long seed, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        int[] searched = RowDraw.withDistinct(x, SEARCHED_ROWS, k, seed);
        return new MedoidSearch(this, x, searched, workers).run(seed);
    }

    /**
     * Finds the medoid of each cluster of a given division: of its rows, that of least sum of distances to the others,
     * the first of several. Of a cluster of more than {@value #MIDDLE_ROWS} rows, that many at even steps stand for
     * all.
     *
     * @param x n x d
     * @param labels n numbers in [0, k), none unused
     * @return k row numbers, counted from 0
     */
    public static int[] medoids(Matrix x, int[] labels, int k, Workers workers) {
        int[] medoids = new int[k];
        int[][] members = MedoidSearch.members(k, labels);
        workers.forEachBlock(k, c -> {
            int[] some = evenly(members[c]);
            float[][] rows = RowDraw.floats(x.selectRows(some));
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < some.length; i++) {
                double sum = 0;
                for (float[] other : rows) {
                    sum += Math.sqrt(RowDraw.square(rows[i], other));
                }
                if (sum < least) {
                    least = sum;
                    medoids[c] = some[i];
                }
            }
        });
        return medoids;
    }

    private static int[] evenly(int[] rows) {
        int count = Math.min(rows.length, MIDDLE_ROWS);
        int[] some = new int[count];
        Arrays.setAll(some, i -> rows[(int) ((long) i * rows.length / count)]);
        return some;
    }

    /**
     * Estimates what a fit holds at most, in bytes of heap, beside the matrix.
     *
     * @param n rows
     * @param d columns
     */
    public static long bytes(long n, int d, int k) {
        long searched = Math.min(n, SEARCHED_ROWS);
        return searched * (8L * d + 200) + 16 * n + 8L * k * d;
    }
}
