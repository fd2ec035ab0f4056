package io.segmenta.clustering.density;

import io.segmenta.clustering.kernel.DistanceKernels;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Clusters of rows that lie densely: a row with at least {@code minRows} rows, itself among them, within {@code radius}
 * is a core; cores within each other's radius are of one cluster, and so are the rows within the radius of a core. A
 * row near cores of several clusters goes to the cluster of the lowest number; a row near none is noise.
 *
 * <p>
 * Every distance is measured, in single precision first and in double where that leaves doubt. Time O(n^2 d); memory
 * O(n d). Same result at any number of threads. Fewer than 2 rows, NaN, infinities and magnitudes above 1e15 are
 * refused.
 *
 * <p>
 * Reference: Ester, Kriegel, Sander and Xu, KDD 1996.
 *
 * @param radius Euclidean distance, inclusive, > 0
 * @param minRows >= 1
 */
public record Dbscan(double radius, int minRows) {

    /** The label of noise. */
    public static final int NOISE = -1;

    private static final int STRETCH = 64;

    public Dbscan {
        Check.argument(radius > 0 && radius < Double.POSITIVE_INFINITY, "radius must be positive and finite, got %s",
                radius);
        Check.range("minRows", minRows, 1, Integer.MAX_VALUE);
    }

    /**
     * What was learned: n labels in [0, k), or {@link #NOISE}, clusters numbered by first core; which rows are cores.
     */
    public record Fit(int k, int[] labels, boolean[] cores) {

        public Fit {
            labels = labels.clone();
            cores = cores.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }

        @Override
        public boolean[] cores() {
            return cores.clone();
        }
    }

    /**
     * Fits.
     *
     * @param x n x d, n >= 2
     */
    public Fit fit(Matrix x, Workers workers) {
        Inputs.atLeastRows(x, 2);
        Inputs.finite(x);
        int n = x.rows();
        Neighborhoods near = new Neighborhoods(x, radius);
        boolean[] core = new boolean[n];
        workers.forEachBlock((n + STRETCH - 1) / STRETCH, part -> {
            float[] squares = new float[n];
            int[] found = new int[n];
            for (int i = part * STRETCH, end = Math.min(n, i + STRETCH); i < end; i++) {
                core[i] = near.of(i, squares, found) >= minRows;
            }
        });
        int[] labels = new int[n];
        Arrays.fill(labels, NOISE);
        float[] squares = new float[n];
        int[] found = new int[n];
        int[] open = new int[n];
        int k = 0;
        for (int first = 0; first < n; first++) {
            if (!core[first] || labels[first] != NOISE) {
                continue;
            }
            int waiting = 0;
            labels[first] = k;
            open[waiting++] = first;
            while (waiting > 0) {
                int count = near.of(open[--waiting], squares, found);
                for (int f = 0; f < count; f++) {
                    int other = found[f];
                    if (labels[other] == NOISE) {
                        labels[other] = k;
                        if (core[other]) {
                            open[waiting++] = other;
                        }
                    }
                }
            }
            k++;
        }
        return new Fit(k, labels, core);
    }

    /** Finds the rows within the radius of a row. */
    private static final class Neighborhoods {
        private final Matrix x;
        private final float[][] columns;
        private final double square;
        private final float surelyIn;
        private final float surelyOut;

        Neighborhoods(Matrix x, double radius) {
            this.x = x;
            float[][] own = new float[x.columns()][];
            for (int j = 0; j < own.length; j++) {
                own[j] = x.column(j);
            }
            this.columns = DistanceKernels.padded(own, x.rows());
            this.square = radius * radius;
            double doubt = (x.columns() + 8) * 0x1p-23;
            // Squares near the end of the range of single precision are rounded by more than a share of them.
            double least = columns.length * 0x1p-120;
            this.surelyIn = (float) (square * (1 - doubt) - least);
            this.surelyOut = (float) (square * (1 + doubt) + least);
        }

        int of(int row, float[] squares, int[] found) {
            float[] point = new float[columns.length];
            for (int j = 0; j < x.columns(); j++) {
                point[j] = columns[j][row];
            }
            DistanceKernels.squared(columns, point, squares, squares.length);
            int count = 0;
            for (int i = 0; i < squares.length; i++) {
                if (squares[i] <= surelyOut && (squares[i] <= surelyIn || exact(row, i) <= square)) {
                    found[count++] = i;
                }
            }
            return count;
        }

        private double exact(int a, int b) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                double difference = (double) columns[j][a] - columns[j][b];
                sum += difference * difference;
            }
            return sum;
        }
    }
}
