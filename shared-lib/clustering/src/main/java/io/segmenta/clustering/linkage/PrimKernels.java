package io.segmenta.clustering.linkage;

/** The inner loops of Prim's algorithm. Arguments are not checked. */
final class PrimKernels {

    private PrimKernels() {}

    /** nearest = min(nearest, squared distance). */
    static void approach8(float[][] x, float[] a, float[] nearest, int size) {
        approach8(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7],
                nearest, size);
    }

    private static void approach8(float[] x0, float[] x1, float[] x2, float[] x3, float[] x4, float[] x5, float[] x6,
            float[] x7, float a0, float a1, float a2, float a3, float a4, float a5, float a6, float a7,
            float[] nearest, int size) {
        for (int p = 0; p < size; p++) {
            float z0 = x0[p] - a0;
            float z1 = x1[p] - a1;
            float z2 = x2[p] - a2;
            float z3 = x3[p] - a3;
            float z4 = x4[p] - a4;
            float z5 = x5[p] - a5;
            float z6 = x6[p] - a6;
            float z7 = x7[p] - a7;
            nearest[p] = Math.min(nearest[p], Math.fma(z0, z0, Math.fma(z1, z1, Math.fma(z2, z2, z3 * z3)))
                    + Math.fma(z4, z4, Math.fma(z5, z5, Math.fma(z6, z6, z7 * z7))));
        }
    }

    /** into = min(into, values). */
    static void minimum(float[] values, float[] into, int size) {
        for (int p = 0; p < size; p++) {
            into[p] = Math.min(into[p], values[p]);
        }
    }
}
