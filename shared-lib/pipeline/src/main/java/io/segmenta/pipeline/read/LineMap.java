package io.segmenta.pipeline.read;

import io.segmenta.pipeline.schema.RawColumn;
import java.util.Arrays;

/** The line of the file on which each row of the table begins; kept only where lines and rows fall out of step. */
final class LineMap implements RawColumn.Lines {
    private int[] rows = new int[16];
    private long[] lines = new long[16];
    private int steps;
    private long expected = -1;

    /** Notes that rows from this one on stand on lines from that one on. */
    void add(int row, long line, int count) {
        if (line != expected) {
            if (steps == rows.length) {
                rows = Arrays.copyOf(rows, steps * 2);
                lines = Arrays.copyOf(lines, steps * 2);
            }
            rows[steps] = row;
            lines[steps++] = line;
        }
        expected = line + count;
    }

    @Override
    public long of(int row) {
        int at = Arrays.binarySearch(rows, 0, steps, row);
        int step = at >= 0 ? at : -at - 2;
        return step < 0 ? row + 1L : lines[step] + row - rows[step];
    }
}
