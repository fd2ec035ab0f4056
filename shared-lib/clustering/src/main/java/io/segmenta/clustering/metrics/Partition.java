package io.segmenta.clustering.metrics;

import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.Check;
import java.util.Arrays;

/** Labels with the unused numbers left out: cluster in [0, k) of each row, every cluster with at least one row. */
final class Partition {

    final int[] labels;
    final int k;
    final int[] sizes;

    private Partition(int[] labels, int[] sizes) {
        this.labels = labels;
        this.sizes = sizes;
        this.k = sizes.length;
    }

    /** Closes the gaps of labels that are not negative; labels without gaps are kept, not copied. */
    static Partition of(int[] labels, int rows) {
        int[] counts = new int[Inputs.labels(labels, rows)];
        for (int label : labels) {
            counts[label]++;
        }
        int[] number = new int[counts.length];
        int[] sizes = new int[counts.length];
        int k = 0;
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                number[c] = k;
                sizes[k++] = counts[c];
            }
        }
        if (k == counts.length) {
            return new Partition(labels, sizes);
        }
        int[] dense = new int[rows];
        for (int i = 0; i < rows; i++) {
            dense[i] = number[labels[i]];
        }
        return new Partition(dense, Arrays.copyOf(sizes, k));
    }

    /** As {@link #of}, refusing what the internal indices are not defined for. */
    static Partition forIndex(int[] labels, int rows) {
        Partition partition = of(labels, rows);
        Check.argument(partition.k >= 2 && partition.k < rows,
                "number of clusters must be in [2, rows - 1] = [2, %d], got %d", rows - 1, partition.k);
        return partition;
    }
}
