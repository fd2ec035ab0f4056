package io.segmenta.clustering.kernel;

/**
 * Sums of rows, stored by column, over their labels, and distances of rows to a point of their label. Eight columns at
 * a time: their additions do not wait for one another, and a label is read once for all of them. What remains goes
 * column by column. Arguments are not checked.
 */
public final class LabelKernels {

    private LabelKernels() {}

    /**
     * Adds the rows [from, to) to the sums of their labels.
     *
     * @param x at least {@code columns} columns
     * @param sums [label * stride + column]
     */
    public static void addRows(float[][] x, int columns, int[] labels, int from, int to, double[] sums, int stride) {
        int j = 0;
        for (; j + 8 <= columns; j += 8) {
            addRows8(x[j], x[j + 1], x[j + 2], x[j + 3], x[j + 4], x[j + 5], x[j + 6], x[j + 7], labels, from, to,
                    sums, stride, j);
        }
        for (; j < columns; j++) {
            addRows1(x[j], labels, from, to, sums, stride, j);
        }
    }

    private static void addRows8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, int[] labels, int from, int to, double[] sums, int stride, int first) {
        for (int i = from; i < to; i++) {
            int at = labels[i] * stride + first;
            sums[at] += x0[i];
            sums[at + 1] += x1[i];
            sums[at + 2] += x2[i];
            sums[at + 3] += x3[i];
            sums[at + 4] += x4[i];
            sums[at + 5] += x5[i];
            sums[at + 6] += x6[i];
            sums[at + 7] += x7[i];
        }
    }

    private static void addRows1(float[] x, int[] labels, int from, int to, double[] sums, int stride, int j) {
        for (int i = from; i < to; i++) {
            sums[labels[i] * stride + j] += x[i];
        }
    }

    /**
     * Takes rows out of the sums of the labels they had and adds them to those of the labels they have now.
     *
     * @param x at least {@code columns} columns
     * @param moved the rows, in the first {@code count} places
     * @param sums [label * stride + column]
     */
    public static void moveRows(float[][] x, int columns, int[] moved, int count, int[] before, int[] now,
            double[] sums, int stride) {
        int j = 0;
        for (; j + 8 <= columns; j += 8) {
            moveRows8(x[j], x[j + 1], x[j + 2], x[j + 3], x[j + 4], x[j + 5], x[j + 6], x[j + 7], moved, count,
                    before, now, sums, stride, j);
        }
        for (; j < columns; j++) {
            moveRows1(x[j], moved, count, before, now, sums, stride, j);
        }
    }

    private static void moveRows8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, int[] moved, int count, int[] before, int[] now, double[] sums, int stride, int first) {
        for (int q = 0; q < count; q++) {
            int i = moved[q];
            int leave = before[i] * stride + first;
            int enter = now[i] * stride + first;
            sums[leave] -= x0[i];
            sums[leave + 1] -= x1[i];
            sums[leave + 2] -= x2[i];
            sums[leave + 3] -= x3[i];
            sums[leave + 4] -= x4[i];
            sums[leave + 5] -= x5[i];
            sums[leave + 6] -= x6[i];
            sums[leave + 7] -= x7[i];
            sums[enter] += x0[i];
            sums[enter + 1] += x1[i];
            sums[enter + 2] += x2[i];
            sums[enter + 3] += x3[i];
            sums[enter + 4] += x4[i];
            sums[enter + 5] += x5[i];
            sums[enter + 6] += x6[i];
            sums[enter + 7] += x7[i];
        }
    }

    private static void moveRows1(float[] x, int[] moved, int count, int[] before, int[] now, double[] sums,
            int stride, int j) {
        for (int q = 0; q < count; q++) {
            int i = moved[q];
            sums[before[i] * stride + j] -= x[i];
            sums[now[i] * stride + j] += x[i];
        }
    }

    /**
     * Writes the squared distances of rows [from, to) to the points of their labels to the start of {@code out}.
     *
     * @param x at least {@code columns} columns
     * @param points [label * columns + column]
     */
    public static void squared(float[][] x, int columns, int[] labels, int from, int to, double[] points,
            double[] out) {
        int j = 0;
        for (; j + 8 <= columns; j += 8) {
            squared8(x[j], x[j + 1], x[j + 2], x[j + 3], x[j + 4], x[j + 5], x[j + 6], x[j + 7], labels, from, to,
                    points, columns, j, out);
        }
        for (; j < columns; j++) {
            squared1(x[j], labels, from, to, points, columns, j, out);
        }
    }

    private static void squared8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, int[] labels, int from, int to, double[] points, int stride, int first, double[] out) {
        for (int i = from; i < to; i++) {
            int at = labels[i] * stride + first;
            double z0 = x0[i] - points[at];
            double z1 = x1[i] - points[at + 1];
            double z2 = x2[i] - points[at + 2];
            double z3 = x3[i] - points[at + 3];
            double z4 = x4[i] - points[at + 4];
            double z5 = x5[i] - points[at + 5];
            double z6 = x6[i] - points[at + 6];
            double z7 = x7[i] - points[at + 7];
            double before = first == 0 ? 0 : out[i - from];
            out[i - from] = before + (Math.fma(z0, z0, z1 * z1) + Math.fma(z2, z2, z3 * z3))
                    + (Math.fma(z4, z4, z5 * z5) + Math.fma(z6, z6, z7 * z7));
        }
    }

    private static void squared1(float[] x, int[] labels, int from, int to, double[] points, int stride, int j,
            double[] out) {
        for (int i = from; i < to; i++) {
            double difference = x[i] - points[labels[i] * stride + j];
            double before = j == 0 ? 0 : out[i - from];
            out[i - from] = Math.fma(difference, difference, before);
        }
    }
}
