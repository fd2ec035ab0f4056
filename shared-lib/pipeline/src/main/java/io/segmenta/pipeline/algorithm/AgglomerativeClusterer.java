package io.segmenta.pipeline.algorithm;

import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.linkage.MicroLinkage;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Agglomerative clustering: one tree, cut for each k. New rows are labelled by a stand-in, for linkages have no rule
 * for them: the nearest centroid for ward, whose segments are round, else the nearest of some reference rows.
 */
record AgglomerativeClusterer(ClusteringConfig settings) implements GivenNumber {
    /**
     * Bytes of a pair of rows of complete and average linkage: half a matrix of floats, for which little room is
     * needed.
     */
    private static final double PAIR = 1.5;

    @Override
    public String name() {
        return "agglomerative " + settings.agglomerative().linkage().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double widening() {
        return linkage() == Linkage.WARD ? 0.5 : 0;
    }

    @Override
    public int mostRetrained() {
        return 2_000;
    }

    @Override
    public boolean isQuadratic() {
        return switch (linkage()) {
            case WARD, SINGLE -> true;
            case COMPLETE, AVERAGE -> false;
        };
    }

    @Override
    public boolean followsChains() {
        return linkage() == Linkage.SINGLE;
    }

    @Override
    public double seconds(double n, int features, int threads) {
        return Effort.seconds(switch (linkage()) {
            // Most nearest neighbours are found without measuring every pair.
            case WARD -> n * features;
            case SINGLE -> Effort.pairs(n, features);
            case COMPLETE, AVERAGE ->
                Effort.pairs(Math.min(n, MicroLinkage.withDefaults(Linkage.COMPLETE).cells()), features);
        });
    }

    @Override
    public double bytes(double n, int features) {
        double matrix = 4 * n * features;
        return switch (linkage()) {
            case WARD -> 2 * matrix + 40 * n;
            case SINGLE -> matrix + 40 * n;
            case COMPLETE, AVERAGE -> {
                double merged = n > Agglomerative.MATRIX_ROWS ? MicroLinkage.withDefaults(Linkage.COMPLETE).cells() : n;
                yield PAIR * merged * merged + matrix + 40 * n;
            }
        };
    }

    @Override
    public List<Division> divide(Rows rows, List<Integer> ks, long seed, Workers workers, Progress progress) {
        Matrix x = rows.x();
        progress.report("clustering", 0, "linking " + x.rows() + " rows");
        Tree tree = tree(x, workers);
        List<Division> divisions = new ArrayList<>();
        for (int k : ks) {
            divisions.add(new Division(Partition.of(x, tree.cut(k), k), new Solution.Merges(tree),
                    tree.note().stream().toList()));
        }
        return divisions;
    }

    private Tree tree(Matrix x, Workers workers) {
        boolean matrix = linkage() == Linkage.COMPLETE || linkage() == Linkage.AVERAGE;
        return matrix && x.rows() > Agglomerative.MATRIX_ROWS
                ? Tree.of(MicroLinkage.withDefaults(linkage()).fit(x, workers))
                : Tree.of(new Agglomerative(linkage()).fit(x, workers));
    }

    @Override
    public int[] labels(Rows rows, int of, int k, long seed, Workers workers) {
        return new Agglomerative(linkage()).fit(rows.x(), workers).cut(k);
    }

    @Override
    public Assigner assigner(Matrix x, Division division, long seed) {
        return standIn(x, division.partition(), seed);
    }

    @Override
    public Assigner refit(LabelledRows part, Division division, Rows rows, long seed, Workers workers) {
        return standIn(part.x(), Partition.keeping(part.x(), part.labels(), division.partition().k()), seed);
    }

    private Assigner standIn(Matrix x, Partition partition, long seed) {
        return linkage() == Linkage.WARD ? CentroidAssigner.of(x, partition.centroids(), partition.labels())
                : ReferenceAssigner.fit(x, partition, seed);
    }

    private Linkage linkage() {
        return switch (settings.agglomerative().linkage()) {
            case WARD -> Linkage.WARD;
            case COMPLETE -> Linkage.COMPLETE;
            case AVERAGE -> Linkage.AVERAGE;
            case SINGLE -> Linkage.SINGLE;
        };
    }
}
