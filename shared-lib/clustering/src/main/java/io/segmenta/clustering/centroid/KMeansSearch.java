package io.segmenta.clustering.centroid;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.RowNumber;
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
import org.jspecify.annotations.Nullable;

/** The fits of {@link KMeans} on one matrix: layout and sample made once, starts run side by side. */
final class KMeansSearch {

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
    /** Working arrays between two chunks; fresh ones would push the rows out of the cache. */
    private final Queue<Assignment.Scratch> scratches = new ConcurrentLinkedQueue<>();
    private @Nullable Blocks sample;
    /** NaN until it is asked for. */
    private double variance = Double.NaN;

    KMeansSearch(Matrix x, float @Nullable [] weights, int kMax, long seed, Workers workers) {
        check(x, weights, kMax);
        this.workers = workers;
        this.seed = seed;
        this.source = x;
        this.blocks = Blocks.of(x, weights, workers);
    }

    private static void check(Matrix x, float @Nullable [] weights, int k) {
        Inputs.atLeastRows(x, 2);
        if (weights != null) {
            Check.argument(weights.length == x.rows(), "%d weights for %d rows; there must be as many", weights.length,
                    x.rows());
            for (int i = 0; i < weights.length; i++) {
                Check.argument(weights[i] > 0 && weights[i] <= Inputs.MAX_MAGNITUDE,
                        "weight must be positive and finite, got %s at row %d", weights[i], RowNumber.of(i));
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
        return Blocks.of(source.selectRows(chosen), blocks.weights == null ? null : select(blocks.weights, chosen),
                workers);
    }

    private static float[] select(float[] weights, int[] chosen) {
        float[] selected = new float[chosen.length];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = weights[chosen[i]];
        }
        return selected;
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
        return new ExactLabels(blocks, workers)
                .of(direct ? best(List.of(started)) : runAll(distinct(started), template, tolerance));
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
        return new ExactLabels(search.blocks, workers)
                .of(search.runAll(Collections.singletonList(copy), template, search.tolerance(template)));
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
        List<Lloyd> best = List.of();
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
            runs.addAll(0, best);
            best = List.of(best(runs));
        }
        return best.getFirst();
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
                    if (!run.sparse()) {
                        run.assign(chunk, b, scratch);
                    }
                }
            }
            for (Lloyd run : runs) {
                if (run.sparse()) {
                    run.assignSpent(chunk, scratch);
                }
            }
            scratches.add(scratch);
        });
    }

    private Assignment.Scratch scratch() {
        Assignment.Scratch idle = scratches.poll();
        return idle == null ? new Assignment.Scratch(blocks) : idle;
    }

    private static Lloyd best(List<Lloyd> runs) {
        Lloyd best = runs.getFirst();
        double least = best.inertia();
        for (Lloyd run : runs.subList(1, runs.size())) {
            double inertia = run.inertia();
            if (inertia < least) {
                best = run;
                least = inertia;
            }
        }
        return best;
    }
}
