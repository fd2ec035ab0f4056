package io.segmenta.pipeline.fairness;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * People by one protected column or by two together.
 *
 * @param name of the column, or of both
 * @param columns one or two
 * @param groups those of at least {@value #LEAST_ROWS} people; at least two
 * @param of for a row of the table the place of its group; the number of groups for one that is too rare, -1 where the
 * value is missing
 */
record Grouping(String name, List<String> columns, List<String> groups, IntUnaryOperator of) {
    /** Smaller groups are not looked at: they could name people, and nothing could be told of them. */
    static final int LEAST_ROWS = 30;

    boolean isPair() {
        return columns.size() > 1;
    }

    /**
     * Counts people by another partition and group; the last column are those of rare groups.
     *
     * @param rows of the table
     * @param parts for each of them its part, in [0, k)
     */
    long[][] counts(int[] rows, int[] parts, int k) {
        long[][] counts = new long[k][groups.size() + 1];
        for (int i = 0; i < rows.length; i++) {
            int group = of.applyAsInt(rows[i]);
            if (group >= 0) {
                counts[parts[i]][group]++;
            }
        }
        return counts;
    }
}
