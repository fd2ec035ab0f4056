package io.segmenta.spark;

import java.io.Serializable;

/**
 * Separated values (RFC 4180) as an automaton over bytes, so that reading can begin anywhere once the state there is
 * known. Cells may be quoted, a quote inside is doubled, a line ends with LF, CR LF or CR; lines that are empty or hold
 * nothing but blanks are no rows. Lenient: a quote inside a bare cell is part of it, as is text after a closing quote.
 * Of text in UTF-8 all bytes that matter are single ones. Immutable.
 */
final class Csv implements Serializable {

    /** Between rows. */
    static final int ROW = 0;
    /** In a row that so far holds blanks. */
    static final int BLANK = 1;
    /** At the beginning of a cell that is not the first. */
    static final int CELL = 2;
    /** In a bare cell. */
    static final int PLAIN = 3;
    /** In a quoted cell. */
    static final int QUOTED = 4;
    /** After a quote in a quoted cell. */
    static final int QUOTE = 5;
    /** Like {@link #BLANK}, of a row that began before the range. */
    static final int FOREIGN = 6;
    static final int STATES = 7;

    private static final long serialVersionUID = 1;
    private static final int CLASSES = 6;
    /** The classes of bytes: any other, blank, delimiter, quote, LF, CR. */
    private static final int BLANKS = 1;
    private static final int DELIMITER = 2;
    private static final int QUOTES = 3;
    private static final int LF = 4;
    private static final int CR = 5;

    private static final int[] NEXT = {
            // ROW
            PLAIN, BLANK, CELL, QUOTED, ROW, ROW,
            // BLANK
            PLAIN, BLANK, CELL, PLAIN, ROW, ROW,
            // CELL
            PLAIN, PLAIN, CELL, QUOTED, ROW, ROW,
            // PLAIN
            PLAIN, PLAIN, CELL, PLAIN, ROW, ROW,
            // QUOTED
            QUOTED, QUOTED, QUOTED, QUOTE, QUOTED, QUOTED,
            // QUOTE
            PLAIN, PLAIN, CELL, QUOTED, ROW, ROW,
            // FOREIGN
            PLAIN, FOREIGN, CELL, PLAIN, ROW, ROW};

    private final char delimiter;
    private final byte[] classes = new byte[256];

    /** @param delimiter of cells, one byte in UTF-8 */
    Csv(char delimiter) {
        this.delimiter = delimiter;
        classes[' '] = BLANKS;
        classes['\t'] = BLANKS;
        classes['"'] = QUOTES;
        classes['\n'] = LF;
        classes['\r'] = CR;
        classes[delimiter] = DELIMITER;
    }

    char delimiter() {
        return delimiter;
    }

    /** Returns the state after a byte. */
    int next(int state, byte b) {
        return NEXT[state * CLASSES + classes[b & 0xFF]];
    }

    /** Whether a step shows that a row has begun, now or with the blanks before, that is one. */
    static boolean isRow(int before, int after) {
        return (before == ROW || before == BLANK) && after != ROW && after != BLANK;
    }

    /** Appends a cell, quoted where its content needs it. */
    void append(StringBuilder row, String cell) {
        boolean bare = !cell.isBlank() || cell.isEmpty();
        for (int i = 0; bare && i < cell.length(); i++) {
            char c = cell.charAt(i);
            bare = c != delimiter && c != '"' && c != '\n' && c != '\r';
        }
        row.append(bare ? cell : '"' + cell.replace("\"", "\"\"") + '"');
    }

    /** Appends the cells of a row and the end of the line. */
    void append(StringBuilder rows, String[] cells) {
        for (int c = 0; c < cells.length; c++) {
            if (c > 0) {
                rows.append(delimiter);
            }
            append(rows, cells[c]);
        }
        rows.append('\n');
    }
}
