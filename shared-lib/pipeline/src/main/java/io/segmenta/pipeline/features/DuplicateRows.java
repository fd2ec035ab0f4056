package io.segmenta.pipeline.features;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.TextColumn;
import java.util.Arrays;
import java.util.List;

/** Finds rows that repeat an earlier row in every given column; a missing value equals a missing value. */
final class DuplicateRows {
    /** Rows of a long table that tell what it is. */
    private static final int SOME = 10_000;

    private DuplicateRows() {}

    /** The first row of each kind, ascending. */
    static int[] distinct(List<Column> columns, int rows) {
        int size = Integer.highestOneBit(Math.max(16, Math.min(1 << 28, rows))) * 4;
        int[] table = new int[size];
        Arrays.fill(table, -1);
        int[] kept = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            long hash = 1125899906842597L;
            for (Column column : columns) {
                hash = 31 * hash + bits(column, row);
            }
            hash *= 0x9E3779B97F4A7C15L;
            int at = (int) (hash >>> 32) & size - 1;
            while (table[at] >= 0 && !same(columns, table[at], row)) {
                at = at + 1 & size - 1;
            }
            if (table[at] < 0) {
                table[at] = row;
                kept[count++] = row;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** Whether an identifier has a value twice, but is no column of many lines for each. */
    static boolean mayRepeat(Column identifier) {
        if (identifier instanceof TextColumn text && text.levels().size() >= text.rows() - text.missing()) {
            return false;
        }
        int some = Math.min(identifier.rows(), SOME);
        if (distinct(List.of(identifier), some).length * 4 < some) {
            return false;
        }
        return some == identifier.rows() || distinct(List.of(identifier), identifier.rows()).length < identifier.rows();
    }

    private static long bits(Column column, int row) {
        return switch (column) {
            case NumericColumn numeric -> Double.doubleToLongBits(numeric.value(row) + 0.0);
            case TextColumn text -> text.code(row);
        };
    }

    private static boolean same(List<Column> columns, int a, int b) {
        for (Column column : columns) {
            if (bits(column, a) != bits(column, b)) {
                return false;
            }
        }
        return true;
    }
}
