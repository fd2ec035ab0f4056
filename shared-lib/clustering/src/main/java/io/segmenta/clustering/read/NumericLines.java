package io.segmenta.clustering.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines of {@linkplain PlainNumber plain numbers} straight from bytes into columns. A line that holds anything else
 * is cut into cells and given to {@link TableBuilder#accept}, like any record; at the first quote, lone carriage return or
 * non-ASCII byte it stops, and the general parser goes on from that line. So the table is the same, cell for cell, as the
 * general parser alone would make.
 */
final class NumericLines {
    /** Rows gathered before they are put into the columns. */
    private static final int BLOCK = 512;

    private final LineBuffer buffer;
    private final TableBuilder table;
    private final ColumnBuilder[] columns;
    private final byte delimiter;
    private final byte quote;
    private final double[][] values;
    private final byte[][] decimals;
    private final int width;
    private int rows;
    private final RowBuffer row = new RowBuffer();
    private long line;

    /**
     * @param buffer at the first record of data
     * @param firstLine number of that line
     */
    NumericLines(LineBuffer buffer, TableBuilder table, Dialect dialect, int width, long firstLine) {
        this.buffer = buffer;
        this.table = table;
        this.columns = new ColumnBuilder[width];
        for (int j = 0; j < width; j++) {
            columns[j] = table.column(j);
        }
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.values = new double[width][BLOCK];
        this.decimals = new byte[width][BLOCK];
        this.width = width;
        this.line = firstLine;
    }

    /** The number of the line that was not read, when the general parser has to go on. */
    long line() {
        return line;
    }

    /** Reads until the end, or until a line only the general parser can read; whether the end was reached. */
    boolean read() throws IOException {
        while (buffer.fill()) {
            while (buffer.at < buffer.lines) {
                if (!numbers()) {
                    flush();
                    if (!text()) {
                        return false;
                    }
                }
                line++;
            }
        }
        flush();
        return buffer.isEmpty();
    }

    /** Reads one line of numbers; false, with nothing changed, when it holds something else. */
    private boolean numbers() {
        byte[] bytes = buffer.bytes;
        int position = buffer.at;
        int empty = 0;
        int r = rows;
        for (int j = 0; j < width; j++) {
            long found = PlainNumber.parse(bytes, position, values[j], r);
            if (found < 0) {
                byte first = bytes[position];
                if (first != delimiter && first != '\n' && first != '\r') {
                    return false;
                }
                values[j][r] = Double.NaN;
                decimals[j][r] = 0;
                empty++;
            } else {
                decimals[j][r] = (byte) (found & 15);
                position = (int) (found >>> 4);
            }
            byte stop = bytes[position];
            if (j < width - 1) {
                if (stop != delimiter) {
                    return false;
                }
                position++;
            } else if (stop == '\n') {
                position++;
            } else if (stop == '\r' && bytes[position + 1] == '\n') {
                position += 2;
            } else {
                return false;
            }
        }
        if (empty > 0 && width - empty < 2) {
            return false;
        }
        buffer.at = position;
        if (++rows == BLOCK) {
            line++;
            flush();
            line--;
        }
        return true;
    }

    /** Puts the gathered rows, which end before the current line, into the columns. */
    private void flush() {
        if (rows > 0) {
            table.beginRows(line - rows, rows);
            for (int j = 0; j < width; j++) {
                columns[j].addNumbers(values[j], decimals[j], rows);
            }
            rows = 0;
        }
    }

    /** Reads one line of other cells; false, with nothing changed, when it is not for this class. */
    private boolean text() {
        byte[] bytes = buffer.bytes;
        int stop = buffer.at;
        while (bytes[stop] != '\n') {
            byte b = bytes[stop];
            if (b < 0 || b == quote || b == '\r' && bytes[stop + 1] != '\n') {
                return false;
            }
            stop++;
        }
        int first = buffer.at;
        int last = stop > first && bytes[stop - 1] == '\r' ? stop - 1 : stop;
        char[] chars = new String(bytes, first, last - first, StandardCharsets.ISO_8859_1).toCharArray();
        row.begin(line);
        int from = 0;
        for (int i = 0; i <= chars.length && chars.length > 0; i++) {
            if (i == chars.length || chars[i] == delimiter) {
                row.add(chars, from, i - from, false);
                from = i + 1;
            }
        }
        for (ColumnBuilder column : columns) {
            if (!column.holdsNumbers()) {
                return false;
            }
        }
        table.accept(row);
        buffer.at = stop + 1;
        return true;
    }
}
