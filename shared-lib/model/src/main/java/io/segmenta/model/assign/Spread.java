package io.segmenta.model.assign;

import io.segmenta.model.Check;

/** How large and how wide the clusters are, and the arithmetic the assigners share. */
final class Spread {

    private static final double SHARE_TOLERANCE = 1e-9;

    final double[] shares;
    final double variance;
    final double[] reach;

    Spread(int clusters, double[] shares, double variance, double[] reach) {
        Check.argument(clusters >= 1, "k must be at least 1, got %d", clusters);
        Check.argument(shares.length == clusters, "%d shares for %d clusters", shares.length, clusters);
        Check.argument(reach.length == clusters, "%d reaches for %d clusters", reach.length, clusters);
        Check.range("variance", variance, 0, Double.MAX_VALUE);
        double total = 0;
        for (int k = 0; k < clusters; k++) {
            Check.range("share", shares[k], 0, 1);
            Check.range("reach", reach[k], 0, Double.MAX_VALUE);
            total += shares[k];
        }
        Check.argument(Math.abs(total - 1) <= SHARE_TOLERANCE, "shares must add up to 1, got %s", total);
        this.shares = shares.clone();
        this.variance = variance;
        this.reach = reach.clone();
    }

    /** Returns the squared Euclidean distance, summed in double precision. */
    static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = (double) a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** Copies rows of one length of finite values. */
    static float[][] copy(float[][] rows, String what) {
        Check.argument(rows.length >= 1, "a %s is needed", what);
        float[][] copy = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            Check.argument(rows[i].length == rows[0].length && rows[i].length > 0,
                    "%s %d has %d features, the first has %d", what, i, rows[i].length, rows[0].length);
            for (float value : rows[i]) {
                Check.argument(Float.isFinite(value), "%s %d holds %s", what, i, value);
            }
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    static double[] shares(long[] sizes) {
        long total = 0;
        for (long size : sizes) {
            total += size;
        }
        double[] shares = new double[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            shares[k] = (double) sizes[k] / total;
        }
        return shares;
    }

    static double[] roots(double[] squares) {
        double[] roots = new double[squares.length];
        for (int k = 0; k < squares.length; k++) {
            roots[k] = Math.sqrt(squares[k]);
        }
        return roots;
    }
}
