package io.segmenta.clustering.cluster;

/** The inner loops of Ward's linkage and of Prim's algorithm. Arguments are not checked. */
final class WardKernels {

    private WardKernels() {}

    /** cost = squared distance / (inverseSize + inverse); lanes = min(lanes, cost). */
    static void cost8(float[][] x, float[] a, float[] inverseSize, float inverse, float[] cost, float[] lanes) {
        cost8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7],
                inverseSize, inverse, cost);
        minimum(cost, lanes);
    }

    private static void cost8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, float a0, float a1, float a2, float a3, float a4, float a5, float a6, float a7,
            float[] inverseSize, float inverse, float[] cost) {
        for (int p = 0; p < cost.length; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            float z4 = x4[p] - a4;
            float z5 = x5[p] - a5;
            float z6 = x6[p] - a6;
            float z7 = x7[p] - a7;
            cost[p] = (Math.fma(z0, z0, Math.fma(z1, z1, Math.fma(z2, z2, z3 * z3)))
                    + Math.fma(z4, z4, Math.fma(z5, z5, Math.fma(z6, z6, z7 * z7)))) / (inverseSize[p] + inverse);
        }
    }

    /** cost = cost / (inverseSize + inverse); lanes = min(lanes, cost). */
    static void scale(float[] cost, float[] inverseSize, float inverse, float[] lanes) {
        for (int p = 0; p < cost.length; p++) {
            cost[p] = cost[p] / (inverseSize[p] + inverse);
        }
        minimum(cost, lanes);
    }

    /** into = min(into, values). */
    static void minimum(float[] values, float[] into) {
        for (int p = 0; p < into.length; p++) {
            into[p] = Math.min(into[p], values[p]);
        }
    }

    /** Returns the least of the values. */
    static float least(float[] values) {
        float a = values[0];
        float b = values[1];
        float c = values[2];
        float d = values[3];
        for (int p = 4; p < values.length; p += 4) {
            a = values[p] < a ? values[p] : a;
            b = values[p + 1] < b ? values[p + 1] : b;
            c = values[p + 2] < c ? values[p + 2] : c;
            d = values[p + 3] < d ? values[p + 3] : d;
        }
        float ab = a < b ? a : b;
        float cd = c < d ? c : d;
        return ab < cd ? ab : cd;
    }
}
