package io.segmenta.pipeline.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines straight from bytes. A line of ASCII with as many cells as the table has columns is cut at its
 * {@linkplain Separators separators}, and its cells are gathered, so that each column takes many at once; any other
 * line goes to {@link TableBuilder#accept} by itself. At the first line that is no whole record, or whose quotes stand
 * inside a cell, it stops, and the general parser goes on from there. So the table is the same, cell for cell, as the
 * general parser alone would make.
 */
final class ByteLines {
    /** Rows gathered before they are put into the columns; fewer of a wide table. */
    private static final int BLOCK = 512;
    private static final int LEAST_BLOCK = 16;
    private static final int CELLS = 1 << 20;
    /** Bytes whose separators are found at a time; they stay in a near cache until their cells are read. */
    private static final int WINDOW = 1 << 15;

    private final LineBuffer buffer;
    private final TableBuilder table;
    private final int width;
    private final byte delimiter;
    private final byte quote;
    private final Separators separators;
    private final SpecialRows special;
    private final int block;
    private final NumberBlock numbers;
    /**
     * Where the gathered cells begin: those of the first column, then those of the next, {@link #block} places each.
     */
    private final int[] starts;
    private final int[] ends;
    private final RowBuffer row = new RowBuffer();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    /** Behind the last line of which the separators are known. */
    private int known;
    /** The next of the separators. */
    private int next;
    private int rows;
    private int toSkip;
    private long line = 1;

    /** @param buffer at the first record of the file, the header included */
    ByteLines(LineBuffer buffer, TableBuilder table, Dialect dialect, TableLayout layout) {
        this.buffer = buffer;
        this.table = table;
        this.width = layout.width();
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.separators = new Separators(delimiter, quote);
        this.special = table.special();
        this.block = Math.clamp(CELLS / width, LEAST_BLOCK, BLOCK);
        this.numbers = new NumberBlock(block);
        this.starts = new int[Math.multiplyExact(width, block)];
        this.ends = new int[starts.length];
        this.toSkip = layout.skip();
    }

    /** The number of the line that was not read, when the general parser has to go on. */
    long line() {
        return line;
    }

    /** Reads until the end, or until a line only the general parser can read; whether the end was reached. */
    boolean read() throws IOException {
        while (buffer.fill()) {
            known = buffer.at;
            while (buffer.at < buffer.lines) {
                if (buffer.at >= known) {
                    findSeparators();
                }
                if (toSkip > 0 || !cells()) {
                    flush();
                    if (!record()) {
                        return false;
                    }
                    toSkip -= toSkip > 0 ? 1 : 0;
                    passSeparators();
                }
                line++;
            }
            // What is gathered are places in the buffer, which is about to change.
            flush();
        }
        return buffer.isEmpty();
    }

    /** Finds the separators of the next lines. */
    private void findSeparators() {
        known = Math.min(buffer.at + WINDOW, buffer.lines);
        while (known > buffer.at && buffer.bytes[known - 1] != '\n') {
            known--;
        }
        if (known == buffer.at) {
            known += WINDOW;
            while (buffer.bytes[known - 1] != '\n') {
                known++;
            }
        }
        separators.find(buffer.bytes, buffer.at, known);
        next = 0;
    }

    private void passSeparators() {
        while (next < separators.count && separators.places[next] < buffer.at) {
            next++;
        }
    }

    /** Cuts one ordinary line, whose separators are known; false, with nothing changed, when it is not one. */
    private boolean cells() {
        byte[] bytes = buffer.bytes;
        int[] places = separators.places;
        int at = next;
        int from = buffer.at;
        int filled = 0;
        int last = rows + (width - 1) * block;
        for (int cell = rows; cell <= last; cell += block) {
            int to = places[at++];
            int stop = to;
            if (bytes[stop] != delimiter) {
                if (bytes[stop] == quote) {
                    if (to != from) {
                        return false;
                    }
                    from++;
                    do {
                        to = places[at++];
                    } while (bytes[to] == delimiter);
                    stop = to + 1;
                    if (bytes[to] != quote || places[at++] != stop) {
                        return false;
                    }
                }
                if (bytes[stop] != delimiter && cell < last) {
                    return false;
                }
            }
            if (filled < 2 && from < to && bytes[from] != ' ') {
                filled++;
            }
            starts[cell] = from;
            ends[cell] = to;
            from = stop + 1;
        }
        if (bytes[from - 1] == '\r' && places[at] == from) {
            at++;
            from++;
        }
        if (bytes[from - 1] != '\n' || filled < 2 || isSpecial(bytes, starts[rows], ends[rows])) {
            return false;
        }
        buffer.at = from;
        next = at;
        if (++rows == block) {
            line++;
            flush();
            line--;
        }
        return true;
    }

    /**
     * Whether a line beginning with this cell, blanks around it or not, may be a comment or one of the special rows.
     */
    private boolean isSpecial(byte[] bytes, int from, int to) {
        return (from < to && (bytes[from] == '#' || bytes[from] == ' ' || bytes[to - 1] == ' '))
                || special.mayBegin(bytes, from, to);
    }

    /** Puts the gathered rows, which end before the current line, into the columns. */
    private void flush() {
        if (rows > 0) {
            table.beginRows(line - rows, rows);
            for (int j = 0; j < width; j++) {
                table.column(j).addCells(buffer.bytes, starts, ends, j * block, rows, numbers);
            }
            rows = 0;
        }
    }

    /** Cuts a line of any UTF-8 with doubled quotes; false, with nothing changed, when it is not for this class. */
    private boolean record() {
        byte[] bytes = buffer.bytes;
        int position = buffer.at;
        row.begin(line);
        while (row.cells > 0 || !endsAt(position)) {
            boolean quoted = bytes[position] == quote;
            int from = quoted ? position + 1 : position;
            int to = quoted ? closing(from) : ending(from);
            char[] text = to < 0 || row.cells > width ? null : text(from, to, quoted);
            if (text == null) {
                return false;
            }
            row.add(text, 0, text.length, quoted);
            position = quoted ? to + 1 : to;
            if (endsAt(position)) {
                break;
            }
            if (bytes[position] != delimiter) {
                return false;
            }
            position++;
        }
        table.accept(row);
        buffer.at = position + (bytes[position] == '\r' ? 2 : 1);
        return true;
    }

    private boolean endsAt(int position) {
        return buffer.bytes[position] == '\n'
                || (buffer.bytes[position] == '\r' && buffer.bytes[position + 1] == '\n');
    }

    /** The quote that closes a cell; -1 when it is not in this line. */
    private int closing(int from) {
        byte[] bytes = buffer.bytes;
        for (int i = from; bytes[i] != '\n' && bytes[i] != '\r'; i++) {
            if (bytes[i] == quote) {
                if (bytes[i + 1] != quote) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Where a cell without quotes ends; -1 when a quote or a lone carriage return is in it. */
    private int ending(int from) {
        int i = from;
        while (buffer.bytes[i] != delimiter && !endsAt(i)) {
            if (buffer.bytes[i] == quote || buffer.bytes[i] == '\r') {
                return -1;
            }
            i++;
        }
        return i;
    }

    /** The text of a cell; null when it is not UTF-8. */
    private char @Nullable [] text(int from, int to, boolean quoted) {
        try {
            String text = decoder.decode(ByteBuffer.wrap(buffer.bytes, from, to - from)).toString();
            String mark = String.valueOf((char) quote);
            return (quoted ? text.replace(mark + mark, mark) : text).toCharArray();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
