package io.segmenta.clustering.centroid;

import io.segmenta.clustering.kernel.LabelKernels;
import io.segmenta.clustering.parallel.Workers;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The end of a fit of k-means: every row gets the label of exact arithmetic, no cluster stays empty, and clusters are
 * numbered by falling size.
 */
final class ExactLabels {

    private final Blocks blocks;
    private final float[][] columns;
    private final Workers workers;

    ExactLabels(Blocks blocks, Workers workers) {
        this.blocks = blocks;
        this.workers = workers;
        this.columns = new float[blocks.columns][];
        Arrays.setAll(columns, blocks.source::column);
    }

    /** Labels the rows by the centroids where a run ended. */
    KMeansFit of(Lloyd run) {
        float[][] centroids = run.centroids();
        long[] sizes = new long[centroids.length];
        Arrays.setAll(sizes, run::size);
        int[] labels = new int[blocks.rows];
        boolean sorted = false;
        while (true) {
            centroids = bySize(centroids, sizes);
            Labelling labelling = label(centroids, labels);
            int empty = count(labels, sizes);
            if (empty >= 0) {
                refill(centroids, labels, empty);
                continue;
            }
            if (!sorted && !falling(sizes) && !labelling.tied) {
                centroids = renumber(centroids, labels, sizes);
                sorted = true;
            }
            if (sorted || falling(sizes)) {
                return new KMeansFit(centroids, labels, labelling.inertia, run.iterations());
            }
            sorted = true;
        }
    }

    /** Numbers the clusters by size without assigning again, as only tied rows look at the numbers. */
    private static float[][] renumber(float[][] centroids, int[] labels, long[] sizes) {
        Integer[] order = order(centroids, sizes);
        int[] number = new int[order.length];
        for (int c = 0; c < order.length; c++) {
            number[order[c]] = c;
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = number[labels[i]];
        }
        return bySize(centroids, sizes);
    }

    private static Integer[] order(float[][] centroids, long[] sizes) {
        Integer[] order = new Integer[centroids.length];
        Arrays.setAll(order, c -> c);
        Arrays.sort(order, Comparator.comparingLong((Integer c) -> -sizes[c]).thenComparing(c -> centroids[c],
                Arrays::compare));
        return order;
    }

    private static float[][] bySize(float[][] centroids, long[] sizes) {
        Integer[] order = order(centroids, sizes);
        float[][] sorted = new float[centroids.length][];
        for (int c = 0; c < sorted.length; c++) {
            sorted[c] = centroids[order[c]];
        }
        return sorted;
    }

    private static boolean falling(long[] sizes) {
        for (int c = 1; c < sizes.length; c++) {
            if (sizes[c] > sizes[c - 1]) {
                return false;
            }
        }
        return true;
    }

    /** The inertia of an exact labelling, and whether any row could have had another label. */
    private record Labelling(double inertia, boolean tied) {}

    private Labelling label(float[][] centroids, int[] labels) {
        Assignment assignment = new Assignment(centroids, blocks);
        double[] points = new double[centroids.length * blocks.columns];
        Arrays.setAll(points, at -> centroids[at / blocks.columns][at % blocks.columns]);
        double[] inertia = new double[blocks.chunks];
        boolean[] tied = new boolean[blocks.chunks];
        workers.forEachBlock(blocks.chunks, chunk -> {
            Assignment.Scratch scratch = new Assignment.Scratch(blocks);
            double[] distance = new double[blocks.size];
            for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
                int rows = blocks.rowsIn(b);
                assignment.assignExactly(blocks, b, scratch);
                System.arraycopy(scratch.label, 0, labels, b * blocks.size, rows);
                LabelKernels.squared(columns, blocks.columns, labels, b * blocks.size, b * blocks.size + rows, points,
                        distance);
                inertia[chunk] += weightedSum(distance, b, rows);
            }
            tied[chunk] = scratch.tied;
        });
        double sum = 0;
        boolean anyTied = false;
        for (int chunk = 0; chunk < blocks.chunks; chunk++) {
            sum += inertia[chunk];
            anyTied |= tied[chunk];
        }
        return new Labelling(sum, anyTied);
    }

    private double weightedSum(double[] distance, int block, int rows) {
        double even = 0;
        double odd = 0;
        if (blocks.weights == null) {
            Arrays.fill(distance, rows, blocks.size, 0);
            for (int p = 0; p < blocks.size; p += 2) {
                even += distance[p];
                odd += distance[p + 1];
            }
        } else {
            for (int p = 0; p < rows; p++) {
                even += blocks.weights[block * blocks.size + p] * distance[p];
            }
        }
        return even + odd;
    }

    /** Counts the rows of each cluster and returns the first without any, or -1. */
    private static int count(int[] labels, long[] sizes) {
        Arrays.fill(sizes, 0);
        for (int label : labels) {
            sizes[label]++;
        }
        for (int c = 0; c < sizes.length; c++) {
            if (sizes[c] == 0) {
                return c;
            }
        }
        return -1;
    }

    /** Moves the centroid of an empty cluster to the row furthest from its own. */
    private void refill(float[][] centroids, int[] labels, int empty) {
        Assignment assignment = new Assignment(centroids, blocks);
        double furthest = -1;
        int row = 0;
        for (int i = 0; i < blocks.rows; i++) {
            double distance = assignment.squaredDistance(blocks, i, labels[i]);
            if (distance > furthest) {
                furthest = distance;
                row = i;
            }
        }
        blocks.source.row(row, centroids[empty]);
    }
}
