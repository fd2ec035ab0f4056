package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;

/** New rows belong to the segment of the most probable component. */
final class MixtureAssigner {
    private MixtureAssigner() {}

    /** @param component per segment its component */
    static Assigner fit(Matrix x, Partition partition, GaussianMixtureFit fit, int[] component) {
        int k = fit.k();
        double[] weights = new double[k];
        double[][] means = new double[k][];
        double[][] factors = new double[k][];
        double[] shares = new double[k];
        double[] farthest = new double[k];
        for (int c = 0; c < k; c++) {
            weights[c] = fit.weights()[component[c]];
            means[c] = fit.means()[component[c]];
            factors[c] = fit.factor(component[c]);
            shares[c] = partition.sizes()[c] / (double) x.rows();
        }
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            int segment = partition.labels()[i];
            x.row(i, row);
            double squared = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = row[j] - means[segment][j];
                squared += difference * difference;
            }
            farthest[segment] = Math.max(farthest[segment], squared);
        }
        Arrays.setAll(farthest, c -> Math.sqrt(farthest[c]));
        return new GaussianPosterior(weights, means, factors, shares,
                partition.inertia() / ((double) x.rows() * x.columns()), farthest);
    }
}
