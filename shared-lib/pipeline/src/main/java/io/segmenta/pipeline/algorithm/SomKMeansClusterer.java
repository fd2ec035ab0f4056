package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.Som;
import io.segmenta.clustering.centroid.SomFit;
import io.segmenta.clustering.centroid.SomKMeans;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One self-organising map, its units divided by k-means for each k. */
record SomKMeansClusterer(ClusteringConfig settings) implements GivenNumber {
    private static final int MOST_UNITS_ACROSS = 30;

    @Override
    public String name() {
        return "som_kmeans";
    }

    @Override
    public boolean isJudgedInFolds() {
        return true;
    }

    @Override
    public int mostRetrained() {
        return 2_000;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(settings.som().epochs() * n * features) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return 4 * n * features + 12 * n;
    }

    @Override
    public int bytesPerSampledRow() {
        return 600;
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        Matrix x = rows.x();
        Som som = map(x);
        progress.report("clustering", 0, "a map of " + som.width() + " x " + som.height() + " units");
        SomFit map = som.fit(x, workers);
        int used = Codebook.used(map);
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            if (k > Math.max(ks.getFirst(), used)) {
                break;
            }
            progress.report("clustering", 0.8 + 0.2 * ks.indexOf(k) / (double) ks.size(), "k = " + k);
            SomKMeans.Fit fit = SomKMeans.divide(map, x.names(), KMeansClusterer.configured(settings, k), seed,
                    workers);
            if (Arrays.stream(fit.labels()).distinct().count() == k) {
                Partition partition = Partition.of(x, fit.labels(), k);
                divisions.add(Codebook.division(map, fit.unitClusters(), fit.labels(), partition));
            }
        }
        return Divisions.some(divisions, ks, "segments hold no unit that matches a row");
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        SomFit map = map(rows.x()).fit(rows.x(), workers);
        return SomKMeans.divide(map, rows.x().names(),
                KMeansClusterer.configured(settings, Math.min(k, Codebook.used(map))), seed, workers).labels();
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return UnitAssigner.fit(x, division);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return UnitAssigner.refit(part, division, workers);
    }

    /** The map configured; a side left open follows from 5 sqrt(n) units in all (Vesanto and Alhoniemi 2000). */
    private Som map(Matrix x) {
        double units = 5 * Math.sqrt(x.rows());
        int width = settings.som().width() > 0 ? settings.som().width()
                : Math.clamp(Math.round(Math.sqrt(units * 1.3)), 2, MOST_UNITS_ACROSS);
        int height = settings.som().height() > 0 ? settings.som().height()
                : Math.clamp(Math.round(units / width), 2, MOST_UNITS_ACROSS);
        return Codebook.configured(settings, width, height);
    }
}
