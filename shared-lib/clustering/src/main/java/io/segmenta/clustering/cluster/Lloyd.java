package io.segmenta.clustering.cluster;

import io.segmenta.clustering.kernel.LabelKernels;
import java.util.Arrays;

/**
 * One run of Lloyd's algorithm from given centroids: labels, sums and centroids of every iteration.
 *
 * <p>
 * Sums over the members of a cluster are kept per chunk in double precision and only corrected for the rows that change
 * their label; chunks are added in order, so the result does not depend on who worked on which. A cluster that loses its
 * last row takes over the row furthest from its centroid. Not thread-safe, except that different chunks may be assigned
 * at the same time.
 */
final class Lloyd {

    private static final int SIZE = Blocks.SIZE;

    private final Blocks blocks;
    private final int k;
    private final int columns;
    private final int[][] labels;
    /** [chunk][cluster * (columns + 1) + column], the last place of each cluster being its weight. */
    private final double[][] sums;
    private final long[][] counts;
    private final long[] moved;
    private final double[] total;
    private final long[] size;
    private float[][] centroids;
    private Assignment assignment;
    private int iterations;
    private boolean done;

    /** Starts a run; {@code centroids} is k x d in the units of the rows and is not changed. */
    Lloyd(Blocks blocks, float[][] centroids) {
        this.blocks = blocks;
        this.k = centroids.length;
        this.columns = blocks.columns;
        this.labels = new int[blocks.count][];
        this.sums = new double[blocks.chunks][];
        this.counts = new long[blocks.chunks][];
        this.moved = new long[blocks.chunks];
        this.total = new double[k * (columns + 1)];
        this.size = new long[k];
        this.centroids = centroids;
        this.assignment = new Assignment(centroids, blocks);
    }

    /** Runs on the calling thread until the run is done. */
    Lloyd run(int maxIterations, double tolerance) {
        Assignment.Scratch scratch = new Assignment.Scratch();
        while (!done) {
            for (int chunk = 0; chunk < blocks.chunks; chunk++) {
                begin(chunk);
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
        if (sums[chunk] == null) {
            sums[chunk] = new double[k * (columns + 1)];
            counts[chunk] = new long[k];
        }
    }

    /** Assigns one block and corrects the sums of its chunk. */
    void assign(int chunk, int block, Assignment.Scratch scratch) {
        assignment.assign(blocks, block, scratch);
        int rows = blocks.rowsIn(block);
        if (labels[block] == null) {
            labels[block] = scratch.label.clone();
            Arrays.fill(labels[block], rows, SIZE, 0);
            addAll(chunk, block, rows);
            moved[chunk] += rows;
            return;
        }
        int count = changed(labels[block], scratch.label, rows, scratch.changed);
        if (blocks.weights == null) {
            moveAll(chunk, block, scratch, count);
            return;
        }
        for (int q = 0; q < count; q++) {
            int p = scratch.changed[q];
            move(chunk, block, p, scratch.label[p]);
        }
    }

    /** Writes the places where labels differ and returns their number; most blocks of later iterations have hardly any. */
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

    private void addAll(int chunk, int block, int rows) {
        double[] sum = sums[chunk];
        float[][] x = blocks.values[block];
        int[] label = labels[block];
        int stride = columns + 1;
        long[] added = new long[k];
        for (int p = 0; p < rows; p++) {
            added[label[p]]++;
        }
        for (int c = 0; c < k; c++) {
            counts[chunk][c] += added[c];
        }
        if (blocks.weights == null) {
            for (int c = 0; c < k; c++) {
                sum[c * stride + columns] += added[c];
            }
            LabelKernels.addRows(x, columns, label, 0, rows, sum, stride);
            return;
        }
        for (int p = 0; p < rows; p++) {
            double weight = weight(block, p);
            int at = label[p] * stride;
            for (int j = 0; j < columns; j++) {
                sum[at + j] += weight * x[j][p];
            }
            sum[at + columns] += weight;
        }
    }

    private void moveAll(int chunk, int block, Assignment.Scratch scratch, int count) {
        int[] before = labels[block];
        int[] now = scratch.label;
        double[] sum = sums[chunk];
        int stride = columns + 1;
        LabelKernels.moveRows(blocks.values[block], columns, scratch.changed, count, before, now, sum, stride);
        for (int q = 0; q < count; q++) {
            int p = scratch.changed[q];
            sum[before[p] * stride + columns]--;
            sum[now[p] * stride + columns]++;
            counts[chunk][before[p]]--;
            counts[chunk][now[p]]++;
            before[p] = now[p];
        }
        moved[chunk] += count;
    }

    private void move(int chunk, int block, int p, int to) {
        double[] sum = sums[chunk];
        float[][] x = blocks.values[block];
        int from = labels[block][p];
        double weight = weight(block, p);
        int stride = columns + 1;
        int leave = from * stride;
        int enter = to * stride;
        for (int j = 0; j < columns; j++) {
            double value = weight * x[j][p];
            sum[leave + j] -= value;
            sum[enter + j] += value;
        }
        sum[leave + columns] -= weight;
        sum[enter + columns] += weight;
        counts[chunk][from]--;
        counts[chunk][to]++;
        moved[chunk]++;
        labels[block][p] = to;
    }

    private double weight(int block, int p) {
        return blocks.weights == null ? 1.0 : blocks.weights[block * SIZE + p];
    }

    /** Ends an iteration: adds the chunks, moves the centroids and decides whether the run is done. */
    void update(int maxIterations, double tolerance) {
        iterations++;
        merge();
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
        for (int c = 0; c < k; c++) {
            double weight = total[c * stride + columns];
            for (int j = 0; j < columns; j++) {
                next[c][j] = (float) (total[c * stride + j] / weight + blocks.shift[j]);
                double difference = (double) next[c][j] - centroids[c][j];
                shift += difference * difference;
            }
        }
        centroids = next;
        assignment = new Assignment(next, blocks);
        done = changes == 0 || shift <= tolerance || iterations >= maxIterations;
    }

    private void merge() {
        Arrays.fill(total, 0);
        Arrays.fill(size, 0);
        for (int chunk = 0; chunk < blocks.chunks; chunk++) {
            for (int q = 0; q < total.length; q++) {
                total[q] += sums[chunk][q];
            }
            for (int c = 0; c < k; c++) {
                size[c] += counts[chunk][c];
            }
        }
    }

    /** Gives an empty cluster the row furthest from its own centroid, the first of several. */
    private void takeFurthest(int empty) {
        double furthest = -1;
        int row = -1;
        for (int i = 0; i < blocks.rows; i++) {
            int own = labels[i / SIZE][i % SIZE];
            if (size[own] > 1) {
                double distance = assignment.squaredDistance(blocks, i, own);
                if (distance > furthest) {
                    furthest = distance;
                    row = i;
                }
            }
        }
        int chunk = 0;
        while (blocks.lastBlock(chunk) <= row / SIZE) {
            chunk++;
        }
        move(chunk, row / SIZE, row % SIZE, empty);
        merge();
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
