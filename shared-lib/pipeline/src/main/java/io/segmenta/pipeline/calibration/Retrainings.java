package io.segmenta.pipeline.calibration;

import io.segmenta.clustering.metrics.Pairing;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.rows.DistinctRows;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often one training answers as another does: the rows are parted at random in two halves, each is trained on as
 * the run was, and the tenth that is in neither is asked of both. So it goes {@value #PAIRS} times, and each half is
 * held against the other in turn. Segments of two trainings are the same when they are paired by the greatest sum of
 * their Jaccard similarities, none below {@value #LEAST_SIMILARITY}.
 *
 * @param segments of the answers, in [0, k] as the run numbers them, k for none; k + 1 where the run has no such
 * segment
 * @param margins of the answers; of a draw as small as they would be had all rows been trained on, as what is estimated
 * from rows varies with the root of their number; and of halves as much smaller as the algorithm says
 * @param stays whether the other training answered the same, 1 or 0
 */
record Retrainings(int[] segments, double[] margins, double[] stays) {
    private static final int PAIRS = 15;
    private static final double LEAST_SIMILARITY = 0.3;
    private static final double HALF = 0.45;

    /**
     * Trains.
     *
     * @param pool the rows to part, m x d
     * @param of how many rows the run had
     * @param run labels new rows as the run does
     */
    static Retrainings of(Clusterer clusterer, Rows pool, int of, Assigner run, long seed, Workers workers) {
        int m = pool.count();
        int k = run.clusters();
        int half = (int) (HALF * m);
        int asked = m - 2 * half;
        int[] answered = run.assign(pool.x());
        long[] seeds = new SplittableRandom(seed).longs(PAIRS).toArray();
        int[] segments = new int[2 * PAIRS * asked];
        double[] margins = new double[segments.length];
        double[] stays = new double[segments.length];
        Arrays.fill(segments, -1);
        double scale = Math.sqrt(m / (double) of) * StrictMath.pow(HALF, clusterer.widening());
        workers.forEachBlock(PAIRS, pair -> {
            int[] order = shuffled(m, new SplittableRandom(seeds[pair]));
            Optional<Assigner> one = trained(clusterer, pool, order, 0, half, of, k, seeds[pair], workers);
            Optional<Assigner> two = trained(clusterer, pool, order, half, 2 * half, of, k, seeds[pair], workers);
            int[] rows = Arrays.copyOfRange(order, 2 * half, m);
            for (int way = 0; way < 2; way++) {
                Optional<Assigner> first = way == 0 ? one : two;
                Optional<Assigner> second = way == 0 ? two : one;
                if (first.isPresent()) {
                    int from = (2 * pair + way) * asked;
                    ask(first.get(), second, pool.x(), rows, answered, k, from, scale, segments, margins, stays);
                }
            }
        });
        int[] known = IntStream.range(0, segments.length).filter(i -> segments[i] >= 0).toArray();
        return new Retrainings(Arrays.stream(known).map(i -> segments[i]).toArray(),
                Arrays.stream(known).mapToDouble(i -> margins[i]).toArray(),
                Arrays.stream(known).mapToDouble(i -> stays[i]).toArray());
    }

    static int[] shuffled(int m, SplittableRandom random) {
        int[] order = IntStream.range(0, m).toArray();
        for (int i = m - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static Optional<Assigner> trained(Clusterer clusterer, Rows pool, int[] order, int from, int to, int of,
            int k, long seed, Workers workers) {
        int[] rows = Arrays.copyOfRange(order, from, to);
        Arrays.sort(rows);
        Matrix part = pool.x().selectRows(rows);
        if (rows.length <= k || DistinctRows.count(part, k) < k) {
            return Optional.empty();
        }
        try {
            return Optional.of(clusterer.retrained(pool.with(part), of, k, seed, workers));
        } catch (DataException nothing) {
            return Optional.empty();
        }
    }

    private static void ask(Assigner first, Optional<Assigner> second, Matrix x, int[] rows, int[] answered, int k,
            int from, double scale, int[] segments, double[] margins, double[] stays) {
        int[] labels = first.assign(x);
        int[] others = second.map(one -> one.assign(x)).orElseGet(() -> filled(labels.length));
        int[] run = paired(labels, answered, first.clusters(), k);
        int[] same = paired(labels, others, first.clusters(), second.map(Assigner::clusters).orElse(1));
        float[] row = new float[x.columns()];
        for (int i = 0; i < rows.length; i++) {
            x.row(rows[i], row);
            Assignment answer = first.explain(row);
            int cluster = answer.cluster();
            segments[from + i] = cluster < 0 ? k : run[cluster] < 0 ? k + 1 : run[cluster];
            margins[from + i] = Calibrating.finite(answer.margin()) * scale;
            int other = others[rows[i]];
            stays[from + i] = (cluster < 0 ? other == -1 : other >= 0 && same[cluster] == other) ? 1 : 0;
        }
    }

    /** What is answered where nothing was found: not even that a row is in no segment. */
    private static int[] filled(int rows) {
        int[] labels = new int[rows];
        Arrays.fill(labels, -2);
        return labels;
    }

    /** Per segment the one of the other training that is the same, -1 for none. */
    static int[] paired(int[] labels, int[] others, int k, int otherK) {
        int[] sizes = new int[k];
        int[] otherSizes = new int[otherK];
        double[][] both = new double[k][otherK];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                sizes[labels[i]]++;
            }
            if (others[i] >= 0) {
                otherSizes[others[i]]++;
            }
            if (labels[i] >= 0 && others[i] >= 0) {
                both[labels[i]][others[i]]++;
            }
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < otherK; b++) {
                double jaccard = both[a][b] == 0 ? 0 : both[a][b] / (sizes[a] + otherSizes[b] - both[a][b]);
                both[a][b] = jaccard >= LEAST_SIMILARITY ? jaccard : 0;
            }
        }
        return Pairing.of(both);
    }
}
