package io.segmenta.clustering.centroid;

import io.segmenta.model.base.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One run of Lloyd's algorithm from given centroids: labels, sums and centroids of every iteration.
 *
 * <p>
 * Sums over the members of a cluster are kept per chunk in double precision and only corrected for the rows that change
 * their label; chunks are added in order, so the result does not depend on who worked on which. Where a row costs many
 * products and few rows still change, passes look only at rows whose {@link Slack} is spent. A cluster that loses its
 * last row takes over the row furthest from its centroid. Not thread-safe, except that different chunks may be assigned
 * at the same time.
 */
final class Lloyd {

    /** Products of a row with all centroids from which on it pays to leave rows out. */
    private static final int LEAST_WORK = 256;
    /** Share of rows that may change in a pass before rows are left out in the next. */
    private static final double FEW_CHANGES = 0.02;
    /** Share of rows above which looking at them one by one costs more than it saves. */
    private static final double MANY_LOOKED = 0.4;

    private final Blocks blocks;
    private final int k;
    private final int columns;
    private final int[][] labels;
    private final ChunkedSums sums;
    private final long[] moved;
    private final double[] total;
    private final long[] size;
    private float[][] centroids;
    private Assignment assignment;
    private int iterations;
    private boolean done;
    /** Null while rows change too often for it to pay. */
    private @Nullable Slack slack;
    /** Whether every row has its slack, so that a pass can leave rows out. */
    private boolean sparse;
    private final long[] looked;
    /** Rows that may change in a pass before slack is kept; 0 for never. */
    private long fewChanges;

    /** Starts a run; {@code centroids} is k x d in the units of the rows and is not changed. */
    Lloyd(Blocks blocks, float[][] centroids) {
        this.blocks = blocks;
        this.k = centroids.length;
        this.columns = blocks.columns;
        this.labels = new int[blocks.count][];
        this.sums = new ChunkedSums(blocks, k);
        this.moved = new long[blocks.chunks];
        this.total = new double[k * (columns + 1)];
        this.size = new long[k];
        this.looked = new long[blocks.chunks];
        this.fewChanges = k * blocks.width < LEAST_WORK ? 0 : (long) (blocks.rows * FEW_CHANGES);
        this.centroids = centroids;
        this.assignment = new Assignment(centroids, blocks);
    }

    /** Runs on the calling thread until the run is done. */
    Lloyd run(int maxIterations, double tolerance) {
        Assignment.Scratch scratch = new Assignment.Scratch(blocks);
        while (!done) {
            for (int chunk = 0; chunk < blocks.chunks; chunk++) {
                begin(chunk);
                if (sparse) {
                    assignSpent(chunk, scratch);
                    continue;
                }
                for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
                    assign(chunk, b, scratch);
                }
            }
            update(maxIterations, tolerance);
        }
        return this;
    }

    /** To be called once per iteration and chunk, before its blocks are assigned. */
    void begin(int chunk) {
        moved[chunk] = 0;
        sums.begin(chunk);
    }

    /** Assigns one block and corrects the sums of its chunk. */
    void assign(int chunk, int block, Assignment.Scratch scratch) {
        if (slack == null) {
            assignment.assign(blocks, block, scratch);
        } else {
            assignment.assignWithLead(blocks.values[block], blocks.maxNorm[block], slack.unit, scratch);
            slack.put(block, scratch.lead);
        }
        int rows = blocks.rowsIn(block);
        if (labels[block] == null) {
            labels[block] = scratch.label.clone();
            Arrays.fill(labels[block], rows, blocks.size, 0);
            sums.addAll(chunk, block, labels[block], rows);
            moved[chunk] += rows;
            return;
        }
        int count = changed(labels[block], scratch.label, rows, scratch.changed);
        if (blocks.weights == null) {
            sums.moveAll(chunk, blocks.values[block], labels[block], scratch, count);
            moved[chunk] += count;
            for (int q = 0; q < count; q++) {
                labels[block][scratch.changed[q]] = scratch.label[scratch.changed[q]];
            }
            return;
        }
        for (int q = 0; q < count; q++) {
            int p = scratch.changed[q];
            move(chunk, block, p, scratch.label[p]);
        }
    }

    /** Writes the places where labels differ and returns their number; most blocks of later passes have hardly any. */
    private static int changed(int[] before, int[] now, int rows, int[] into) {
        int count = 0;
        int from = 0;
        while (from < rows) {
            int next = Arrays.mismatch(before, from, rows, now, from, rows);
            if (next < 0) {
                break;
            }
            into[count++] = from + next;
            from += next + 1;
        }
        return count;
    }

    /** Assigns the rows of a chunk whose slack is spent, gathered so that the kernels see full blocks of them. */
    void assignSpent(int chunk, Assignment.Scratch scratch) {
        Slack kept = Check.notNull(slack, "slack");
        if (scratch.gathered.length != blocks.width) {
            scratch.gathered = new float[blocks.width][blocks.size];
        }
        int filled = 0;
        float norm = 0f;
        looked[chunk] = 0;
        for (int b = blocks.firstBlock(chunk), end = blocks.lastBlock(chunk); b < end; b++) {
            int count = kept.spent(b, blocks.rowsIn(b), scratch.spent);
            looked[chunk] += count;
            for (int from = 0; from < count;) {
                int to = Math.min(count, from + blocks.size - filled);
                gather(b, from, to, filled, scratch);
                norm = Math.max(norm, blocks.maxNorm[b]);
                filled += to - from;
                from = to;
                if (filled == blocks.size) {
                    assignGathered(kept, chunk, filled, norm, scratch);
                    filled = 0;
                    norm = 0f;
                }
            }
        }
        if (filled > 0) {
            assignGathered(kept, chunk, filled, norm, scratch);
        }
    }

    private void gather(int block, int from, int to, int at, Assignment.Scratch scratch) {
        int[] spent = scratch.spent;
        for (int j = 0; j < columns; j++) {
            float[] source = blocks.values[block][j];
            float[] target = scratch.gathered[j];
            for (int q = from; q < to; q++) {
                target[at + q - from] = source[spent[q]];
            }
        }
        for (int q = from; q < to; q++) {
            scratch.row[at + q - from] = block * blocks.size + spent[q];
            scratch.before[at + q - from] = labels[block][spent[q]];
        }
    }

    private void assignGathered(Slack kept, int chunk, int count, float norm, Assignment.Scratch scratch) {
        assignment.assignWithLead(scratch.gathered, norm, kept.unit, scratch);
        for (int q = 0; q < count; q++) {
            kept.put(scratch.row[q] / blocks.size, scratch.row[q] % blocks.size, scratch.lead[q]);
        }
        int changes = changed(scratch.before, scratch.label, count, scratch.changed);
        if (blocks.weights == null) {
            sums.moveAll(chunk, scratch.gathered, scratch.before, scratch, changes);
            moved[chunk] += changes;
        }
        for (int q = 0; q < changes; q++) {
            int at = scratch.changed[q];
            int row = scratch.row[at];
            if (blocks.weights == null) {
                labels[row / blocks.size][row % blocks.size] = scratch.label[at];
            } else {
                move(chunk, row / blocks.size, row % blocks.size, scratch.label[at]);
            }
        }
    }

    private void move(int chunk, int block, int p, int to) {
        sums.move(chunk, block, p, labels[block][p], to);
        moved[chunk]++;
        labels[block][p] = to;
    }

    /** Ends an iteration: adds the chunks, moves the centroids and decides whether the run is done. */
    void update(int maxIterations, double tolerance) {
        iterations++;
        sums.merge(total, size);
        long changes = 0;
        for (long m : moved) {
            changes += m;
        }
        for (int c = 0; c < k; c++) {
            if (size[c] == 0) {
                takeFurthest(c);
                changes++;
            }
        }
        int stride = columns + 1;
        float[][] next = new float[k][columns];
        double shift = 0;
        double furthest = 0;
        double second = 0;
        for (int c = 0; c < k; c++) {
            double weight = total[c * stride + columns];
            double way = 0;
            for (int j = 0; j < columns; j++) {
                next[c][j] = (float) (total[c * stride + j] / weight + blocks.shift[j]);
                double difference = (double) next[c][j] - centroids[c][j];
                way += difference * difference;
            }
            shift += way;
            second = Math.max(second, Math.min(furthest, way));
            furthest = Math.max(furthest, way);
        }
        centroids = next;
        assignment = new Assignment(next, blocks);
        done = changes == 0 || shift <= tolerance || iterations >= maxIterations;
        decideWhatToLookAt(changes, Math.sqrt(furthest), Math.sqrt(second));
    }

    /** Keeps slack from when few rows change their label, and lets it go when it spares too few rows. */
    private void decideWhatToLookAt(long changes, double furthest, double second) {
        if (slack == null) {
            slack = changes < fewChanges ? new Slack(blocks) : null;
            return;
        }
        long sum = 0;
        for (long chunk : looked) {
            sum += chunk;
        }
        boolean pays = !sparse || sum <= MANY_LOOKED * blocks.rows;
        sparse = pays && slack.moved(furthest, second);
        if (!sparse) {
            slack = null;
            fewChanges = changes / 2;
        }
    }

    /** Gives an empty cluster the row furthest from its own centroid, the first of several. */
    private void takeFurthest(int empty) {
        double furthest = -1;
        int row = -1;
        for (int i = 0; i < blocks.rows; i++) {
            int own = labels[i / blocks.size][i % blocks.size];
            if (size[own] > 1) {
                double distance = assignment.squaredDistance(blocks, i, own);
                if (distance > furthest) {
                    furthest = distance;
                    row = i;
                }
            }
        }
        int chunk = 0;
        while (blocks.lastBlock(chunk) <= row / blocks.size) {
            chunk++;
        }
        move(chunk, row / blocks.size, row % blocks.size, empty);
        if (slack != null) {
            slack.put(row / blocks.size, row % blocks.size, -1);
        }
        sums.merge(total, size);
    }

    /** Whether the next pass is {@link #assignSpent} of each chunk instead of {@link #assign} of each block. */
    boolean sparse() {
        return sparse;
    }

    boolean done() {
        return done;
    }

    int iterations() {
        return iterations;
    }

    float[][] centroids() {
        return centroids;
    }

    long size(int cluster) {
        return size[cluster];
    }

    /**
     * Returns the sum of squares about the cluster means of the last labels, from the sums alone. Exact enough to rank
     * runs; loses digits when clusters are very tight.
     */
    double inertia() {
        double inertia = blocks.totalNorm;
        int stride = columns + 1;
        for (int c = 0; c < k; c++) {
            double square = 0;
            for (int j = 0; j < columns; j++) {
                square += total[c * stride + j] * total[c * stride + j];
            }
            inertia -= square / total[c * stride + columns];
        }
        return Math.max(0, inertia);
    }
}
