package io.segmenta.pipeline.calibration;

import io.segmenta.clustering.metrics.Pairing;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.algorithm.Clusterer;
import io.segmenta.pipeline.algorithm.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often rows are answered alike when a model is trained again on bootstrap draws. Segments of two trainings are the
 * same when they are paired by the greatest sum of their Jaccard similarities, none below {@value #LEAST_SIMILARITY}. A
 * row counts in the trainings that did not draw it, as it does in those to come.
 */
final class Retrainings {
    /** How many. */
    static final int COUNT = 30;

    private static final double LEAST_SIMILARITY = 0.3;

    private Retrainings() {}

    /**
     * Trains again.
     *
     * @param pool the rows to draw from, m x d
     * @param of how many rows there are
     * @param answered their segments, -1 for none
     * @param k how many segments there are
     * @return per row the share of trainings in which its answer stays, NaN where every one drew it
     */
    static double[] shares(Clusterer clusterer, Rows pool, int of, int[] answered, int k, long seed,
            Workers workers) {
        int m = pool.count();
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = random.longs(COUNT).toArray();
        boolean[][] drawn = new boolean[COUNT][m];
        boolean[][] stays = new boolean[COUNT][m];
        workers.forEachBlock(COUNT, r -> {
            int[] draw = draw(m, new SplittableRandom(seeds[r]));
            Arrays.stream(draw).forEach(row -> drawn[r][row] = true);
            stays[r] = stays(clusterer, pool, draw, of, answered, k, seeds[r], workers);
        });
        double[] shares = new double[m];
        for (int i = 0; i < m; i++) {
            int counted = 0;
            int stayed = 0;
            for (int r = 0; r < COUNT; r++) {
                counted += drawn[r][i] ? 0 : 1;
                stayed += !drawn[r][i] && stays[r][i] ? 1 : 0;
            }
            shares[i] = counted == 0 ? Double.NaN : stayed / (double) counted;
        }
        return shares;
    }

    /** As many rows as there are, with repetition, rising. */
    private static int[] draw(int m, SplittableRandom random) {
        int[] draw = random.ints(Integer.getInteger("half", 0) > 0 ? Math.max(2, m * Integer.getInteger("half") / 100) : m, 0, m).toArray();
        Arrays.sort(draw);
        return draw;
    }

    private static boolean[] stays(Clusterer clusterer, Rows pool, int[] draw, int of, int[] answered, int k, long seed,
            Workers workers) {
        boolean[] stays = new boolean[answered.length];
        Matrix x = pool.x();
        int[] again;
        try {
            Assigner other = clusterer.retrained(pool.with(x.selectRows(draw)), of, k, seed, workers);
            again = other.assign(x);
        } catch (DataException nothing) {
            return stays;
        }
        int[] same = paired(answered, again, k);
        for (int i = 0; i < stays.length; i++) {
            stays[i] = answered[i] < 0 ? again[i] < 0 : again[i] >= 0 && same[answered[i]] == again[i];
        }
        return stays;
    }

    /** Per segment the one of the other training that is the same, -1 for none. */
    static int[] paired(int[] answered, int[] again, int k) {
        int others = 1 + Math.max(0, Arrays.stream(again).max().orElse(0));
        int[] sizes = new int[k];
        int[] otherSizes = new int[others];
        double[][] both = new double[k][others];
        for (int i = 0; i < answered.length; i++) {
            if (answered[i] >= 0) {
                sizes[answered[i]]++;
            }
            if (again[i] >= 0) {
                otherSizes[again[i]]++;
            }
            if (answered[i] >= 0 && again[i] >= 0) {
                both[answered[i]][again[i]]++;
            }
        }
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < others; b++) {
                double jaccard = both[a][b] == 0 ? 0 : both[a][b] / (sizes[a] + otherSizes[b] - both[a][b]);
                both[a][b] = jaccard >= LEAST_SIMILARITY ? jaccard : 0;
            }
        }
        return Pairing.of(both);
    }
}
