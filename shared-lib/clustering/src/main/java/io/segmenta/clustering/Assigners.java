package io.segmenta.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.segmenta.clustering.choose.Clustered;
import io.segmenta.clustering.choose.Partition;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.config.PipelineConfig;
import io.segmenta.model.config.PipelineConfig.Linkage;
import io.segmenta.model.data.Matrix;

/**
 * How new rows are labelled: by the nearest centroid for k-means and ward, whose segments are round; otherwise by the
 * nearest of at most 2,000 reference rows, drawn from each segment in proportion, at least one each. Both reproduce the
 * fitted labels only as far as {@link #agreement} says.
 */
final class Assigners {
    private static final int MOST_REFERENCES = 2_000;
    private static final int BLOCK = 8_192;

    private Assigners() {}

    /** @param x every row, those outside of segments too */
    static Assigner fit(Matrix x, Clustered clustered, PipelineConfig config) {
        Partition partition = clustered.judged().partition();
        if (clustered.density().isPresent()) {
            return DensityAssigner.fit(x, partition, clustered.density().get(), config.seed());
        }
        boolean round = switch (config.clustering().algorithm()) {
            case KMEANS -> true;
            case AGGLOMERATIVE -> config.clustering().linkage() == Linkage.WARD;
            case GENIE, DBSCAN, HDBSCAN -> false;
        };
        return round ? NearestCentroid.fit(x, partition.centroids(), partition.labels())
                : references(x, partition, config.seed());
    }

    private static Assigner references(Matrix x, Partition partition, long seed) {
        int[] chosen = sample(partition, Math.max(MOST_REFERENCES, partition.k()), seed);
        int[] labels = Arrays.stream(chosen).map(row -> partition.labels()[row]).toArray();
        NearestReference sampled = NearestReference.fit(x.selectRows(chosen), labels, partition.k());
        double[] shares = new double[partition.k()];
        double[] reach = new double[partition.k()];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = partition.sizes()[c] / (double) x.rows();
            reach[c] = sampled.reach(c);
        }
        return new NearestReference(sampled.rows(), labels, shares, sampled.variance(), reach);
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

    /** The share of rows to which the assigner gives the label they were fitted with, in [0, 1]. */
    static double agreement(Assigner assigner, Matrix x, int[] labels, Workers workers) {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        int[] equal = new int[blocks];
        workers.forEachBlock(blocks, block -> {
            float[] row = new float[x.columns()];
            double[] squared = new double[assigner.clusters()];
            int[] points = new int[assigner.clusters()];
            for (int i = block * BLOCK; i < Math.min(labels.length, (block + 1) * BLOCK); i++) {
                x.row(i, row);
                assigner.locate(row, squared, points);
                equal[block] += nearest(squared) == labels[i] ? 1 : 0;
            }
        });
        return Arrays.stream(equal).asLongStream().sum() / (double) labels.length;
    }

    /** The least, the first of several, as the assigner decides. */
    private static int nearest(double[] squared) {
        int nearest = 0;
        for (int c = 1; c < squared.length; c++) {
            nearest = squared[c] < squared[nearest] ? c : nearest;
        }
        return nearest;
    }
}
