package io.segmenta.pipeline.assign;

import io.segmenta.clustering.centroid.KPrototypes;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig.Algorithm;
import io.segmenta.config.ClusteringConfig.Linkage;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.search.Clustered;
import io.segmenta.pipeline.search.Codebook;
import io.segmenta.pipeline.search.Configured;
import io.segmenta.pipeline.search.Density;
import io.segmenta.pipeline.search.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How new rows are labelled. Exactly as the fit labelled its own: by the nearest centroid for k-means and k-prototypes, by the
 * nearest unit for self-organising maps, by the posterior for Gaussian mixtures. As a stand-in, whose {@link Agreement} is
 * measured: by the nearest centroid for ward, whose segments are round; otherwise by the nearest of at most 2,000
 * reference rows, drawn from each segment in proportion, at least one each.
 */
public final class Assigners {
    private static final int MOST_REFERENCES = 2_000;

    private Assigners() {}

    /** @param x every row, those outside of segments too */
    public static Assigner fit(Matrix x, Clustered clustered, long seed) {
        Partition partition = clustered.judged().partition();
        return switch (clustered.settings().algorithm()) {
            case KMEANS, KPROTOTYPES -> NearestCentroid.fit(x, partition.centroids(), partition.labels());
            case AGGLOMERATIVE, GENIE -> standIn(x, partition, clustered.settings(), seed);
            case SOM, SOM_KMEANS -> units(x, partition, clustered.codebook().orElseThrow());
            case GAUSSIAN_MIXTURE -> {
                GaussianMixtureFit mixture = clustered.mixture().orElseThrow();
                int[] components = new int[partition.k()];
                for (int i = 0; i < partition.labels().length; i++) {
                    components[partition.labels()[i]] = mixture.labels()[i];
                }
                yield mixture(x, partition, mixture, components);
            }
            case DBSCAN, HDBSCAN -> DensityAssigner.fit(x, partition, clustered.density().orElseThrow(), seed);
            case AUTO -> throw new IllegalStateException("decided before");
        };
    }

    /**
     * Makes an assigner of the same kind of some rows and their labels: with the means or prototypes of these rows,
     * references among them, a map of them whose units take the segment of most of their rows, the mixture or density
     * that they show.
     *
     * @param part the rows, each segment with one at least
     * @param categories the columns of each category, for k-prototypes
     */
    public static Assigner again(Agreement.Part part, Clustered clustered, List<int[]> categories, long seed,
            Workers workers) {
        ClusteringConfig settings = clustered.settings();
        int k = clustered.judged().partition().k();
        if (clustered.density().isPresent()) {
            Density density = clustered.density().get().of(part.rows());
            int[] labels = Arrays.stream(density.members()).map(row -> part.labels()[row]).toArray();
            return DensityAssigner.fit(part.x(), Partition.keeping(part.x().selectRows(density.members()), labels, k),
                    density, seed);
        }
        Partition partition = Partition.keeping(part.x(), part.labels(), k);
        return switch (settings.algorithm()) {
            case KMEANS -> NearestCentroid.fit(part.x(), partition.centroids(), part.labels());
            case KPROTOTYPES -> NearestCentroid.fit(part.x(),
                    KPrototypes.prototypes(part.x(), categories, part.labels(), k, workers), part.labels());
            case AGGLOMERATIVE, GENIE -> standIn(part.x(), partition, settings, seed);
            case SOM, SOM_KMEANS -> {
                SomFit map = clustered.codebook().orElseThrow().map().som().fit(part.x(), workers);
                yield units(part.x(), partition, Codebook.byMajority(map, part.labels(), k));
            }
            case GAUSSIAN_MIXTURE -> mixture(part.x(), partition,
                    Configured.mixture(settings, k, 1).estimate(part.x(), part.labels(), workers),
                    IntStream.range(0, k).toArray());
            case DBSCAN, HDBSCAN, AUTO -> throw new IllegalStateException("answered above");
        };
    }

    /** For linkages, which have no rule for new rows of their own. */
    private static Assigner standIn(Matrix x, Partition partition, ClusteringConfig settings, long seed) {
        boolean round = settings.algorithm() == Algorithm.AGGLOMERATIVE && settings.linkage() == Linkage.WARD;
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

    /** @param component per segment its component */
    private static Assigner mixture(Matrix x, Partition partition, GaussianMixtureFit fit, int[] component) {
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
