package io.segmenta.clustering.cluster;

import io.segmenta.clustering.DistinctRows;
import io.segmenta.clustering.Inputs;
import io.segmenta.clustering.Progress;
import io.segmenta.clustering.Workers;
import io.segmenta.clustering.kernel.LabelKernels;
import io.segmenta.model.Check;
import io.segmenta.model.DataException;
import io.segmenta.model.DataException.Reason;
import io.segmenta.model.data.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The fits of {@link KMeans} on one matrix: layout and sample made once, starts run side by side. */
final class KMeansSearch {

    private static final int SIZE = Blocks.SIZE;
    private static final int SAMPLE_ROWS = 16_384;
    private static final int SAMPLE_ROWS_PER_CLUSTER = 256;
    /** Starts are run to a finer tolerance on the sample, so that equal optima show as such. */
    private static final double SAMPLE_TOLERANCE = 0.01;
    private static final int SAMPLE_ITERATIONS = 100;
    private static final double SAME_OPTIMUM = 1e-6;
    /** Labels held at once by the runs that share a pass. */
    private static final long LABELS_AT_ONCE = 1L << 25;

    private final Workers workers;
    private final long seed;
    private final Matrix source;
    private final Blocks blocks;
    private final float[][] columns;
    /** Working arrays between two chunks; fresh ones would push the rows out of the cache. */
    private final Queue<Assignment.Scratch> scratches = new ConcurrentLinkedQueue<>();
    private Blocks sample;
    /** NaN until it is asked for. */
    private double variance = Double.NaN;

    KMeansSearch(Matrix x, float[] weights, int kMax, long seed, Workers workers) {
        check(x, weights, kMax);
        this.workers = workers;
        this.seed = seed;
        this.source = x;
        this.blocks = Blocks.of(x, weights, workers);
        this.columns = new float[x.columns()][];
        Arrays.setAll(columns, x::column);
    }

    private static void check(Matrix x, float[] weights, int k) {
        Inputs.atLeastRows(x, 2);
        if (weights != null) {
            Check.argument(weights.length == x.rows(), "%d weights for %d rows", weights.length, x.rows());
            for (int i = 0; i < weights.length; i++) {
                Check.argument(weights[i] > 0 && weights[i] <= Inputs.MAX_MAGNITUDE,
                        "weight must be positive and finite, got %s at row %d", weights[i], i);
            }
        }
        int distinct = DistinctRows.count(x, k);
        if (distinct < k) {
            Inputs.finite(x);
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "k must not exceed the number of distinct rows: k=%d, distinct rows=%d", k, distinct);
        }
    }

    /** Returns the rows that starts are drawn from: all of few, one out of each equal stretch of many. */
    private Blocks seedBlocks(int k) {
        int rows = Math.max(SAMPLE_ROWS, SAMPLE_ROWS_PER_CLUSTER * k);
        if (blocks.rows <= KMeansSweep.DIRECT_ROWS || blocks.rows < 2L * rows) {
            return blocks;
        }
        if (sample == null || sample.rows != rows) {
            sample = sample(rows);
        }
        return DistinctRows.count(sample.source, k) < k ? blocks : sample;
    }

    private Blocks sample(int rows) {
        int[] chosen = StratifiedRows.of(blocks.rows, rows, seed);
        float[] weights = blocks.weights == null ? null : new float[rows];
        for (int i = 0; i < rows && weights != null; i++) {
            weights[i] = blocks.weights[chosen[i]];
        }
        return Blocks.of(source.selectRows(chosen), weights, workers);
    }

    List<KMeansFit> fit(KMeans template, int kMin, int kMax, Progress progress) {
        List<KMeansFit> fits = new ArrayList<>();
        for (int k = kMin; k <= kMax; k++) {
            KMeansFit fit = fit(template, k);
            fits.add(fit);
            progress.report("k-means", (k - kMin + 1.0) / (kMax - kMin + 1),
                    String.format(Locale.ROOT, "k=%d inertia %.6g", k, fit.inertia()));
        }
        return fits;
    }

    private KMeansFit fit(KMeans template, int k) {
        double tolerance = tolerance(template);
        Blocks seedBlocks = seedBlocks(k);
        boolean direct = seedBlocks == blocks;
        Lloyd[] started = new Lloyd[template.restarts()];
        workers.forEachBlock(started.length, restart -> {
            SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (1 + restart) + k);
            Lloyd run = new Lloyd(seedBlocks, Seeding.choose(seedBlocks, k, random));
            started[restart] = direct ? run.run(template.maxIterations(), tolerance)
                    : run.run(SAMPLE_ITERATIONS, tolerance * SAMPLE_TOLERANCE);
        });
        return finish(direct ? best(List.of(started)) : runAll(distinct(started), template, tolerance));
    }

    static KMeansFit fitFrom(KMeans template, Matrix x, float[][] start, Workers workers) {
        Check.argument(start.length == template.k(), "%d centroids for k=%d", start.length, template.k());
        float[][] copy = new float[start.length][];
        for (int c = 0; c < copy.length; c++) {
            Check.argument(start[c].length == x.columns(), "centroid %d has %d values, expected %d", c,
                    start[c].length, x.columns());
            copy[c] = start[c].clone();
        }
        KMeansSearch search = new KMeansSearch(x, null, template.k(), 0, workers);
        return search.finish(search.runAll(Collections.singletonList(copy), template, search.tolerance(template)));
    }

    /** Returns the tolerance in the units of the rows: that of the template times {@link Blocks#meanVariance}. */
    private double tolerance(KMeans template) {
        if (template.tolerance() > 0 && Double.isNaN(variance)) {
            variance = blocks.meanVariance();
        }
        return template.tolerance() > 0 ? template.tolerance() * variance : 0;
    }

    /** Returns the end points of the starts on the sample, one for each optimum reached. */
    private static List<float[][]> distinct(Lloyd[] runs) {
        Lloyd[] sorted = runs.clone();
        Arrays.sort(sorted, Comparator.comparingDouble(Lloyd::inertia));
        List<float[][]> starts = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (Lloyd run : sorted) {
            double inertia = run.inertia();
            if (starts.isEmpty() || inertia - last > SAME_OPTIMUM * inertia) {
                starts.add(run.centroids());
                last = inertia;
            }
        }
        return starts;
    }

    /** Runs all starts over all rows, several at once, and returns the best. */
    private Lloyd runAll(List<float[][]> starts, KMeans template, double tolerance) {
        int atOnce = (int) Math.max(1, Math.min(starts.size(), LABELS_AT_ONCE / blocks.rows));
        List<Lloyd> runs = new ArrayList<>();
        Lloyd best = null;
        for (int from = 0; from < starts.size(); from += atOnce) {
            runs.clear();
            for (float[][] start : starts.subList(from, Math.min(starts.size(), from + atOnce))) {
                runs.add(new Lloyd(blocks, start));
            }
            List<Lloyd> active = new ArrayList<>(runs);
            while (!active.isEmpty()) {
                iterate(active);
                for (Lloyd run : active) {
                    run.update(template.maxIterations(), tolerance);
                }
                active.removeIf(Lloyd::done);
            }
            if (best != null) {
                runs.addFirst(best);
            }
            best = best(runs);
        }
        return best;
    }

    private void iterate(List<Lloyd> active) {
        Lloyd[] runs = active.toArray(Lloyd[]::new);
        workers.forEachBlock(blocks.chunks, chunk -> {
            Assignment.Scratch scratch = scratch();
            for (Lloyd run : runs) {
                run.begin(chunk);
            }
            for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
                for (Lloyd run : runs) {
                    run.assign(chunk, b, scratch);
                }
            }
            scratches.add(scratch);
        });
    }

    private Assignment.Scratch scratch() {
        Assignment.Scratch idle = scratches.poll();
        return idle == null ? new Assignment.Scratch() : idle;
    }

    private static Lloyd best(List<Lloyd> runs) {
        Lloyd best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Lloyd run : runs) {
            double inertia = run.inertia();
            if (best == null || inertia < least) {
                best = run;
                least = inertia;
            }
        }
        return best;
    }

    /** Gives every row its exact label and numbers the clusters by size. */
    private KMeansFit finish(Lloyd run) {
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
            Assignment.Scratch scratch = new Assignment.Scratch();
            double[] distance = new double[SIZE];
            for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
                int rows = blocks.rowsIn(b);
                assignment.assignExactly(blocks, b, scratch);
                System.arraycopy(scratch.label, 0, labels, b * SIZE, rows);
                LabelKernels.squared(columns, blocks.columns, labels, b * SIZE, b * SIZE + rows, points, distance);
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
            Arrays.fill(distance, rows, SIZE, 0);
            for (int p = 0; p < SIZE; p += 2) {
                even += distance[p];
                odd += distance[p + 1];
            }
        } else {
            for (int p = 0; p < rows; p++) {
                even += blocks.weights[block * SIZE + p] * distance[p];
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
