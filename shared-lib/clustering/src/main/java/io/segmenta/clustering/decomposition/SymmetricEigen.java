package io.segmenta.clustering.decomposition;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.RowNumber;
import java.util.Arrays;

/**
 * The eigenvalues and eigenvectors of a real symmetric matrix, by falling eigenvalue: Householder's reduction to
 * tridiagonal form, then the implicit QL method. Each vector has length 1 and its entry of largest magnitude, the first
 * of several, is positive. Time O(d^3). Deterministic. Immutable.
 *
 * <p>
 * Reference: Golub and Van Loan, "Matrix Computations", 4th edition, sections 8.3.1 and 8.3.5.
 */
public final class SymmetricEigen {

    private static final int MAX_STEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes.
     *
     * @param matrix d x d, finite; only the lower triangle is read
     */
    public static SymmetricEigen of(double[][] matrix) {
        int d = matrix.length;
        double[][] a = new double[d][d];
        for (int i = 0; i < d; i++) {
            Check.argument(matrix[i].length == d, "row %d has %d values, expected %d", RowNumber.of(i),
                    matrix[i].length,
                    d);
            for (int j = 0; j <= i; j++) {
                Check.finite("entry", matrix[i][j]);
                a[i][j] = matrix[i][j];
                a[j][i] = matrix[i][j];
            }
        }
        double[] diagonal = new double[d];
        double[] offDiagonal = new double[d];
        double[][] vectors = tridiagonalize(a, diagonal, offDiagonal);
        diagonalize(diagonal, offDiagonal, vectors);
        return sorted(diagonal, vectors);
    }

    /** Returns the eigenvalues, falling. */
    public double[] values() {
        return values.clone();
    }

    /** Returns the eigenvectors, one per row, in the order of the values. */
    public double[][] vectors() {
        double[][] copy = new double[vectors.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = vectors[i].clone();
        }
        return copy;
    }

    /**
     * Reduces a to T = Q' a Q and returns Q', the transpose being kept so that later rotations work on whole rows.
     * {@code a} is overwritten.
     */
    private static double[][] tridiagonalize(double[][] a, double[] diagonal, double[] offDiagonal) {
        int d = a.length;
        double[][] reflectors = new double[d][];
        for (int k = 0; k + 2 < d; k++) {
            double[] v = new double[d];
            double scale = 0;
            for (int i = k + 1; i < d; i++) {
                scale = Math.max(scale, Math.abs(a[i][k]));
            }
            if (scale > 0) {
                double norm = 0;
                for (int i = k + 1; i < d; i++) {
                    v[i] = a[i][k] / scale;
                    norm += v[i] * v[i];
                }
                double alpha = -Math.copySign(Math.sqrt(norm), v[k + 1]);
                double length = norm - alpha * v[k + 1];
                v[k + 1] -= alpha;
                // v is scaled so that the reflection is I - v v'.
                double factor = 1 / Math.sqrt(length);
                for (int i = k + 1; i < d; i++) {
                    v[i] *= factor;
                }
                reflect(a, v, k);
                offDiagonal[k] = alpha * scale;
                reflectors[k] = v;
            }
            diagonal[k] = a[k][k];
        }
        if (d > 1) {
            diagonal[d - 2] = a[d - 2][d - 2];
            offDiagonal[d - 2] = a[d - 1][d - 2];
        }
        if (d > 0) {
            diagonal[d - 1] = a[d - 1][d - 1];
        }
        return accumulate(reflectors, d);
    }

    /** Replaces the part of a below and right of k by its reflection on both sides. */
    private static void reflect(double[][] a, double[] v, int k) {
        int d = a.length;
        double[] w = new double[d];
        double product = 0;
        for (int i = k + 1; i < d; i++) {
            double sum = 0;
            for (int j = k + 1; j < d; j++) {
                sum += a[i][j] * v[j];
            }
            w[i] = sum;
            product += sum * v[i];
        }
        for (int i = k + 1; i < d; i++) {
            w[i] -= product / 2 * v[i];
        }
        for (int i = k + 1; i < d; i++) {
            double[] row = a[i];
            double vi = v[i];
            double wi = w[i];
            for (int j = k + 1; j < d; j++) {
                row[j] -= vi * w[j] + wi * v[j];
            }
        }
    }

    private static double[][] accumulate(double[][] reflectors, int d) {
        double[][] q = new double[d][d];
        for (int i = 0; i < d; i++) {
            q[i][i] = 1;
        }
        // Q' = H_last ... H_0, applied from the left one after the other.
        for (double[] v : reflectors) {
            if (v == null) {
                continue;
            }
            double[] product = new double[d];
            for (int i = 0; i < d; i++) {
                if (v[i] != 0) {
                    for (int j = 0; j < d; j++) {
                        product[j] += v[i] * q[i][j];
                    }
                }
            }
            for (int i = 0; i < d; i++) {
                if (v[i] != 0) {
                    for (int j = 0; j < d; j++) {
                        q[i][j] -= v[i] * product[j];
                    }
                }
            }
        }
        return q;
    }

    private static void diagonalize(double[] diagonal, double[] off, double[][] vectors) {
        int d = diagonal.length;
        for (int first = 0; first < d; first++) {
            for (int step = 0;; step++) {
                int last = first;
                while (last < d - 1 && !negligible(diagonal, off, last)) {
                    last++;
                }
                if (last == first) {
                    break;
                }
                Check.state(step < MAX_STEPS, "eigenvalue %d did not converge in %d steps", first, MAX_STEPS);
                step(diagonal, off, vectors, first, last);
            }
        }
    }

    private static boolean negligible(double[] diagonal, double[] off, int i) {
        double size = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
        return Math.abs(off[i]) <= Math.ulp(size) / 2 || size + Math.abs(off[i]) == size;
    }

    /** One implicit QL step with Wilkinson's shift on the block [first, last]. */
    private static void step(double[] diagonal, double[] off, double[][] vectors, int first, int last) {
        double half = (diagonal[first + 1] - diagonal[first]) / (2 * off[first]);
        double shifted = diagonal[last] - diagonal[first]
                + off[first] / (half + Math.copySign(StrictMath.hypot(half, 1), half));
        double sine = 1;
        double cosine = 1;
        double carried = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = sine * off[i];
            double b = cosine * off[i];
            double length = StrictMath.hypot(f, shifted);
            off[i + 1] = length;
            if (length == 0) {
                diagonal[i + 1] -= carried;
                off[last] = 0;
                return;
            }
            sine = f / length;
            cosine = shifted / length;
            double g = diagonal[i + 1] - carried;
            double r = (diagonal[i] - g) * sine + 2 * cosine * b;
            carried = sine * r;
            diagonal[i + 1] = g + carried;
            shifted = cosine * r - b;
            rotate(vectors[i], vectors[i + 1], cosine, sine);
        }
        diagonal[first] -= carried;
        off[first] = shifted;
        off[last] = 0;
    }

    private static void rotate(double[] a, double[] b, double cosine, double sine) {
        for (int j = 0; j < a.length; j++) {
            double x = a[j];
            double y = b[j];
            b[j] = sine * x + cosine * y;
            a[j] = cosine * x - sine * y;
        }
    }

    private static SymmetricEigen sorted(double[] values, double[][] vectors) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[b], values[a]));
        double[] sortedValues = new double[values.length];
        double[][] sortedVectors = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            sortedValues[i] = values[order[i]];
            sortedVectors[i] = pointed(vectors[order[i]]);
        }
        return new SymmetricEigen(sortedValues, sortedVectors);
    }

    private static double[] pointed(double[] vector) {
        int largest = 0;
        for (int j = 1; j < vector.length; j++) {
            if (Math.abs(vector[j]) > Math.abs(vector[largest])) {
                largest = j;
            }
        }
        if (vector[largest] < 0) {
            for (int j = 0; j < vector.length; j++) {
                vector[j] = 0.0 - vector[j];
            }
        }
        return vector;
    }
}
