package io.segmenta.pipeline.search;

import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Rows without groups: drawn uniformly from the box around given rows, aligned with their principal axes, with their
 * features above {@value #MOST_ALIGNED} of them.
 *
 * @param names of the features
 * @param mean where the axes meet
 * @param axes the principal axes; empty when the box is aligned with the features
 * @param low end of the box on each axis
 * @param high end of the box on each axis
 */
record GrouplessBox(List<String> names, double[] mean, double[][] axes, double[] low, double[] high) {
    private static final int MOST_ALIGNED = 64;

    static GrouplessBox around(Matrix rows, Workers workers) {
        int d = rows.columns();
        boolean aligned = d > 1 && d <= MOST_ALIGNED;
        Optional<PrincipalComponents> fitted = aligned ? Optional.of(PrincipalComponents.fit(rows, workers))
                : Optional.empty();
        double[] mean = fitted.map(PrincipalComponents::mean).orElseGet(() -> new double[d]);
        double[][] axes = fitted.map(PrincipalComponents::components).orElseGet(() -> new double[0][]);
        double[] low = new double[d];
        double[] high = new double[d];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        float[] row = new float[d];
        for (int i = 0; i < rows.rows(); i++) {
            rows.row(i, row);
            for (int c = 0; c < d; c++) {
                double score = aligned ? along(row, mean, axes[c]) : row[c];
                low[c] = Math.min(low[c], score);
                high[c] = Math.max(high[c], score);
            }
        }
        return new GrouplessBox(rows.names(), mean, axes, low, high);
    }

    private static double along(float[] row, double[] mean, double[] axis) {
        double sum = 0;
        for (int j = 0; j < axis.length; j++) {
            sum += (row[j] - mean[j]) * axis[j];
        }
        return sum;
    }

    Matrix draw(int n, SplittableRandom random) {
        int d = low.length;
        float[][] columns = new float[d][n];
        double[] scores = new double[d];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < d; c++) {
                scores[c] = low[c] + random.nextDouble() * (high[c] - low[c]);
            }
            for (int j = 0; j < d; j++) {
                double value = axes.length == 0 ? scores[j] : mean[j];
                for (int c = 0; c < axes.length; c++) {
                    value += scores[c] * axes[c][j];
                }
                columns[j][i] = (float) value;
            }
        }
        return Matrix.ofColumns(new ArrayList<>(names), columns);
    }
}
