package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.KMedoids;
import io.segmenta.clustering.smile.KMedoidsFit;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;

/** k-medoids: the centre of a segment is one of its rows; new rows take the segment of the nearest. */
record KMedoidsClusterer(ClusteringConfig settings) implements GivenNumber {
    @Override
    public String name() {
        return "kmedoids";
    }

    @Override
    public boolean isJudgedInFolds() {
        return true;
    }

    @Override
    public double widening() {
        return 0.25;
    }

    @Override
    public int mostRetrained() {
        return 2_000;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(Effort.centres(n, features, settings)) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return KMedoids.bytes(Math.round(n), features, settings.k() > 0 ? settings.k() : settings.kMax());
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            Divisions.report(progress, ks, k);
            KMedoidsFit fit = new KMedoids(k, settings.kmedoids().restarts()).fit(rows.x(), seed, workers);
            divisions.add(Division.of(Partition.of(rows.x(), fit.labels(), centres(rows.x(), fit.medoids()))));
        }
        return divisions;
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        return new KMedoids(k, 1).fit(rows.x(), seed, workers).labels();
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return CentroidAssigner.fit(x, division);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        int[] medoids = KMedoids.medoids(part.x(), part.labels(), division.partition().k(), workers);
        return CentroidAssigner.of(part.x(), centres(part.x(), medoids), part.labels());
    }

    private static float[][] centres(Matrix x, int[] medoids) {
        float[][] centres = new float[medoids.length][x.columns()];
        for (int c = 0; c < centres.length; c++) {
            x.row(medoids[c], centres[c]);
        }
        return centres;
    }
}
