package io.segmenta.pipeline.search;

import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.RowSample;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Partition;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Whether each segment is found again when the rows are drawn anew: the mean, over resamples, of the largest Jaccard
 * similarity between the segment and a segment of the new clustering, on the rows drawn.
 * <p>
 * A resample is what a bootstrap draws of at most 2,000 rows, each row once (about 63 % of them). In [0, 1]; at least
 * 0.85 is stable, below 0.6 the segment should not be trusted. NaN for a segment that no resample held.
 * <p>
 * Reference: Hennig, "Cluster-wise assessment of cluster stability", Comput. Stat. Data Anal. 52 (2007),
 * doi:10.1016/j.csda.2006.11.025.
 */
final class Stability {
    private static final int MOST_ROWS = 2_000;

    private Stability() {}

    /**
     * Measures it.
     *
     * @param x n x d
     * @param partition of those rows
     * @param resamples how many, at least 1
     * @param seed of the draws
     * @param cluster gives the labels of rows divided into as many segments
     * @return one number per segment
     */
    static double[] of(Matrix x, Partition partition, int resamples, long seed, Function<Matrix, int[]> cluster) {
        return of(x, partition.labels(), partition.k(), resamples, seed, cluster);
    }

    /**
     * Measures segments that leave rows outside, and whose number may change.
     *
     * @param labels of the rows, in [0, k), negative outside
     * @param cluster gives the labels of rows divided anew, negative outside; none in a segment when nothing is found
     */
    static double[] of(Matrix x, int[] labels, int k, int resamples, long seed, Function<Matrix, int[]> cluster) {
        return of(x, labels, k, resamples, seed, random -> pool(x.rows(), random), cluster);
    }

    /** The rows that are drawn from: at most 2,000 of n. */
    static int[] pool(int n, SplittableRandom random) {
        return RowSample.of(n, MOST_ROWS, random);
    }

    /**
     * Measures by draws from some of the rows.
     *
     * @param from gives their places
     */
    static double[] of(Matrix x, int[] labels, int k, int resamples, long seed,
            Function<SplittableRandom, int[]> from, Function<Matrix, int[]> cluster) {
        double[] sums = new double[k];
        int[] counts = new int[k];
        SplittableRandom random = new SplittableRandom(seed);
        int[] pool = from.apply(random);
        for (int r = 0; r < resamples; r++) {
            int[] rows = drawn(pool, random);
            Matrix part = x.selectRows(rows);
            if (rows.length > k && DistinctRows.count(part, k) == k) {
                int[] old = Arrays.stream(rows).map(row -> labels[row]).toArray();
                double[] best = best(old, cluster.apply(part), k);
                for (int c = 0; c < k; c++) {
                    if (!Double.isNaN(best[c])) {
                        sums[c] += best[c];
                        counts[c]++;
                    }
                }
            }
        }
        double[] stability = new double[k];
        for (int c = 0; c < k; c++) {
            stability[c] = counts[c] == 0 ? Double.NaN : sums[c] / counts[c];
        }
        return stability;
    }

    private static int[] drawn(int[] pool, SplittableRandom random) {
        boolean[] hit = new boolean[pool.length];
        for (int i = 0; i < pool.length; i++) {
            hit[random.nextInt(pool.length)] = true;
        }
        int[] rows = new int[pool.length];
        int count = 0;
        for (int i = 0; i < pool.length; i++) {
            if (hit[i]) {
                rows[count++] = pool[i];
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /**
     * Per old label the largest Jaccard similarity to a new one; NaN for an old label that does not occur. Negative
     * labels are outside every segment.
     */
    static double[] best(int[] old, int[] renewed, int k) {
        int[] oldSizes = new int[k];
        int[] newSizes = new int[Math.max(0, Arrays.stream(renewed).max().orElse(-1) + 1)];
        int[][] both = new int[k][newSizes.length];
        for (int i = 0; i < old.length; i++) {
            if (old[i] >= 0) {
                oldSizes[old[i]]++;
            }
            if (renewed[i] >= 0) {
                newSizes[renewed[i]]++;
            }
            if (old[i] >= 0 && renewed[i] >= 0) {
                both[old[i]][renewed[i]]++;
            }
        }
        double[] best = new double[k];
        for (int a = 0; a < k; a++) {
            best[a] = oldSizes[a] == 0 ? Double.NaN : 0;
            for (int b = 0; b < newSizes.length; b++) {
                int union = oldSizes[a] + newSizes[b] - both[a][b];
                best[a] = union == 0 ? best[a] : Math.max(best[a], both[a][b] / (double) union);
            }
        }
        return best;
    }
}
