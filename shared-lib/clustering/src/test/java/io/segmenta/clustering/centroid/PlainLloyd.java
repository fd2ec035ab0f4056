package io.segmenta.clustering.centroid;

import io.segmenta.model.data.Matrix;

/** Lloyd's algorithm as it stands in a textbook, in double precision: the twin the kernels are measured against. */
final class PlainLloyd {

    private PlainLloyd() {}

    static double squaredDistance(Matrix x, int row, float[] centroid) {
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            double difference = (double) x.get(row, j) - centroid[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** Returns the inertia after at most {@code iterations} steps, and how many were made. */
    static double[] run(Matrix x, float[][] start, int iterations) {
        int k = start.length;
        double[][] centroids = new double[k][x.columns()];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < x.columns(); j++) {
                centroids[c][j] = start[c][j];
            }
        }
        double before = Double.POSITIVE_INFINITY;
        int made = 0;
        while (made < iterations) {
            double[][] sums = new double[k][x.columns()];
            long[] counts = new long[k];
            double inertia = 0;
            for (int i = 0; i < x.rows(); i++) {
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < k; c++) {
                    double sum = 0;
                    for (int j = 0; j < x.columns(); j++) {
                        double difference = x.get(i, j) - centroids[c][j];
                        sum += difference * difference;
                    }
                    if (sum < least) {
                        least = sum;
                        nearest = c;
                    }
                }
                inertia += least;
                counts[nearest]++;
                for (int j = 0; j < x.columns(); j++) {
                    sums[nearest][j] += x.get(i, j);
                }
            }
            if (inertia >= before) {
                break;
            }
            before = inertia;
            made++;
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < x.columns(); j++) {
                    centroids[c][j] = sums[c][j] / counts[c];
                }
            }
        }
        return new double[] {before, made};
    }
}
