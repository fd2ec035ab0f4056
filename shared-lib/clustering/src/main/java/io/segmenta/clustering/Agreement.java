package io.segmenta.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

import io.segmenta.clustering.choose.Partition;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.data.Matrix;

/** How often an assigner gives rows the label that the clustering gave them. */
final class Agreement {
    private static final int BLOCK = 8_192;
    /** One row in this many is held out. */
    private static final int FOLD = 5;

    private Agreement() {}

    /** The share of rows to which the assigner gives the label they were fitted with, in [0, 1]. */
    static double of(Assigner assigner, Matrix x, int[] labels, Workers workers) {
        int blocks = (labels.length + BLOCK - 1) / BLOCK;
        int[] equal = new int[blocks];
        workers.forEachBlock(blocks, block -> {
            float[] row = new float[x.columns()];
            double[] squared = new double[assigner.clusters()];
            int[] points = new int[assigner.clusters()];
            for (int i = block * BLOCK; i < Math.min(labels.length, (block + 1) * BLOCK); i++) {
                x.row(i, row);
                equal[block] += cluster(assigner, row, squared, points) == labels[i] ? 1 : 0;
            }
        });
        return Arrays.stream(equal).asLongStream().sum() / (double) labels.length;
    }

    /** The cluster without its confidence, which would take far longer where distance decides. */
    private static int cluster(Assigner assigner, float[] row, double[] squared, int[] points) {
        boolean byDistance = assigner instanceof NearestCentroid || assigner instanceof NearestReference;
        if (!byDistance) {
            return assigner.explain(row, squared, points).cluster();
        }
        assigner.locate(row, squared, points);
        int nearest = 0;
        for (int c = 1; c < squared.length; c++) {
            nearest = squared[c] < squared[nearest] ? c : nearest;
        }
        return nearest;
    }

    /**
     * The same on rows that the assigner has not seen: one made in the same way of four fifths of the rows and their
     * labels labels the others. Every segment keeps a row at least; NaN when that leaves none to hold out.
     *
     * @param x n x d
     * @param partition of those rows
     * @param seed of the draw
     * @param make makes an assigner of rows and their partition
     * @param workers who does the work
     */
    static double heldOut(Matrix x, Partition partition, long seed, Function<Part, Assigner> make, Workers workers) {
        int[] labels = partition.labels();
        SplittableRandom random = new SplittableRandom(seed);
        long[] left = partition.sizes().clone();
        List<Integer> kept = new ArrayList<>();
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (random.nextInt(FOLD) == 0 && left[labels[i]] > 1) {
                left[labels[i]]--;
                held.add(i);
            } else {
                kept.add(i);
            }
        }
        if (held.isEmpty()) {
            return Double.NaN;
        }
        int[] rows = kept.stream().mapToInt(Integer::intValue).toArray();
        int[] keptLabels = Arrays.stream(rows).map(row -> labels[row]).toArray();
        Matrix part = x.selectRows(rows);
        Partition renumbered = Partition.of(part, keptLabels, partition.k());
        int[] lasting = new int[partition.k()];
        for (int i = 0; i < rows.length; i++) {
            lasting[keptLabels[i]] = renumbered.labels()[i];
        }
        int[] others = held.stream().mapToInt(Integer::intValue).toArray();
        int[] expected = Arrays.stream(others).map(row -> lasting[labels[row]]).toArray();
        return of(make.apply(new Part(part, renumbered)), x.selectRows(others), expected, workers);
    }

    /** Rows and how they are divided. */
    record Part(Matrix x, Partition partition) {}
}
