package io.segmenta.clustering.centroid;

import io.segmenta.clustering.kernel.LabelKernels;
import java.util.Arrays;

/**
 * The sums and counts of the rows of each cluster, apart for each chunk so that chunks can be worked on by several
 * threads and still add up to the same bits.
 */
final class ChunkedSums {
    private final Blocks blocks;
    private final int k;
    private final int columns;
    /** [chunk][cluster * (columns + 1) + column], the last place of each cluster being its weight. */
    private final double[][] sums;
    private final long[][] counts;

    ChunkedSums(Blocks blocks, int k) {
        this.blocks = blocks;
        this.k = k;
        this.columns = blocks.columns;
        this.sums = new double[blocks.chunks][];
        this.counts = new long[blocks.chunks][];
    }

    /** To be called before the first rows of a chunk are added. */
    void begin(int chunk) {
        if (sums[chunk] == null) {
            sums[chunk] = new double[k * (columns + 1)];
            counts[chunk] = new long[k];
        }
    }

    /** Adds the rows of a block that have had no label before. */
    void addAll(int chunk, int block, int[] label, int rows) {
        double[] sum = sums[chunk];
        float[][] x = blocks.values[block];
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

    /** Moves rows in the sums and counts, not their labels. */
    void moveAll(int chunk, float[][] x, int[] before, Assignment.Scratch scratch, int count) {
        int[] now = scratch.label;
        double[] sum = sums[chunk];
        int stride = columns + 1;
        LabelKernels.moveRows(x, columns, scratch.changed, count, before, now, sum, stride);
        for (int q = 0; q < count; q++) {
            int p = scratch.changed[q];
            sum[before[p] * stride + columns]--;
            sum[now[p] * stride + columns]++;
            counts[chunk][before[p]]--;
            counts[chunk][now[p]]++;
        }
    }

    /** Moves one row in the sums and counts, not its label. */
    void move(int chunk, int block, int p, int from, int to) {
        double[] sum = sums[chunk];
        float[][] x = blocks.values[block];
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
    }

    private double weight(int block, int p) {
        return blocks.weights == null ? 1.0 : blocks.weights[block * blocks.size + p];
    }

    /** Adds the chunks up, in their order. */
    void merge(double[] total, long[] size) {
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
}
