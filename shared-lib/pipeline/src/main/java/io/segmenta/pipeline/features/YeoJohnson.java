package io.segmenta.pipeline.features;

import io.segmenta.model.steps.Transform;

/**
 * Fits the lambda of the Yeo-Johnson transformation by maximum likelihood: Brent's minimisation of the negative
 * log-likelihood of a normal distribution, as scikit-learn's PowerTransformer does. Deterministic; O(n) per step, about
 * 20 steps.
 *
 * <p>
 * References: I.-K. Yeo, R. A. Johnson, Biometrika 87 (2000), doi:10.1093/biomet/87.4.954; R. P. Brent, Algorithms for
 * Minimization without Derivatives (1973), chapter 5.
 */
final class YeoJohnson {
    /** Above this many values lambda is fitted to an even sample. */
    private static final int MAX_VALUES = 200_000;
    private static final double LOW = -5;
    private static final double HIGH = 5;
    private static final double GOLDEN = 0.3819660112501051;
    private static final double TOLERANCE = 1.0e-9;

    private YeoJohnson() {}

    /** @param x at least two different values, no NaN */
    static double lambda(double[] x) {
        double[] sample = sample(x);
        double shift = 0;
        for (double value : sample) {
            shift += StrictMath.signum(value) * StrictMath.log1p(Math.abs(value));
        }
        return minimise(sample, shift);
    }

    private static double[] sample(double[] x) {
        if (x.length <= MAX_VALUES) {
            return x;
        }
        double[] sample = new double[MAX_VALUES];
        for (int i = 0; i < MAX_VALUES; i++) {
            sample[i] = x[(int) ((long) i * x.length / MAX_VALUES)];
        }
        return sample;
    }

    /** Negative log-likelihood, without the constant. */
    private static double cost(double[] x, double shift, double lambda) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = Transform.yeoJohnson(x[i], lambda);
        }
        double variance = NumberStats.variance(y, NumberStats.mean(y));
        if (!(variance > 0) || !Double.isFinite(variance)) {
            return Double.POSITIVE_INFINITY;
        }
        return x.length / 2.0 * StrictMath.log(variance) - (lambda - 1) * shift;
    }

    private static double minimise(double[] data, double shift) {
        double a = LOW;
        double b = HIGH;
        double x = a + GOLDEN * (b - a);
        double w = x;
        double v = x;
        double fx = cost(data, shift, x);
        double fw = fx;
        double fv = fx;
        double d = 0;
        double e = 0;
        for (int round = 0; round < 100; round++) {
            double middle = (a + b) / 2;
            double tolerance = TOLERANCE * Math.abs(x) + 1e-11;
            if (Math.abs(x - middle) <= 2 * tolerance - (b - a) / 2) {
                break;
            }
            boolean parabola = false;
            if (Math.abs(e) > tolerance) {
                double r = (x - w) * (fx - fv);
                double q = (x - v) * (fx - fw);
                double p = (x - v) * q - (x - w) * r;
                q = 2 * (q - r);
                p = q > 0 ? -p : p;
                q = Math.abs(q);
                double before = e;
                e = d;
                if (Math.abs(p) < Math.abs(q * before / 2) && p > q * (a - x) && p < q * (b - x)) {
                    d = p / q;
                    double u = x + d;
                    if (u - a < 2 * tolerance || b - u < 2 * tolerance) {
                        d = Math.copySign(tolerance, middle - x);
                    }
                    parabola = true;
                }
            }
            if (!parabola) {
                e = x < middle ? b - x : a - x;
                d = GOLDEN * e;
            }
            double u = Math.abs(d) >= tolerance ? x + d : x + Math.copySign(tolerance, d);
            double fu = cost(data, shift, u);
            if (fu <= fx) {
                if (u < x) {
                    b = x;
                } else {
                    a = x;
                }
                v = w;
                fv = fw;
                w = x;
                fw = fx;
                x = u;
                fx = fu;
            } else {
                if (u < x) {
                    a = u;
                } else {
                    b = u;
                }
                if (fu <= fw || w == x) {
                    v = w;
                    fv = fw;
                    w = u;
                    fw = fu;
                } else if (fu <= fv || v == x || v == w) {
                    v = u;
                    fv = fu;
                }
            }
        }
        return x;
    }
}
