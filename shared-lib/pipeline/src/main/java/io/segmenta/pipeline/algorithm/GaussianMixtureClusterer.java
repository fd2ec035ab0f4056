package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.mixture.GaussianMixture;
import io.segmenta.clustering.mixture.GaussianMixtureFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig.MixtureCovariance;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Gaussian mixtures, whose posterior labels new rows. */
record GaussianMixtureClusterer(ClusteringConfig settings) implements GivenNumber {
    @Override
    public String name() {
        return "gaussian_mixture";
    }

    @Override
    public int mostRetrained() {
        return 5_000;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(Effort.centres(n, features, settings)) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return 4 * n * features + 12 * n;
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            Divisions.report(progress, ks, k);
            GaussianMixtureFit fit = mixture(k, settings.gaussianMixture().restarts()).fit(rows.x(), seed, workers);
            if (Arrays.stream(fit.labels()).distinct().count() == k) {
                divisions.add(new Division(Partition.of(rows.x(), fit.labels(), k), new Solution.Mixture(fit),
                        List.of()));
            }
        }
        return Divisions.some(divisions, ks, "components are no row's most probable one");
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        return mixture(k, 1).fit(rows.x(), seed, workers).labels();
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        if (!(division.solution() instanceof Solution.Mixture(GaussianMixtureFit fit))) {
            throw new IllegalStateException("a mixture leaves a mixture, not " + division.solution());
        }
        Partition partition = division.partition();
        int[] components = new int[partition.k()];
        for (int i = 0; i < partition.labels().length; i++) {
            components[partition.labels()[i]] = fit.labels()[i];
        }
        return MixtureAssigner.fit(x, partition, fit, components);
    }

    /** The mixture that the labels show, estimated once. */
    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        int k = division.partition().k();
        return MixtureAssigner.fit(part.x(), Partition.keeping(part.x(), part.labels(), k),
                mixture(k, 1).estimate(part.x(), part.labels(), workers), IntStream.range(0, k).toArray());
    }

    private GaussianMixture mixture(int k, int restarts) {
        ClusteringConfig.GaussianMixture mixture = settings.gaussianMixture();
        return new GaussianMixture(k,
                mixture.covariance() == MixtureCovariance.FULL ? GaussianMixture.Covariance.FULL
                        : GaussianMixture.Covariance.DIAGONAL,
                mixture.maxIterations(), mixture.tolerance(), mixture.regularization(), restarts);
    }
}
