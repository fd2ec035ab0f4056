package io.segmenta.clustering.read;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines of plain numbers straight from bytes into columns: digits, a point, a sign, nothing else. A line that holds
 * anything else is cut into cells and given to {@link TableBuilder#accept}, like any record; at the first quote, lone
 * carriage return or non-ASCII byte it stops, and the general parser goes on from that line. So the table is the same, cell
 * for cell, as the general parser alone would make.
 *
 * <p>
 * Eight bytes are looked at together: one subtraction finds the first byte that is no digit, three multiplications turn up
 * to eight digits into a number. Whole and fraction make one integer of at most 15 digits, which a double holds exactly, so
 * that one division by a power of ten rounds correctly. The technique is that of D. Lemire, "Number parsing at a gigabyte
 * per second", Software: Practice and Experience 51 (2021), doi:10.1002/spe.2984.
 */
final class NumericLines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};
    private static final double[] SIGNS = {1, -1};
    private static final long[] WHOLE_POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final int MAX_DIGITS = 15;
    private static final int BUFFER = 1 << 20;
    /** Bytes behind the content that may be loaded, never used. */
    private static final int SLACK = 16;
    /** Rows gathered before they are put into the columns. */
    private static final int BLOCK = 2048;

    private final InputStream in;
    private final TableBuilder table;
    private final ColumnBuilder[] columns;
    private final byte delimiter;
    private final byte quote;
    private final double[][] values;
    private final byte[][] decimals;
    private final int width;
    private int rows;
    private final RowBuffer row = new RowBuffer();
    private byte[] buffer = new byte[BUFFER + SLACK];
    private int at;
    private int limit;
    private boolean ended;
    private boolean unterminated;
    private long line;
    /** Where the number that was parsed last ends. */
    private int end;

    /**
     * @param in at the first byte of the first record of data
     * @param firstLine number of that line
     */
    NumericLines(InputStream in, TableBuilder table, Dialect dialect, int width, long firstLine) {
        this.in = in;
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

    /** The bytes that were taken from the stream and not read. */
    byte[] rest() {
        return Arrays.copyOfRange(buffer, at, unterminated ? limit - 1 : limit);
    }

    /** Reads until the end, or until a line only the general parser can read; whether the end was reached. */
    boolean read() throws IOException {
        while (true) {
            int last = lastLineEnd();
            if (last < 0) {
                if (!fill()) {
                    flush();
                    return at == limit;
                }
                continue;
            }
            while (at <= last) {
                if (!numbers()) {
                    flush();
                    if (!text()) {
                        return false;
                    }
                }
                line++;
            }
        }
    }

    /** The last line end in the buffer, -1 when there is none. */
    private int lastLineEnd() {
        for (int i = limit - 1; i >= at; i--) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the unread bytes to the front and reads more; false at the end, or when a line is longer than the buffer. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        at = 0;
        int room = BUFFER - limit;
        if (room == 0) {
            return false;
        }
        int read = in.readNBytes(buffer, limit, room);
        limit += read;
        if (read < room) {
            ended = true;
            if (limit > 0 && buffer[limit - 1] != '\n') {
                buffer[limit++] = '\n';
                unterminated = true;
            }
        }
        return limit > 0;
    }

    /** Reads one line of numbers; false, with nothing changed, when it holds something else. */
    private boolean numbers() {
        byte[] bytes = buffer;
        int position = at;
        int empty = 0;
        int r = rows;
        for (int j = 0; j < width; j++) {
            byte first = bytes[position];
            if (first == delimiter || first == '\n' || first == '\r') {
                values[j][r] = Double.NaN;
                decimals[j][r] = 0;
                empty++;
            } else {
                int behind = number(bytes, position, values[j], r);
                if (behind < 0) {
                    return false;
                }
                decimals[j][r] = (byte) behind;
                position = end;
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
        at = position;
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

    /** Parses the number at a place into into[r]; the digits behind its point, or -1 when it is not plain. */
    private int number(byte[] bytes, int from, double[] into, int r) {
        // Half of all signs are negative: arithmetic instead of a branch that is guessed wrong every other time.
        int negative = bytes[from] == '-' ? 1 : 0;
        int position = from + negative;
        long digits = (long) LONGS.get(bytes, position) ^ 0x3030303030303030L;
        int whole = leading(digits);
        if (whole == 0 || whole > 1 && bytes[position] == '0') {
            return -1;
        }
        if (whole == 8) {
            return slow(bytes, position, negative, into, r);
        }
        long mantissa = parse(digits, whole);
        position += whole;
        int behind = 0;
        if (bytes[position] == '.') {
            position++;
            long more = (long) LONGS.get(bytes, position) ^ 0x3030303030303030L;
            behind = leading(more);
            if (behind == 0) {
                return -1;
            }
            if (behind == 8) {
                return slow(bytes, position - whole - 1, negative, into, r);
            }
            mantissa = mantissa * WHOLE_POWERS[behind] + parse(more, behind);
            position += behind;
        }
        into[r] = mantissa / POWERS[behind] * SIGNS[negative];
        end = position;
        return behind;
    }

    /** Up to 15 digits, one by one. */
    private int slow(byte[] bytes, int from, int negative, double[] into, int r) {
        int position = from;
        long mantissa = 0;
        int point = -1;
        int count = 0;
        for (; count <= MAX_DIGITS; position++) {
            int digit = bytes[position] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                count++;
            } else if (bytes[position] == '.' && point < 0) {
                point = position;
            } else {
                break;
            }
        }
        int behind = point < 0 ? 0 : position - point - 1;
        if (count > MAX_DIGITS || point >= 0 && behind == 0) {
            return -1;
        }
        into[r] = mantissa / POWERS[behind] * SIGNS[negative];
        end = position;
        return behind;
    }

    /** How many of the eight bytes, from the first, are digits; each byte is already its distance from '0'. */
    private static int leading(long digits) {
        long other = (digits + 0x7676767676767676L | digits) & 0x8080808080808080L;
        return Long.numberOfTrailingZeros(other) >>> 3;
    }

    /** The number that the first n bytes, 1 to 7 digits, stand for. */
    private static long parse(long digits, int n) {
        long aligned = digits << 64 - 8 * n;
        long pairs = aligned * 10 + (aligned >>> 8);
        return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L) >>> 32;
    }

    /** Reads one line of other cells; false, with nothing changed, when it is not for this class. */
    private boolean text() {
        int stop = at;
        while (buffer[stop] != '\n') {
            byte b = buffer[stop];
            if (b < 0 || b == quote || b == '\r' && buffer[stop + 1] != '\n') {
                return false;
            }
            stop++;
        }
        int last = stop > at && buffer[stop - 1] == '\r' ? stop - 1 : stop;
        char[] chars = new String(buffer, at, last - at, StandardCharsets.ISO_8859_1).toCharArray();
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
        at = stop + 1;
        return true;
    }
}
