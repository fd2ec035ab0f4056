package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.statistics.Grid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Lloyd's algorithm over blocks in many places, from several starts at once: a round is one pass for all that still
 * move.
 *
 * <p>
 * Labels are those of exact arithmetic on the rows, means those of the rows on a {@link Grid}, whose sums are exact:
 * the same bits however the blocks are spread and however often a task is run. A cluster without rows takes the row
 * furthest from its centroid, the one with the lowest number of several. A start ends when the squared movement of its
 * centroids, summed, falls to the tolerance, or after so many rounds. Time O(n d k) per round and start.
 *
 * <p>
 * Reference: Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982),
 * doi:10.1109/TIT.1982.1056489.
 */
final class Lloyd {

    private final JavaSparkContext spark;
    private final JavaRDD<Block> blocks;
    private final Grid grid;
    private final int maxIterations;
    private final double tolerance;

    /**
     * @param blocks of all rows, with which nothing is wrong
     * @param tolerance of the squared movement of the centroids, summed
     */
    Lloyd(JavaSparkContext spark, JavaRDD<Block> blocks, Grid grid, int maxIterations, double tolerance) {
        this.spark = spark;
        this.blocks = blocks;
        this.grid = grid;
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
    }

    /** Where a start is. */
    static final class Run {
        private float[][] centroids;
        private int rounds;
        private double moved = Double.POSITIVE_INFINITY;

        private Run(float[][] centroids) {
            this.centroids = centroids;
        }

        float[][] centroids() {
            return centroids;
        }

        int rounds() {
            return rounds;
        }
    }

    /** Hears of rounds that are over. */
    interface Listener {
        /** Hears of a round from 1, and the squared movement of the start that moved most. */
        void round(int round, double moved);
    }

    /**
     * Follows starts to their ends.
     *
     * @param starts of k x d each
     * @param ended whether the first is at its end already
     * @throws DataException when there are fewer distinct rows than clusters
     */
    List<Run> run(List<float[][]> starts, boolean ended, Listener listener) {
        List<Run> runs = starts.stream().map(Run::new).toList();
        List<Run> moving = ended ? runs.subList(1, runs.size()) : runs;
        for (int round = 1; !moving.isEmpty() && round <= maxIterations; round++) {
            round(moving);
            moving = moving.stream().filter(run -> run.moved > tolerance).toList();
            listener.round(round, moving.stream().mapToDouble(run -> run.moved).max().orElse(0));
        }
        return runs;
    }

    private void round(List<Run> moving) {
        Broadcast<float[][][]> at = spark.broadcast(moving.stream().map(Run::centroids).toArray(float[][][]::new));
        Grid on = grid;
        Sums[] sums = blocks.mapPartitions(part -> Collections.singletonList(Sums.of(part, at.value(), on)).iterator())
                .treeReduce(Sums::add);
        at.destroy();
        for (int s = 0; s < moving.size(); s++) {
            Run run = moving.get(s);
            fillEmpty(run.centroids, sums[s]);
            float[][] next = sums[s].means(grid);
            run.moved = squaredDistance(run.centroids, next);
            run.centroids = next;
            run.rounds++;
        }
    }

    private void fillEmpty(float[][] centroids, Sums sums) {
        Set<Long> taken = new HashSet<>();
        for (int c = 0; c < centroids.length; c++) {
            if (sums.sizes()[c] == 0) {
                Furthest row = furthest(centroids, sums.sizes(), taken);
                sums.move(row.row(), row.own(), c, grid);
                taken.add(row.number());
            }
        }
    }

    private Furthest furthest(float[][] centroids, long[] sizes, Set<Long> taken) {
        long[] now = sizes.clone();
        Set<Long> without = new HashSet<>(taken);
        Furthest row = blocks
                .mapPartitions(part -> List.of(Furthest.of(part, centroids, now, without)).iterator())
                .treeReduce(Furthest::or);
        if (row.distance() <= 0) {
            throw DataException.of(Reason.TOO_FEW_DISTINCT_ROWS,
                    "%d segments need as many distinct rows, and there are fewer; train with fewer segments",
                    centroids.length);
        }
        return row;
    }

    /**
     * Labels all rows by the centroids where starts ended; one that loses its last row thereby goes to the row furthest
     * from its own.
     */
    List<Ends> ends(List<Run> runs) {
        List<Ends> found = ends(runs.stream().map(Run::centroids).toArray(float[][][]::new));
        List<Ends> ends = new ArrayList<>(found);
        for (int s = 0; s < ends.size(); s++) {
            float[][] centroids = runs.get(s).centroids;
            for (int c = empty(ends.get(s)); c >= 0; c = empty(ends.get(s))) {
                centroids[c] = furthest(centroids, ends.get(s).sizes(), Collections.emptySet()).row();
                ends.set(s, ends(new float[][][] {centroids}).get(0));
            }
        }
        return ends;
    }

    private List<Ends> ends(float[][][] centroids) {
        Broadcast<float[][][]> at = spark.broadcast(centroids);
        Ends[] ends = blocks.mapPartitions(part -> Collections.singletonList(Ends.of(part, at.value())).iterator())
                .treeReduce(Ends::add);
        at.destroy();
        return List.of(ends);
    }

    private static int empty(Ends ends) {
        for (int c = 0; c < ends.sizes().length; c++) {
            if (ends.sizes()[c] == 0) {
                return c;
            }
        }
        return -1;
    }

    private static double squaredDistance(float[][] from, float[][] to) {
        double sum = 0;
        for (int c = 0; c < from.length; c++) {
            for (int j = 0; j < from[c].length; j++) {
                double way = (double) to[c][j] - from[c][j];
                sum += way * way;
            }
        }
        return sum;
    }
}
