package io.segmenta.pipeline.read;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Blanks;
import io.segmenta.pipeline.read.parquet.Cells;
import io.segmenta.pipeline.schema.RawColumn;
import java.util.Arrays;

/**
 * Puts the cells of a column of a Parquet file where those of the same column in a delimited file would go: numbers as
 * numbers with the digits that such a file would show, texts without the blanks around them.
 */
final class ParquetCells implements Cells {
    /** From here on a whole number has more digits than a double keeps; it is the name of a thing. */
    private static final long LONG = 1_000_000_000_000_000L;
    private static final int MOST_DIGITS = 15;
    /** Three digits behind a point might be taken for thousands, which they are not here. */
    private static final int THOUSANDS = 3;
    private static final int UNKNOWN = -2;
    private static final int MISSING = -1;
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};
    private static final char[] INFINITE = "-inf".toCharArray();

    private final String source;
    private final String name;
    private final ColumnBuilder column;
    /** The level of each entry of the dictionary. */
    private int[] levels = {};

    ParquetCells(String source, String name, ColumnBuilder column) {
        this.source = source;
        this.name = name;
        this.column = column;
    }

    @Override
    public void missing() {
        column.addMissing();
    }

    @Override
    public void whole(long value) {
        if (value < LONG && value > -LONG) {
            column.addValue((double) value, 0);
        } else {
            text(Long.toString(value));
        }
    }

    @Override
    public void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LONG) {
            column.addValue(value, 0);
        } else if (Double.isNaN(value)) {
            column.addMissing();
        } else if (Double.isInfinite(value)) {
            text(INFINITE, value < 0 ? 0 : 1, INFINITE.length);
        } else {
            column.addValue(value, RawColumn.SHORTEST);
        }
    }

    @Override
    public void decimal(long unscaled, int scale) {
        if (unscaled < LONG && unscaled > -LONG && scale <= MOST_DIGITS) {
            column.addValue((double) unscaled / POWERS[scale], scale == THOUSANDS ? RawColumn.SHORTEST : scale);
        } else {
            number(java.math.BigDecimal.valueOf(unscaled, scale).doubleValue());
        }
    }

    private void text(String text) {
        text(text.toCharArray(), 0, text.length());
    }

    @Override
    public void text(char[] chars, int from, int to) {
        if (to - from > CsvRecords.MAX_CELL) {
            throw DataException.of(DataException.Reason.TOO_LARGE,
                    "%s: a cell of the column \"%s\" holds more than %d characters", source, name,
                    CsvRecords.MAX_CELL);
        }
        int begin = begin(chars, from, to);
        column.add(chars, begin, end(chars, begin, to));
    }

    @Override
    public void dictionary(int entries) {
        levels = new int[entries];
        Arrays.fill(levels, UNKNOWN);
    }

    @Override
    public void entry(int index, char[] chars, int from, int to) {
        if (!column.isText()) {
            text(chars, from, to);
            return;
        }
        int level = levels[index];
        if (level == UNKNOWN) {
            int begin = begin(chars, from, to);
            int end = end(chars, begin, to);
            if (end - begin > CsvRecords.MAX_CELL) {
                text(chars, from, to);
            }
            level = begin == end ? MISSING : column.level(chars, begin, end);
            levels[index] = level;
        }
        column.addLevel(level);
    }

    private static int begin(char[] chars, int from, int to) {
        int begin = from;
        while (begin < to && Blanks.is(chars[begin])) {
            begin++;
        }
        return begin;
    }

    private static int end(char[] chars, int from, int to) {
        int end = to;
        while (end > from && Blanks.is(chars[end - 1])) {
            end--;
        }
        return end;
    }
}
