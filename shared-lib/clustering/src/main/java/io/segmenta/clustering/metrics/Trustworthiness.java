package io.segmenta.clustering.metrics;

import io.segmenta.clustering.neighbors.NearestNeighbors;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * How far neighbours in a layout are neighbours of the rows laid out: 1 less 2 / (n k (2 n - 3 k - 1)) times the sum,
 * over rows and their k nearest in the layout, of how much their rank among the rows exceeds k. In [0, 1]; 1 is best,
 * about 0.5 is chance. Rows at equal distance have the lower rank of them all. Time O(n^2 (d + k)).
 *
 * <p>
 * Reference: Venna and Kaski, "Neighborhood preservation in nonlinear projection methods", ICANN 2001.
 */
public final class Trustworthiness {

    private Trustworthiness() {}

    /**
     * Measures it.
     *
     * @param x n x d
     * @param layout n x c
     * @param k neighbours, in [1, n / 2)
     */
    public static double of(Matrix x, Matrix layout, int k, Workers workers) {
        int n = x.rows();
        Check.argument(layout.rows() == n, "the layout must have as many rows as the matrix, got %d and %d",
                layout.rows(), n);
        Check.argument(k >= 1 && 2 * k < n, "k must be in [1, n / 2) for n=%d, got %d", n, k);
        int[][] near = new NearestNeighbors(layout).ofEach(k, workers).rows();
        long[] penalty = new long[n];
        workers.forEachBlock(n, i -> {
            double[] squares = new double[n];
            for (int j = 0; j < x.columns(); j++) {
                float[] column = x.column(j);
                for (int other = 0; other < n; other++) {
                    double difference = (double) column[other] - column[i];
                    squares[other] += difference * difference;
                }
            }
            squares[i] = Double.POSITIVE_INFINITY;
            for (int other : near[i]) {
                int rank = 1;
                for (double square : squares) {
                    rank += square < squares[other] ? 1 : 0;
                }
                penalty[i] += Math.max(0, rank - k);
            }
        });
        return 1 - 2.0 * Arrays.stream(penalty).sum() / ((double) n * k * (2.0 * n - 3.0 * k - 1));
    }
}
