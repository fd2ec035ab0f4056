package io.segmenta.clustering.manifold;

/**
 * The layout's measure of nearness 1 / (1 + a s^b) of a squared distance s, and the gradients that follow. Gradients
 * are looked up: their logarithms are smooth, so straight lines between 64 places per octave are right to 1e-4.
 */
final class Curve {

    private static final int SHIFT = 17;
    private static final int PLACES = 1 << (31 - SHIFT);
    private static final int POINTS = 300;

    final double a;
    final double b;
    private final float[] attraction = new float[PLACES + 1];
    private final float[] repulsion = new float[PLACES + 1];

    private Curve(double a, double b) {
        this.a = a;
        this.b = b;
        for (int place = 1; place <= PLACES; place++) {
            double square = Float.intBitsToFloat((int) Math.min((long) place << SHIFT, 0x7f000000));
            square = Math.max(square, 1e-30);
            double power = StrictMath.pow(square, b);
            attraction[place] = (float) (-2 * a * b * power / square / (a * power + 1));
            repulsion[place] = (float) (2 * b / ((0.001 + square) * (a * power + 1)));
        }
        attraction[0] = attraction[1];
        repulsion[0] = repulsion[1];
    }

    /**
     * Fits the curve, by Gauss and Newton with damping, to 1 up to the distance given and then exp(minDistance - x), at
     * 300 distances up to 3.
     */
    static Curve of(double minDistance) {
        double a = 1.5;
        double b = 0.9;
        double damping = 1e-3;
        double error = error(a, b, minDistance);
        for (int step = 0; step < 200 && damping < 1e12; step++) {
            double[] normal = normal(a, b, minDistance);
            double aa = normal[0] * (1 + damping);
            double bb = normal[2] * (1 + damping);
            double determinant = aa * bb - normal[1] * normal[1];
            double nextA = a + (bb * normal[3] - normal[1] * normal[4]) / determinant;
            double nextB = b + (aa * normal[4] - normal[1] * normal[3]) / determinant;
            double next = nextA > 0 && nextB > 0 ? error(nextA, nextB, minDistance) : Double.POSITIVE_INFINITY;
            if (next < error) {
                a = nextA;
                b = nextB;
                error = next;
                damping /= 10;
            } else {
                damping *= 10;
            }
        }
        return new Curve(a, b);
    }

    private static double wanted(double x, double minDistance) {
        return x < minDistance ? 1 : StrictMath.exp(minDistance - x);
    }

    private static double error(double a, double b, double minDistance) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double x = 3.0 * i / (POINTS - 1);
            double residual = wanted(x, minDistance) - 1 / (1 + a * StrictMath.pow(x, 2 * b));
            sum += residual * residual;
        }
        return sum;
    }

    /** The sums of the normal equations: aa, ab, bb, and the right-hand sides for a and b. */
    private static double[] normal(double a, double b, double minDistance) {
        double[] sums = new double[5];
        for (int i = 1; i < POINTS; i++) {
            double x = 3.0 * i / (POINTS - 1);
            double power = StrictMath.pow(x, 2 * b);
            double value = 1 / (1 + a * power);
            double byA = -power * value * value;
            double byB = -a * power * 2 * StrictMath.log(x) * value * value;
            double residual = wanted(x, minDistance) - value;
            sums[0] += byA * byA;
            sums[1] += byA * byB;
            sums[2] += byB * byB;
            sums[3] += byA * residual;
            sums[4] += byB * residual;
        }
        return sums;
    }

    /** Returns the factor of the difference vector, negative; 0 at distance 0. */
    float attraction(float square) {
        return square > 0 ? between(attraction, square) : 0f;
    }

    /** Returns the factor of the difference vector, positive. */
    float repulsion(float square) {
        return between(repulsion, square);
    }

    private static float between(float[] table, float square) {
        int bits = Float.floatToRawIntBits(square);
        int place = bits >>> SHIFT;
        float part = (bits & (1 << SHIFT) - 1) * (1f / (1 << SHIFT));
        return table[place] + part * (table[place + 1] - table[place]);
    }
}
