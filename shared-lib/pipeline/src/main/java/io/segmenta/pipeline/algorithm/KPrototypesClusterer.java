package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.KPrototypes;
import io.segmenta.clustering.centroid.KPrototypesFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;

/** k-prototypes, for numbers and categories together. */
record KPrototypesClusterer(ClusteringConfig settings) implements GivenNumber {
    @Override
    public String name() {
        return "kprototypes";
    }

    @Override
    public int mostRetrained() {
        return 5_000;
    }

    @Override
    public boolean isJudgedInFolds() {
        return true;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(settings.kprototypes().restarts() * Effort.centres(n, features, settings)) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return 4 * n * features + 24 * n;
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            Divisions.report(progress, ks, k);
            KPrototypesFit fit = new KPrototypes(k, settings.kprototypes().maxIterations(),
                    settings.kprototypes().restarts()).fit(rows.x(),
                            rows.categories(), seed, workers);
            divisions.add(Division.of(Partition.of(rows.x(), fit.labels(), fit.prototypes())));
        }
        return divisions;
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        return new KPrototypes(k, settings.kprototypes().maxIterations(),
                Math.min(3, settings.kprototypes().restarts()))
                .fit(rows.x(), rows.categories(), seed, workers).labels();
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return CentroidAssigner.fit(x, division);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return CentroidAssigner.of(part.x(), KPrototypes.prototypes(part.x(), rows.categories(), part.labels(),
                division.partition().k(), workers), part.labels());
    }
}
