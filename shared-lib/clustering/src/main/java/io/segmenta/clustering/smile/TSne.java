package io.segmenta.clustering.smile;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import smile.manifold.TSNE;

/**
 * t-distributed stochastic neighbour embedding: rows laid out in the plane so that near rows stay near.
 *
 * <p>
 * Smile's exact t-SNE: the layout starts near the origin at random and follows the gradient of the Kullback-Leibler
 * divergence, with an exaggeration of 12 and a momentum of 0.5 for the first 100 iterations, and of 1 and 0.8 from then
 * on. Around it:
 * <ul>
 * <li>Smile takes a square matrix for one of distances, whatever it is: it is always given the squared distances;
 * <li>they are divided by their mean, so that the unit of the columns plays no role in the search for the kernel's
 * width;
 * <li>at Smile's learning rate of 200, layouts of a hundred rows or fewer fly apart, and at scikit-learn's max(50, n /
 * 48) those of a thousand rows without groups shrink to a point: it is max(50, n / 12), after Belkina et al., and
 * exaggeration ends after 100 iterations, not 250;
 * <li>of rows without groups in many columns, exaggeration may draw all into one point even so: then the layout is made
 * without it;
 * <li>Smile gives up when it is no better for 50 iterations, which it is not while a layout still grows from its
 * beginning: here all iterations are run;
 * <li>more than {@value #MAX_ROWS} rows are refused, as time and memory grow with n^2.
 * </ul>
 *
 * <p>
 * Time O(n^2) per iteration, O(n^2 d) before; memory 24 n^2 bytes. Smile's part runs on one thread (see the package);
 * the result has the same bits at any number of threads. No more than 3 perplexity rows, NaN, infinities and magnitudes
 * above 1e15 are refused. Coordinates mean nothing by themselves, nor do distances between far groups, nor sizes of
 * groups.
 *
 * <p>
 * References: van der Maaten and Hinton, "Visualizing Data using t-SNE", J. Mach. Learn. Res. 9 (2008); Belkina et al.,
 * "Automated optimized parameters for T-distributed stochastic neighbor embedding improve visualization and analysis of
 * large datasets", Nat. Commun. 10 (2019), doi:10.1038/s41467-019-13055-y.
 *
 * @param perplexity neighbours that count for a row, smoothly, in [2, 200]
 * @param iterations in [300, 10000]
 */
public record TSne(double perplexity, int iterations) {

    /** The most rows. */
    public static final int MAX_ROWS = 5_000;

    private static final double LEAST_LEARNING_RATE = 50;
    private static final double EXAGGERATION = 12;
    private static final int EXAGGERATED = 100;
    /** The kernel of a layout is 1 wide: one that spans less than this is a point. */
    private static final double POINT = 0.01;

    public TSne {
        Check.range("perplexity", perplexity, 2.0, 200.0);
        Check.range("iterations", iterations, 300, 10_000);
    }

    /** Returns t-SNE with a perplexity of 30, less for fewer than 91 rows, and 500 iterations. */
    public static TSne withDefaults(int rows) {
        return new TSne(Math.clamp((rows - 1) / 3.0, 2, 30), 500);
    }

    /**
     * Fits.
     *
     * @param x n x d, n > 3 perplexity
     */
    public TSneFit fit(Matrix x, long seed, Workers workers) {
        Check.notNull(workers, "workers");
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        SmileCall.atMostRows(x, MAX_ROWS, "t-SNE");
        if (x.rows() <= 3 * perplexity) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "rows must be > %s for perplexity=%s, got %d", 3 * perplexity,
                    perplexity, x.rows());
        }
        double[][] squares = squares(x, workers);
        TSNE found = layout(squares, EXAGGERATED, seed);
        return fit(isPoint(found) ? layout(squares, 1, seed) : found);
    }

    /** @param exaggerated iterations, at least the first */
    private TSNE layout(double[][] squares, int exaggerated, long seed) {
        double learningRate = Math.max(LEAST_LEARNING_RATE, squares.length / EXAGGERATION);
        TSNE.Options options = new TSNE.Options(2, perplexity, learningRate, EXAGGERATION, iterations, iterations, 1e-7,
                0.5, 0.8, exaggerated, 0.01, null);
        return SmileCall.seeded(seed, () -> TSNE.fit(squares, options));
    }

    private static boolean isPoint(TSNE found) {
        for (double[] at : found.coordinates()) {
            if (Math.abs(at[0]) > POINT || Math.abs(at[1]) > POINT) {
                return false;
            }
        }
        return true;
    }

    private static TSneFit fit(TSNE found) {
        float[][] layout = new float[found.coordinates().length][];
        for (int i = 0; i < layout.length; i++) {
            double[] at = found.coordinates()[i];
            layout[i] = new float[] {(float) at[0], (float) at[1]};
        }
        return new TSneFit(layout, found.cost());
    }

    /** Returns the squared distances of all pairs, divided by their mean. */
    private static double[][] squares(Matrix x, Workers workers) {
        float[][] rows = RowDraw.floats(x);
        double[][] squares = new double[rows.length][rows.length];
        double[] sums = new double[rows.length];
        workers.forEachBlock(rows.length, i -> {
            for (int other = 0; other < rows.length; other++) {
                squares[i][other] = RowDraw.square(rows[i], rows[other]);
                sums[i] += squares[i][other];
            }
        });
        double mean = 0;
        for (double sum : sums) {
            mean += sum / ((double) rows.length * (rows.length - 1));
        }
        double unit = mean > 0 ? mean : 1;
        workers.forEachBlock(rows.length, i -> {
            for (int other = 0; other < rows.length; other++) {
                squares[i][other] /= unit;
            }
        });
        return squares;
    }

    /**
     * Estimates what a fit holds at most, in bytes of heap, beside the matrix.
     *
     * @param n rows
     * @param d columns
     * @param k neighbours, of no influence
     */
    public static long bytes(long n, int d, int k) {
        return n * (24 * n + 4L * d + 400);
    }
}
