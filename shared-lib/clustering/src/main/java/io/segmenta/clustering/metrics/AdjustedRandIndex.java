package io.segmenta.clustering.metrics;

import io.segmenta.model.base.Check;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Agreement of two partitions of the same rows, corrected for chance: 1 for equal partitions whatever their numbering,
 * about 0 for independent ones, down to -0.5. 1 when both put all rows into one cluster, or every row into its own.
 *
 * <p>
 * Reference: Hubert and Arabie, J. Classif. 2 (1985), doi:10.1007/BF01908075.
 */
public final class AdjustedRandIndex {

    private AdjustedRandIndex() {}

    /** Returns the index of two labellings of at least one row; labels are any numbers. */
    public static double of(int[] a, int[] b) {
        Check.argument(a.length == b.length, "both partitions must have as many labels, got %d and %d", a.length,
                b.length);
        Check.argument(a.length > 0, "labels must not be empty");
        Map<Integer, Long> rows = new HashMap<>();
        Map<Integer, Long> columns = new HashMap<>();
        Map<Long, Long> cells = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            rows.merge(a[i], 1L, Long::sum);
            columns.merge(b[i], 1L, Long::sum);
            cells.merge((long) a[i] << 32 | (b[i] & 0xffffffffL), 1L, Long::sum);
        }
        return index(pairs(cells.values()), pairs(rows.values()), pairs(columns.values()), a.length);
    }

    /**
     * Returns the index of two labellings that are known by how many rows each pair of labels has.
     *
     * @param cells rows by the first label and the second, not negative, at least one row in all; rows of cells are of
     * one length
     */
    public static double ofCounts(long[][] cells) {
        Map<Integer, Long> rows = new HashMap<>();
        Map<Integer, Long> columns = new HashMap<>();
        double together = 0;
        double all = 0;
        for (int i = 0; i < cells.length; i++) {
            for (int j = 0; j < cells[i].length; j++) {
                long count = cells[i][j];
                Check.argument(count >= 0, "cells must not be negative, got %d", count);
                rows.merge(i, count, Long::sum);
                columns.merge(j, count, Long::sum);
                together += pairs(count);
                all += count;
            }
        }
        Check.argument(all > 0, "cells must not be empty");
        return index(together, pairs(rows.values()), pairs(columns.values()), all);
    }

    private static double index(double together, double inA, double inB, double all) {
        if (together == inA && together == inB) {
            return 1;
        }
        double expected = inA * inB / (0.5 * all * (all - 1.0));
        return (together - expected) / ((inA + inB) / 2 - expected);
    }

    private static double pairs(Collection<Long> counts) {
        double sum = 0;
        for (long count : counts) {
            sum += pairs(count);
        }
        return sum;
    }

    private static double pairs(long count) {
        return 0.5 * count * (count - 1.0);
    }
}
