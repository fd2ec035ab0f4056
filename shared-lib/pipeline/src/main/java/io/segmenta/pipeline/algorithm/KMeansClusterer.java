package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.centroid.CentroidUpdate;
import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.centroid.KMeansSweep;
import io.segmenta.clustering.centroid.SizeBounds;
import io.segmenta.clustering.centroid.SizedKMeans;
import io.segmenta.clustering.centroid.SizedKMeansFit;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** k-means: in one sweep over k, within bounds on sizes, or a batch of rows at a time. */
record KMeansClusterer(ClusteringConfig settings) implements GivenNumber {
    private static final int MINI_BATCH_PASSES = 3;
    /** Rows that starts are drawn from, kept twice. */
    private static final int START_ROWS = 16_384;
    private static final long LABELS_AT_ONCE = 1L << 25;
    /** Rows that are enough to search the number of segments on, and those for each segment. */
    private static final int SEARCHED_ROWS = 200_000;
    private static final int SEARCHED_ROWS_PER_SEGMENT = 1_024;

    @Override
    public String name() {
        return "kmeans";
    }

    /** A sample pays from twice its rows on. */
    @Override
    public int searchedOn(int n, int most) {
        int enough = Math.max(SEARCHED_ROWS, SEARCHED_ROWS_PER_SEGMENT * most);
        boolean plain = settings.kmeans().batchSize() == 0 && SegmentSizes.of(settings, n).isEmpty();
        return plain && settings.k() == 0 && n > 2L * enough ? enough : n;
    }

    /** About half of the starts reach optima of their own on the sample and go on with all rows. */
    @Override
    public double seconds(double n, int features, int threads) {
        int searched = searchedOn((int) Math.min(n, Integer.MAX_VALUE), settings.kMax());
        double all = searched < n ? n * features * settings.kMin() : 0;
        return Effort.seconds(Effort.centres(Math.min(n, searched), features, settings) + all) / threads;
    }

    @Override
    public double bytes(double n, int features) {
        return 4 * n * features
                + 4 * n * Math.clamp(LABELS_AT_ONCE / Math.max(1, n), 1, settings.kmeans().restarts() / 2 + 1)
                + 8.0 * Math.min(n, START_ROWS) * features;
    }

    @Override
    public Range possible(Range wanted, int n) {
        return SegmentSizes.of(settings, n).map(sizes -> SegmentSizes.possible(wanted, sizes, n)).orElse(wanted);
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        Optional<SizeBounds> sizes = SegmentSizes.of(settings, rows.count());
        if (sizes.isPresent()) {
            return sized(rows.x(), sizes.get(), ks, seed, workers, progress);
        }
        return settings.kmeans().batchSize() > 0 && settings.kmeans().batchSize() < rows.count()
                ? miniBatch(rows.x(), ks, seed, workers, progress)
                : sweep(rows.x(), ks, seed, workers, progress);
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        KMeans kMeans = new KMeans(k, settings.kmeans().maxIterations(), settings.kmeans().tolerance(),
                Math.min(3, settings.kmeans().restarts()));
        return SegmentSizes.of(settings, of).map(sizes -> new SizedKMeans(kMeans, sizes.forPart(rows.count(), of))
                .fit(rows.x(), seed, workers).labels())
                .orElseGet(() -> kMeans.fit(rows.x(), seed, workers).labels());
    }

    /** Bounds on sizes given in rows are scaled to the draw. */
    @Override
    public Assigner retrained(Rows rows, int of, int k, long seed, Workers workers) {
        return SegmentSizes.of(settings, of).isEmpty() ? GivenNumber.super.retrained(rows, of, k, seed, workers)
                : CentroidAssigner.fit(rows.x(),
                        Division.of(Partition.of(rows.x(), labels(rows, of, k, seed, workers), k)));
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return CentroidAssigner.fit(x, division);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return CentroidAssigner.refit(part, division);
    }

    /** k-means with k clusters as configured. */
    static KMeans configured(ClusteringConfig settings, int k) {
        return new KMeans(k, settings.kmeans().maxIterations(), settings.kmeans().tolerance(),
                settings.kmeans().restarts());
    }

    /** One sweep for each stretch of successive k. */
    private List<Division> sweep(Matrix x, List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int from = 0, to; from < ks.size(); from = to) {
            int least = ks.get(from);
            to = from + 1;
            while (to < ks.size() && ks.get(to) == least + to - from) {
                to++;
            }
            double before = from / (double) ks.size();
            double share = (to - from) / (double) ks.size();
            for (KMeansFit fit : new KMeansSweep(configured(settings, least), least, ks.get(to - 1)).fit(x, seed,
                    workers,
                    (_, fraction, detail) -> progress.report("clustering", before + share * fraction, detail))) {
                divisions.add(Division.of(Partition.of(x, fit.labels(), fit.centroids())));
            }
        }
        return divisions;
    }

    private List<Division> miniBatch(Matrix x, List<Integer> ks, long seed, Workers workers, Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            Divisions.report(progress, ks, k);
            CentroidUpdate fit = CentroidUpdate.miniBatch(x, k, settings.kmeans().batchSize(), MINI_BATCH_PASSES, seed,
                    workers);
            int[] labels = fit.labels(x);
            if (Arrays.stream(labels).distinct().count() == k) {
                divisions.add(Division.of(Partition.of(x, labels, fit.centroids()),
                        "k-means was fitted " + Numbers.count(settings.kmeans().batchSize())
                                + " rows at a time (mini-batch): its inertia comes near that of all rows at once."));
            }
        }
        return Divisions.some(divisions, ks, "centroids are no row's nearest");
    }

    private List<Division> sized(Matrix x, SizeBounds sizes, List<Integer> ks, long seed, Workers workers,
            Progress progress) {
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            Divisions.report(progress, ks, k);
            SizedKMeansFit fit = new SizedKMeans(configured(settings, k), sizes).fit(x, seed, workers);
            divisions.add(new Division(Partition.of(x, fit.labels(), k), new Solution.Centroids(),
                    SegmentSizes.notes(sizes, fit)));
        }
        return divisions;
    }
}
