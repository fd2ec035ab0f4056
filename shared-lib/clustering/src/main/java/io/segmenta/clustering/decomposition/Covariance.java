package io.segmenta.clustering.decomposition;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/**
 * Means and the covariance matrix (divisor n - 1) of the columns. Products are added side by side in single precision,
 * 16 rows to a lane, and the lanes in double, so loops vectorise and the sums keep about seven digits whatever n. Tasks
 * are cut by the shape of the matrix only: same bits at any number of threads.
 */
final class Covariance {

    private static final int LANES = 256;
    /** Rows that one fused expression multiplies per lane; with eight, the loop is too large to be vectorised. */
    private static final int FUSED = 4;
    private static final int GROUP = LANES * FUSED;
    private static final int GROUPS_AT_ONCE = 4;
    private static final int MAX_TASKS = 32;

    private final Matrix x;
    private final int rows;
    private final int columns;
    private final float[] shift;
    final double[] mean;
    final double[][] matrix;

    Covariance(Matrix x, Workers workers) {
        this.x = x;
        this.rows = x.rows();
        this.columns = x.columns();
        this.shift = new float[columns];
        for (int j = 0; j < columns; j++) {
            shift[j] = nearMean(x.column(j));
        }
        int stretch = GROUP * GROUPS_AT_ONCE;
        int stretches = (rows + stretch - 1) / stretch;
        int tasks = Math.min(stretches, columns > 256 ? MAX_TASKS / 4 : MAX_TASKS);
        double[][] sums = new double[tasks][];
        double[][] products = new double[tasks][];
        workers.forEachBlock(tasks, task -> {
            sums[task] = new double[columns];
            products[task] = new double[columns * (columns + 1) / 2];
            float[][][][] work = new float[GROUPS_AT_ONCE][columns][FUSED][LANES];
            int end = (int) ((long) (task + 1) * stretches / tasks);
            for (int s = (int) ((long) task * stretches / tasks); s < end; s++) {
                add(s * stretch, work, sums[task], products[task]);
            }
        });
        this.mean = new double[columns];
        this.matrix = new double[columns][columns];
        merge(sums, products);
    }

    private void merge(double[][] sums, double[][] products) {
        double[] sum = new double[columns];
        double[] product = new double[columns * (columns + 1) / 2];
        for (int task = 0; task < sums.length; task++) {
            for (int j = 0; j < columns; j++) {
                sum[j] += sums[task][j];
            }
            for (int q = 0; q < product.length; q++) {
                product[q] += products[task][q];
            }
        }
        for (int i = 0, q = 0; i < columns; i++) {
            mean[i] = shift[i] + sum[i] / rows;
            for (int j = 0; j <= i; j++, q++) {
                matrix[i][j] = (product[q] - sum[i] / rows * sum[j]) / (rows - 1);
                matrix[j][i] = matrix[i][j];
            }
        }
    }

    private static float nearMean(float[] column) {
        int step = Math.max(1, column.length / 1024);
        double sum = 0;
        int taken = 0;
        for (int i = 0; i < column.length; i += step) {
            sum += column[i];
            taken++;
        }
        return (float) (sum / taken);
    }

    private void add(int from, float[][][][] work, double[] sums, double[] products) {
        int groups = 0;
        for (; groups < GROUPS_AT_ONCE && from + groups * GROUP < rows; groups++) {
            load(from + groups * GROUP, work[groups]);
        }
        float[] lanes = new float[LANES];
        for (int i = 0, q = 0; i < columns; i++) {
            Arrays.fill(lanes, 0f);
            for (int g = 0; g < groups; g++) {
                addSum(work[g][i], lanes);
            }
            sums[i] += total(lanes);
            for (int j = 0; j <= i; j++, q++) {
                Arrays.fill(lanes, 0f);
                for (int g = 0; g < groups; g++) {
                    addProduct(work[g][i], work[g][j], lanes);
                }
                products[q] += total(lanes);
            }
        }
    }

    /** Copies 1024 rows, less the shift, zeros beyond the last. */
    private void load(int from, float[][][] group) {
        for (int j = 0; j < columns; j++) {
            float[] column = x.column(j);
            for (int r = 0; r < FUSED; r++) {
                float[] part = group[j][r];
                int at = from + r * LANES;
                int size = Math.max(0, Math.min(LANES, rows - at));
                if (size > 0) {
                    System.arraycopy(column, at, part, 0, size);
                    subtract(part, shift[j]);
                }
                Arrays.fill(part, size, LANES, 0f);
            }
        }
    }

    private static void subtract(float[] values, float shift) {
        for (int p = 0; p < LANES; p++) {
            values[p] -= shift;
        }
    }

    private static void addSum(float[][] x, float[] lanes) {
        addSum(x[0], x[1], x[2], x[3], lanes);
    }

    private static void addSum(float[] x0, float[] x1, float[] x2, float[] x3, float[] lanes) {
        for (int p = 0; p < LANES; p++) {
            lanes[p] += (x0[p] + x1[p]) + (x2[p] + x3[p]);
        }
    }

    private static void addProduct(float[][] x, float[][] y, float[] lanes) {
        addProduct(x[0], x[1], x[2], x[3], y[0], y[1], y[2], y[3], lanes);
    }

    private static void addProduct(float[] x0, float[] x1, float[] x2, float[] x3, float[] y0, float[] y1, float[] y2,
            float[] y3, float[] lanes) {
        for (int p = 0; p < LANES; p++) {
            lanes[p] = Math.fma(x0[p], y0[p],
                    Math.fma(x1[p], y1[p], Math.fma(x2[p], y2[p], Math.fma(x3[p], y3[p], lanes[p]))));
        }
    }

    private static double total(float[] lanes) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int p = 0; p < LANES; p += 4) {
            a += lanes[p];
            b += lanes[p + 1];
            c += lanes[p + 2];
            d += lanes[p + 3];
        }
        return a + b + (c + d);
    }
}
