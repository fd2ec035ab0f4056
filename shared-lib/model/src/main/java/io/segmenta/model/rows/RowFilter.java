package io.segmenta.model.rows;

import java.util.List;

/**
 * Which rows are asked for.
 *
 * @param segments lasting ids; every row where there are none
 * @param minConfidence the least confidence, in [0, 1]
 */
public record RowFilter(List<String> segments, double minConfidence) {
    /** Every row. */
    public static final RowFilter ALL = new RowFilter(List.of(), 0);

    public RowFilter {
        segments = List.copyOf(segments);
    }

    /** How many rows of a block may be meant: all of them, or those of the segments. */
    int most(RowBlocks index, int block) {
        return segments.isEmpty() ? index.rows(block)
                : segments.stream().mapToInt(segment -> index.rows(block, segment)).sum();
    }

    boolean test(AssignedRow row) {
        return row.confidence() >= minConfidence && (segments.isEmpty() || segments.contains(row.segment()));
    }
}
