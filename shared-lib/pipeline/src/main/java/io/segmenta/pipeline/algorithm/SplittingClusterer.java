package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.GMeans;
import io.segmenta.clustering.smile.XMeans;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;

/** k-means that splits clusters while a criterion is for it, up to {@code clustering.k_max} of them. */
record SplittingClusterer(Rule rule, ClusteringConfig settings) implements FoundNumber {
    /** What a split is decided by. */
    enum Rule {
        /** The Bayesian information criterion. */
        XMEANS,
        /** A test for a normal distribution. */
        GMEANS
    }

    @Override
    public String name() {
        return switch (rule) {
            case XMEANS -> "xmeans";
            case GMEANS -> "gmeans";
        };
    }

    @Override
    public int mostRetrained() {
        return 5_000;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(n * features) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return 4 * n * features + XMeans.bytes(Math.round(n), features, settings.kMax());
    }

    @Override
    public Division fit(Rows rows, int of, long seed, Workers workers) {
        KMeansFit fit = fit(rows.x(), seed, workers);
        int k = fit.centroids().length;
        if (k < 2) {
            throw DataException.of(Reason.NO_SEGMENTS,
                    "%s finds one group only: no split of the %d rows is better by its criterion; kmeans divides them"
                            + " into as many segments as clustering.k says",
                    name(), rows.count());
        }
        return Division.of(Partition.of(rows.x(), fit.labels(), fit.centroids()));
    }

    private KMeansFit fit(Matrix x, long seed, Workers workers) {
        int most = settings.kMax();
        int rounds = settings.kmeans().maxIterations();
        return switch (rule) {
            case XMEANS -> new XMeans(most, rounds).fit(x, seed, workers);
            case GMEANS -> new GMeans(most, rounds).fit(x, seed, workers);
        };
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return CentroidAssigner.fit(x, division);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return CentroidAssigner.refit(part, division);
    }
}
