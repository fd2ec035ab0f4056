package io.segmenta.clustering.smile;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.SplittableRandom;
import smile.anomaly.IsolationTree;

/**
 * Finds rows unlike all others: those that few random cuts set apart.
 *
 * <p>
 * Smile's isolation trees, each grown on a seeded draw of {@code sampleRows} rows: a column and a place between its
 * least and greatest value are drawn until a row is alone or the depth is log2 of the draw. The score of a row is 2 to
 * the power of -(mean depth over the trees) / (mean depth of an unsuccessful search in a binary tree of as many rows).
 * Around it:
 * <ul>
 * <li>Smile divides by the mean depth for all rows, though its trees see fewer: the trees are fitted one by one and put
 * together in a forest of the size of a draw, as the paper has it;
 * <li>Smile's trees draw random numbers from whichever thread they grow on: here that is one.
 * </ul>
 *
 * <p>
 * Time O(trees (sampleRows + n) d log sampleRows); memory O(trees sampleRows d). Trees grow on one thread (see the
 * package), scores are computed on all. The result has the same bits at any number of threads. The unit of a column
 * plays no role. Fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are refused.
 *
 * <p>
 * Reference: Liu, Ting and Zhou, "Isolation Forest", ICDM 2008, doi:10.1109/ICDM.2008.17.
 *
 * @param trees in [1, 10000]
 * @param sampleRows that a tree sees at most, in [2, 4096]
 */
public record IsolationForest(int trees, int sampleRows) {

    private static final int BLOCK = 256;
    /** Smile draws n times this many rows of n, rounded, and takes no rate of 1. */
    private static final double ALL = Math.nextDown(1.0);

    public IsolationForest {
        Check.range("trees", trees, 1, 10_000);
        Check.range("sampleRows", sampleRows, 2, 4_096);
    }

    /** Returns a forest of 200 trees on 256 rows each. */
    public static IsolationForest withDefaults() {
        return new IsolationForest(200, 256);
    }

    /**
     * Fits, and scores the rows of the fit.
     *
     * @param x n x d, n >= 2
     */
    public IsolationForestFit fit(Matrix x, long seed, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        smile.anomaly.IsolationForest forest = SmileCall.seeded(seed, () -> grow(x, new SplittableRandom(seed)));
        double[] scores = new double[x.rows()];
        workers.forEachBlock(Math.ceilDiv(x.rows(), BLOCK), block -> {
            double[] row = new double[x.columns()];
            for (int i = block * BLOCK, end = Math.min(x.rows(), i + BLOCK); i < end; i++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = x.get(i, j);
                }
                scores[i] = forest.score(row);
            }
        });
        return new IsolationForestFit(scores);
    }

    private smile.anomaly.IsolationForest grow(Matrix x, SplittableRandom random) {
        int drawn = Math.min(sampleRows, x.rows());
        int depth = Integer.SIZE - Integer.numberOfLeadingZeros(drawn - 1);
        var options = new smile.anomaly.IsolationForest.Options(1, depth, ALL, 0);
        IsolationTree[] grown = new IsolationTree[trees];
        for (int t = 0; t < trees; t++) {
            int[] rows = random.ints(0, x.rows()).distinct().limit(drawn).toArray();
            double[][] sample = RowDraw.doubles(x.selectRows(rows));
            grown[t] = smile.anomaly.IsolationForest.fit(sample, options).trees()[0];
        }
        return new smile.anomaly.IsolationForest(drawn, x.columns(), 0, grown);
    }

    /**
     * Estimates what a fit of the default size holds at most, in bytes of heap, beside the matrix.
     *
     * @param n rows
     * @param d columns
     * @param k of no influence
     */
    public static long bytes(long n, int d, int k) {
        IsolationForest forest = withDefaults();
        return 8 * n + forest.trees * (long) forest.sampleRows * (6L * d + 40);
    }
}
