package io.segmenta.clustering.kernel;

import java.util.Arrays;

/**
 * Squared Euclidean distances of many rows, stored by column, to one point. The difference is formed first, so close
 * rows keep their digits. Plain loops in the shape the compiler vectorises. Arguments are not checked.
 */
public final class DistanceKernels {

    private DistanceKernels() {}

    /**
     * Writes the squared distances of rows [0, size) to {@code out}.
     *
     * @param x 4 columns or a multiple of 8, padded with zeros
     * @param a the point, padded as the columns are
     */
    public static void squared(float[][] x, float[] a, float[] out, int size) {
        if (x.length == 4) {
            squared4(x[0], x[1], x[2], x[3], a[0], a[1], a[2], a[3], out, size);
            return;
        }
        squared8(x, a, out, size);
        for (int j = 8; j < x.length; j += 8) {
            addSquared8(x, j, a, out, size);
        }
    }

    /**
     * Writes the squared distances of rows [0, size) to the first {@code count} points: eight columns of the rows at a
     * time, which stay in the cache for all the points.
     *
     * @param a [point][column]
     * @param out [point][row]
     */
    public static void squared(float[][] x, float[][] a, int count, float[][] out, int size) {
        for (int b = 0; b < count; b++) {
            if (x.length == 4) {
                squared4(x[0], x[1], x[2], x[3], a[b][0], a[b][1], a[b][2], a[b][3], out[b], size);
            } else {
                squared8(x, a[b], out[b], size);
            }
        }
        for (int j = 8; j < x.length; j += 8) {
            for (int b = 0; b < count; b++) {
                addSquared8(x, j, a[b], out[b], size);
            }
        }
    }

    private static void squared8(float[][] x, float[] a, float[] out, int size) {
        squared8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], out,
                size);
    }

    private static void addSquared8(float[][] x, int j, float[] a, float[] out, int size) {
        addSquared8(x[j], x[j + 1], x[j + 2], x[j + 3], x[j + 4], x[j + 5], x[j + 6], x[j + 7], a[j], a[j + 1],
                a[j + 2], a[j + 3], a[j + 4], a[j + 5], a[j + 6], a[j + 7], out, size);
    }

    private static void squared4(float[] x0, float[] x1, float[] x2, float[] x3, float a0, float a1, float a2,
            float a3, float[] out, int size) {
        for (int p = 0; p < size; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            out[p] = Math.fma(z0, z0, z1 * z1) + Math.fma(z2, z2, z3 * z3);
        }
    }

    private static void squared8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, float a0, float a1, float a2, float a3, float a4, float a5, float a6, float a7, float[] out,
            int size) {
        for (int p = 0; p < size; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            float z4 = x4[p] - a4;
            float z5 = x5[p] - a5;
            float z6 = x6[p] - a6;
            float z7 = x7[p] - a7;
            out[p] = Math.fma(z0, z0, Math.fma(z1, z1, Math.fma(z2, z2, z3 * z3)))
                    + Math.fma(z4, z4, Math.fma(z5, z5, Math.fma(z6, z6, z7 * z7)));
        }
    }

    private static void addSquared8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5,
            float[] x6, float[] x7, float a0, float a1, float a2, float a3, float a4, float a5, float a6, float a7,
            float[] out, int size) {
        for (int p = 0; p < size; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            float z4 = x4[p] - a4;
            float z5 = x5[p] - a5;
            float z6 = x6[p] - a6;
            float z7 = x7[p] - a7;
            out[p] += Math.fma(z0, z0, Math.fma(z1, z1, Math.fma(z2, z2, z3 * z3)))
                    + Math.fma(z4, z4, Math.fma(z5, z5, Math.fma(z6, z6, z7 * z7)));
        }
    }

    /**
     * Adds the distances of rows [0, size) to {@code out}, for up to 8 columns.
     *
     * @param x 4 or 8 columns
     */
    public static void addDistance(float[][] x, float[] a, float[] out, int size) {
        if (x.length == 4) {
            addDistance4(x[0], x[1], x[2], x[3], a[0], a[1], a[2], a[3], out, size);
        } else {
            addDistance8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], a[0], a[1], a[2], a[3], a[4], a[5], a[6],
                    a[7], out, size);
        }
    }

    private static void addDistance4(float[] x0, float[] x1, float[] x2, float[] x3, float a0, float a1, float a2,
            float a3, float[] out, int size) {
        for (int p = 0; p < size; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            out[p] += (float) Math.sqrt(Math.fma(z0, z0, z1 * z1) + Math.fma(z2, z2, z3 * z3));
        }
    }

    private static void addDistance8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5,
            float[] x6, float[] x7, float a0, float a1, float a2, float a3, float a4, float a5, float a6, float a7,
            float[] out, int size) {
        for (int p = 0; p < size; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            float z4 = x4[p] - a4;
            float z5 = x5[p] - a5;
            float z6 = x6[p] - a6;
            float z7 = x7[p] - a7;
            out[p] += (float) Math.sqrt(Math.fma(z0, z0, Math.fma(z1, z1, Math.fma(z2, z2, z3 * z3)))
                    + Math.fma(z4, z4, Math.fma(z5, z5, Math.fma(z6, z6, z7 * z7))));
        }
    }

    /** Replaces every value by its square root. */
    public static void roots(float[] values) {
        for (int p = 0; p < values.length; p++) {
            values[p] = (float) Math.sqrt(values[p]);
        }
    }

    /** Returns the columns padded to {@link #width} with one shared array of zeros. */
    public static float[][] padded(float[][] columns, int rows) {
        float[][] padded = Arrays.copyOf(columns, width(columns.length));
        if (padded.length > columns.length) {
            Arrays.fill(padded, columns.length, padded.length, new float[rows]);
        }
        return padded;
    }

    /** Returns 4 for up to 4 columns, else the next multiple of 8. */
    public static int width(int columns) {
        return columns <= 4 ? 4 : (columns + 7) / 8 * 8;
    }
}
