package io.segmenta.clustering.read;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads lines of mixed cells straight from bytes. A line of ASCII with as many cells as the table has columns is cut,
 * eight bytes looked at together, and its cells are gathered, so that each column takes many at once; any other line goes
 * to {@link TableBuilder#accept} by itself. At the first line that is no whole record, or whose quotes stand inside a cell,
 * it stops, and the general parser goes on from there. So the table is the same, cell for cell, as the general parser alone
 * would make.
 */
final class TextLines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    /** Rows gathered before they are put into the columns. */
    private static final int BLOCK = 512;

    private final LineBuffer buffer;
    private final TableBuilder table;
    private final int width;
    private final byte delimiter;
    private final byte quote;
    private final long delimiters;
    private final long quotes;
    private final byte[] firstHeader;
    private final int[][] starts;
    private final int[][] ends;
    private final RowBuffer row = new RowBuffer();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
    private int rows;
    private int toSkip;
    private long line = 1;

    /** @param buffer at the first record of the file, the header included */
    TextLines(LineBuffer buffer, TableBuilder table, Dialect dialect, TableLayout layout) {
        this.buffer = buffer;
        this.table = table;
        this.width = layout.width();
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.delimiters = delimiter * ONES;
        this.quotes = quote * ONES;
        List<String> header = layout.header();
        this.firstHeader = header.isEmpty() ? null : header.getFirst().getBytes(StandardCharsets.UTF_8);
        this.starts = new int[width][BLOCK];
        this.ends = new int[width][BLOCK];
        this.toSkip = layout.skip();
    }

    /** The number of the line that was not read, when the general parser has to go on. */
    long line() {
        return line;
    }

    /** Reads until the end, or until a line only the general parser can read; whether the end was reached. */
    boolean read() throws IOException {
        while (buffer.fill()) {
            while (buffer.at < buffer.lines) {
                if (toSkip > 0 || !cells()) {
                    flush();
                    if (!record()) {
                        return false;
                    }
                    toSkip -= toSkip > 0 ? 1 : 0;
                }
                line++;
            }
            // What is gathered are places in the buffer, which is about to change.
            flush();
        }
        return buffer.isEmpty();
    }

    /** Cuts one ordinary line; false, with nothing changed, when it is not one. */
    private boolean cells() {
        byte[] bytes = buffer.bytes;
        int position = buffer.at;
        int filled = 0;
        for (int j = 0; j < width; j++) {
            int from = position;
            int to;
            if (bytes[position] == quote) {
                from++;
                to = next(bytes, from, quotes);
                if (bytes[to] != quote) {
                    return false;
                }
                position = to + 1;
            } else {
                to = next(bytes, from, delimiters);
                position = to;
            }
            byte stop = bytes[position];
            if (j < width - 1) {
                if (stop != delimiter) {
                    return false;
                }
            } else if (stop == '\r') {
                position++;
            }
            position++;
            while (to > from && bytes[to - 1] == ' ') {
                to--;
            }
            while (to > from && bytes[from] == ' ') {
                from++;
            }
            filled += to > from ? 1 : 0;
            starts[j][rows] = from;
            ends[j][rows] = to;
        }
        if (bytes[position - 1] != '\n' || filled < 2 || isSpecial(bytes, starts[0][rows], ends[0][rows])) {
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

    /** The first byte that is the mark, a quote, a control character or none of ASCII. */
    private int next(byte[] bytes, int from, long mark) {
        int position = from;
        while (true) {
            long word = (long) LONGS.get(bytes, position);
            long marks = word ^ mark;
            long quoted = word ^ quotes;
            long found = ((marks - ONES & ~marks) | (quoted - ONES & ~quoted) | (word - SPACES & ~word) | word) & HIGH;
            if (found != 0) {
                return position + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            position += 8;
        }
    }

    /** Whether a line beginning with this cell may be a comment or the header again. */
    private boolean isSpecial(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '#') {
            return true;
        }
        if (firstHeader == null || firstHeader.length != to - from) {
            return false;
        }
        for (int i = 0; i < firstHeader.length; i++) {
            if (firstHeader[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Puts the gathered rows, which end before the current line, into the columns. */
    private void flush() {
        if (rows > 0) {
            table.beginRows(line - rows, rows);
            for (int j = 0; j < width; j++) {
                table.column(j).addCells(buffer.bytes, starts[j], ends[j], rows);
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
                || buffer.bytes[position] == '\r' && buffer.bytes[position + 1] == '\n';
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
    private char[] text(int from, int to, boolean quoted) {
        try {
            String text = decoder.decode(ByteBuffer.wrap(buffer.bytes, from, to - from)).toString();
            String mark = String.valueOf((char) quote);
            return (quoted ? text.replace(mark + mark, mark) : text).toCharArray();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
