package io.segmenta.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.segmenta.clustering.choose.Clustered;
import io.segmenta.clustering.choose.Codebook;
import io.segmenta.clustering.choose.Partition;
import io.segmenta.clustering.cluster.GaussianMixtureFit;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.config.PipelineConfig;
import io.segmenta.model.config.PipelineConfig.Linkage;
import io.segmenta.model.data.Matrix;

/**
 * How new rows are labelled. Exactly as the fit labelled its own: by the nearest centroid for k-means and k-prototypes, by the
 * nearest unit for self-organising maps, by the posterior for Gaussian mixtures. As a stand-in, whose {@link Agreement} is
 * measured: by the nearest centroid for ward, whose segments are round; otherwise by the nearest of at most 2,000
 * reference rows, drawn from each segment in proportion, at least one each.
 */
final class Assigners {
    private static final int MOST_REFERENCES = 2_000;

    private Assigners() {}

    /** @param x every row, those outside of segments too */
    static Assigner fit(Matrix x, Clustered clustered, long seed) {
        Partition partition = clustered.judged().partition();
        if (clustered.density().isPresent()) {
            return DensityAssigner.fit(x, partition, clustered.density().get(), seed);
        }
        if (clustered.mixture().isPresent()) {
            return mixture(x, partition, clustered.mixture().get());
        }
        return clustered.codebook().map(codebook -> units(x, partition, codebook))
                .orElseGet(() -> approximate(x, partition, clustered.settings(), seed));
    }

    /** Whether the assigner only comes near to the clustering, which has no rule for new rows of its own. */
    static boolean approximates(Clustered clustered) {
        return switch (clustered.settings().algorithm()) {
            case KMEANS, KPROTOTYPES, SOM, SOM_KMEANS, GAUSSIAN_MIXTURE, DBSCAN, HDBSCAN, AUTO -> false;
            case AGGLOMERATIVE, GENIE -> true;
        };
    }

    static Assigner approximate(Matrix x, Partition partition, PipelineConfig.Clustering settings, long seed) {
        boolean round = switch (settings.algorithm()) {
            case KMEANS, KPROTOTYPES -> true;
            case AGGLOMERATIVE -> settings.linkage() == Linkage.WARD;
            case GENIE, DBSCAN, HDBSCAN, SOM, SOM_KMEANS, GAUSSIAN_MIXTURE, AUTO -> false;
        };
        return round ? NearestCentroid.fit(x, partition.centroids(), partition.labels())
                : references(x, partition, seed);
    }

    /** A row belongs to the segment of the unit nearest to it. */
    private static Assigner units(Matrix x, Partition partition, Codebook codebook) {
        float[][] units = codebook.map().codebook();
        int[] matched = codebook.map().labels();
        double[] reach = new double[partition.k()];
        double[] shares = new double[partition.k()];
        double sum = 0;
        float[] row = new float[x.columns()];
        for (int i = 0; i < matched.length; i++) {
            x.row(i, row);
            double squared = 0;
            for (int j = 0; j < row.length; j++) {
                double difference = (double) row[j] - units[matched[i]][j];
                squared += difference * difference;
            }
            sum += squared;
            int segment = partition.labels()[i];
            reach[segment] = Math.max(reach[segment], Math.sqrt(squared));
        }
        Arrays.setAll(shares, c -> partition.sizes()[c] / (double) x.rows());
        return new NearestReference(units, codebook.segments(), shares, sum / ((double) matched.length * row.length),
                reach);
    }

    private static Assigner mixture(Matrix x, Partition partition, GaussianMixtureFit fit) {
        int k = fit.k();
        int[] component = new int[k];
        for (int i = 0; i < partition.labels().length; i++) {
            component[partition.labels()[i]] = fit.labels()[i];
        }
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

    private static Assigner references(Matrix x, Partition partition, long seed) {
        int[] chosen = sample(partition, Math.max(MOST_REFERENCES, partition.k()), seed);
        int[] labels = Arrays.stream(chosen).map(row -> partition.labels()[row]).toArray();
        NearestReference sampled = NearestReference.fit(x.selectRows(chosen), labels, partition.k());
        double[] shares = new double[partition.k()];
        double[] reach = new double[partition.k()];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = partition.sizes()[c] / (double) x.rows();
            reach[c] = sampled.spread().reach(c);
        }
        return new NearestReference(sampled.rows(), labels, shares, sampled.spread().variance(), reach);
    }

    /** Rising row numbers: all when there are few, otherwise a seeded draw within each segment. */
    private static int[] sample(Partition partition, int most, long seed) {
        int[] labels = partition.labels();
        int[] left = new int[partition.k()];
        int[] wanted = new int[partition.k()];
        for (int c = 0; c < left.length; c++) {
            left[c] = (int) partition.sizes()[c];
            wanted[c] = labels.length <= most ? left[c] : (int) Math.max(1, (long) left[c] * most / labels.length);
        }
        int[] chosen = new int[Arrays.stream(wanted).sum()];
        SplittableRandom random = new SplittableRandom(seed);
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (random.nextInt(left[labels[i]]--) < wanted[labels[i]]) {
                wanted[labels[i]]--;
                chosen[count++] = i;
            }
        }
        return chosen;
    }
}
