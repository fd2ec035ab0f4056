package io.segmenta.pipeline.read;

import io.segmenta.model.data.Blanks;
import java.util.Arrays;

/** The cells of one record, as slices of one array that is used again for the next record. */
final class RowBuffer {
    char[] chars = new char[4096];
    int[] starts = new int[64];
    int[] ends = new int[64];
    boolean[] quoted = new boolean[64];
    int cells;
    /** Line, or row of a sheet, where the record begins; from 1. */
    long line;
    private int used;

    void begin(long startingLine) {
        cells = 0;
        used = 0;
        line = startingLine;
    }

    /** Appends a cell without the blanks around it. */
    void add(char[] source, int offset, int length, boolean inQuotes) {
        int from = offset;
        int to = offset + length;
        while (from < to && Blanks.is(source[from])) {
            from++;
        }
        while (to > from && Blanks.is(source[to - 1])) {
            to--;
        }
        if (to - from > 3 && source[from] == '=' && source[from + 1] == '"' && source[to - 1] == '"') {
            // ="007" is how a text that looks like a number is kept from becoming one in a spreadsheet.
            from += 2;
            to--;
        }
        int size = to - from;
        if (cells == starts.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            ends = Arrays.copyOf(ends, cells * 2);
            quoted = Arrays.copyOf(quoted, cells * 2);
        }
        if (used + size > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + size));
        }
        System.arraycopy(source, from, chars, used, size);
        starts[cells] = used;
        used += size;
        ends[cells] = used;
        quoted[cells++] = inQuotes;
    }

    /** A row of its own with the same cells. */
    RowBuffer copy() {
        RowBuffer copy = new RowBuffer();
        copy.chars = Arrays.copyOf(chars, Math.max(used, 1));
        copy.starts = starts.clone();
        copy.ends = ends.clone();
        copy.quoted = quoted.clone();
        copy.cells = cells;
        copy.line = line;
        copy.used = used;
        return copy;
    }

    void add(String value) {
        char[] text = value.toCharArray();
        add(text, 0, text.length, false);
    }

    boolean isEmpty(int cell) {
        return starts[cell] == ends[cell];
    }

    String text(int cell) {
        return new String(chars, starts[cell], ends[cell] - starts[cell]);
    }

    /** Number of cells with something in them. */
    int filled() {
        int count = 0;
        for (int i = 0; i < cells; i++) {
            count += starts[i] == ends[i] ? 0 : 1;
        }
        return count;
    }

    boolean isComment() {
        return cells > 0 && !quoted[0] && starts[0] < ends[0] && chars[starts[0]] == '#';
    }

    void replace(char from, char to) {
        for (int i = 0; i < used; i++) {
            if (chars[i] == from) {
                chars[i] = to;
            }
        }
    }
}
