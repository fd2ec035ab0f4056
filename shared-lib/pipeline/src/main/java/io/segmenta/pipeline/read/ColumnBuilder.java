package io.segmenta.pipeline.read;

import io.segmenta.pipeline.schema.RawColumn;
import java.util.Arrays;

/**
 * Gathers the cells of one column. Plain numbers go into an array of doubles, with the number of digits behind the
 * point so that no spelling is lost; once too many cells are something else the column becomes one of text.
 */
final class ColumnBuilder {
    /** Digits a long holds and a double represents exactly, so that one division rounds as the exact value would. */
    private static final int MAX_DIGITS = 15;
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};
    private static final int FIRST = 16;
    /** Rows of a chunk; the first begins with fewer and grows, so that a small table of many columns takes little. */
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /** Texts among numbers that are borne before the column is taken for text. */
    private static final int ODD_FLOOR = 64;
    private static final int ODD_SHARE = 8;
    private static final int LETTERS = 1;
    private static final int DIGITS = 2;
    private static final int BLANKS = 4;
    private static final int OTHERS = 8;
    /** Fewer number the sections of a table. */
    private static final int LEAST_DIGITS = 3;

    private final Levels levels = new Levels();
    /** Chunks of numbers, so that nothing is copied while the column grows. */
    private double[][] values = new double[4][];
    private byte[][] decimals = new byte[4][];
    /** Empty while the column is one of numbers. */
    private int[] codes = {};
    private int[] oddRows = new int[8];
    private int[] oddCodes = new int[8];
    private int odd;
    private int rows;
    private int lastCode = -1;
    private char[] scratch = new char[64];

    /** Appends a cell; an empty one is a missing value. */
    void add(char[] chars, int from, int to) {
        if (codes.length == 0) {
            if (from == to) {
                addNumber(Double.NaN, 0);
            } else if (!addPlain(chars, from, to)) {
                addOdd(chars, from, to);
            }
        } else {
            addText(chars, from, to);
        }
    }

    /**
     * Whether a cell looks like one more identifier below those before it, and not like a remark or a heading: digits,
     * maybe with letters, no blank, and the same kinds of characters as before.
     */
    boolean isLikeIdentifiers(char[] chars, int from, int to) {
        int kinds = kinds(chars, from, to);
        boolean identifier = (kinds & (DIGITS | BLANKS)) == DIGITS && (kinds != DIGITS || to - from >= LEAST_DIGITS);
        String before = lastText();
        return identifier && (before.isEmpty() ? codes.length > 0 || rows == 0 || kinds == DIGITS
                : kinds == kinds(before.toCharArray(), 0, before.length()));
    }

    /** The text before; "" when there is none, or only numbers. */
    private String lastText() {
        if (codes.length == 0) {
            return odd == 0 ? "" : levels.text(oddCodes[odd - 1]);
        }
        for (int row = rows - 1; row >= 0; row--) {
            if (codes[row] >= 0) {
                return levels.text(codes[row]);
            }
        }
        return "";
    }

    private static int kinds(char[] chars, int from, int to) {
        int kinds = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            kinds |= Character.isLetter(c) ? LETTERS : Character.isDigit(c) ? DIGITS : c == ' ' ? BLANKS : OTHERS;
        }
        return kinds;
    }

    void addMissing() {
        if (codes.length == 0) {
            addNumber(Double.NaN, 0);
        } else {
            addLevel(-1);
        }
    }

    /** Appends a number that is none of a text; once the column is one of text, it is spelt. */
    void addValue(double value, int digitsBehindPoint) {
        if (codes.length == 0) {
            addNumber(value, digitsBehindPoint);
        } else {
            addLevel(levels.code(RawColumn.text(value, (byte) digitsBehindPoint)));
        }
    }

    /** Whether the column has become one of text, so that levels can be added. */
    boolean isText() {
        return codes.length > 0;
    }

    /** The level of a text that is not empty. */
    int level(char[] chars, int from, int to) {
        return levels.code(chars, from, to);
    }

    /** Appends a cell by its level; -1 is a missing value. */
    void addLevel(int level) {
        growCodes();
        codes[rows++] = level;
    }

    private void addNumber(double value, int digitsBehindPoint) {
        int chunk = rows >>> CHUNK_BITS;
        int place = rows++ & CHUNK - 1;
        open(chunk, place);
        values[chunk][place] = value;
        decimals[chunk][place] = (byte) digitsBehindPoint;
    }

    /**
     * Appends cells of ASCII without control characters.
     *
     * @param bytes with {@link PlainNumber#SLACK} before the first cell
     * @param starts where each begins
     * @param ends the place behind each
     * @param first the first cell
     * @param count how many cells
     * @param numbers parses those that are numbers; holds at least as many
     */
    void addCells(byte[] bytes, int[] starts, int[] ends, int first, int count, NumberBlock numbers) {
        int end = first + count;
        int i = first;
        while (i < end && codes.length == 0) {
            i += addNumbers(bytes, starts, ends, i, end - i, numbers);
        }
        for (; i < end; i++) {
            addCell(bytes, starts[i], ends[i]);
        }
    }

    /** Appends cells up to the end of a chunk, or until the column becomes one of text; how many. */
    private int addNumbers(byte[] bytes, int[] starts, int[] ends, int first, int count, NumberBlock numbers) {
        int begin = rows;
        int chunk = begin >>> CHUNK_BITS;
        int place = begin & CHUNK - 1;
        open(chunk, place);
        double[] into = values[chunk];
        int n = Math.min(count, into.length - place);
        byte[] digits = decimals[chunk];
        int left = numbers.parse(bytes, starts, ends, first, n, into, digits, place);
        for (int k = 0; k < left; k++) {
            int i = numbers.left(k);
            int from = starts[first + i];
            int to = ends[first + i];
            int behind = from == to ? PlainNumber.OTHER : PlainNumber.parse(bytes, from, to, into, place + i);
            if (behind >= 0) {
                digits[place + i] = (byte) behind;
            } else {
                rows = begin + i;
                addCell(bytes, from, to);
                if (codes.length > 0) {
                    return i + 1;
                }
            }
        }
        rows = begin + n;
        return n;
    }

    /** Appends any one cell. */
    private void addCell(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        while (to > from && bytes[from] == ' ') {
            from++;
        }
        int length = to - from;
        if (scratch.length < length) {
            scratch = new char[2 * length];
        }
        for (int k = 0; k < length; k++) {
            scratch[k] = (char) bytes[from + k];
        }
        add(scratch, 0, length);
    }

    /** Makes room for a cell at a place of a chunk. */
    private void open(int chunk, int place) {
        if (chunk == values.length) {
            values = Arrays.copyOf(values, chunk * 2);
            decimals = Arrays.copyOf(decimals, chunk * 2);
        }
        if (values[chunk] == null) {
            int size = chunk == 0 ? FIRST : CHUNK;
            values[chunk] = new double[size];
            decimals[chunk] = new byte[size];
        } else if (place == values[chunk].length) {
            values[chunk] = Arrays.copyOf(values[chunk], place * 4);
            decimals[chunk] = Arrays.copyOf(decimals[chunk], place * 4);
        }
    }

    private boolean addPlain(char[] chars, int from, int to) {
        int at = from;
        boolean negative = chars[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long mantissa = 0;
        int point = -1;
        for (; at < to; at++) {
            int digit = chars[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
            } else if (chars[at] == '.' && point < 0) {
                point = at;
            } else {
                return false;
            }
            if (at - first > MAX_DIGITS) {
                return addLong(chars, from, to);
            }
        }
        int whole = (point < 0 ? to : point) - first;
        int behind = point < 0 ? 0 : to - point - 1;
        if (whole == 0 || (point >= 0 && behind == 0) || (whole > 1 && chars[first] == '0')
                || whole + behind > MAX_DIGITS) {
            return whole > 0 && behind > 0 && chars[first] != '0' && addLong(chars, from, to);
        }
        double value = behind == 0 ? mantissa : mantissa / POWERS[behind];
        addNumber(negative ? -value : value, behind);
        return true;
    }

    /** A number of more digits than a double keeps; whole ones stay text, for they are names of things. */
    private boolean addLong(char[] chars, int from, int to) {
        int first = chars[from] == '-' ? from + 1 : from;
        int point = -1;
        for (int i = first; i < to; i++) {
            if (chars[i] == '.' && point < 0 && i > first) {
                point = i;
            } else if (chars[i] < '0' || chars[i] > '9') {
                return false;
            }
        }
        if (point < 0 || point == to - 1 || (point - first > 1 && chars[first] == '0') || to - from > 400) {
            return false;
        }
        double value = Double.parseDouble(new String(chars, from, to - from));
        if (Double.isInfinite(value)) {
            return false;
        }
        addNumber(value, RawColumn.SHORTEST);
        return true;
    }

    private void addOdd(char[] chars, int from, int to) {
        if (odd >= ODD_FLOOR && odd >= rows / ODD_SHARE) {
            becomeText();
            addText(chars, from, to);
            return;
        }
        if (odd == oddRows.length) {
            oddRows = Arrays.copyOf(oddRows, odd * 2);
            oddCodes = Arrays.copyOf(oddCodes, odd * 2);
        }
        oddRows[odd] = rows;
        oddCodes[odd++] = levels.code(chars, from, to);
        addNumber(Double.NaN, 0);
    }

    private void becomeText() {
        codes = toCodes(Math.max(FIRST, rows + rows / 2));
        values = new double[0][];
        decimals = new byte[0][];
    }

    private int[] toCodes(int capacity) {
        int[] result = new int[capacity];
        for (int i = 0; i < rows; i++) {
            double value = value(i);
            result[i] = Double.isNaN(value) ? -1 : levels.code(RawColumn.text(value, decimal(i)));
        }
        for (int i = 0; i < odd; i++) {
            result[oddRows[i]] = oddCodes[i];
        }
        return result;
    }

    private void addText(char[] chars, int from, int to) {
        growCodes();
        if (from == to) {
            codes[rows++] = -1;
        } else {
            if (lastCode < 0 || !levels.is(lastCode, chars, from, to)) {
                lastCode = levels.code(chars, from, to);
            }
            codes[rows++] = lastCode;
        }
    }

    private void growCodes() {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, rows * 2);
        }
    }

    /** The column; a few texts among many numbers stay beside them. */
    RawColumn build(String name, RawColumn.Lines lines) {
        if (codes.length == 0 && odd > 0 && odd >= (rows - odd) / ODD_SHARE) {
            becomeText();
        }
        if (codes.length > 0) {
            return new RawColumn(name, rows, new double[0], new byte[0], Arrays.copyOf(codes, rows), levels.texts(),
                    new int[0], new int[0], lines);
        }
        double[] numbers = new double[rows];
        byte[] digits = new byte[rows];
        for (int from = 0; from < rows; from += CHUNK) {
            int n = Math.min(CHUNK, rows - from);
            System.arraycopy(values[from >>> CHUNK_BITS], 0, numbers, from, n);
            System.arraycopy(decimals[from >>> CHUNK_BITS], 0, digits, from, n);
            values[from >>> CHUNK_BITS] = null;
            decimals[from >>> CHUNK_BITS] = null;
        }
        return new RawColumn(name, rows, numbers, digits, new int[0],
                levels.texts(), Arrays.copyOf(oddRows, odd), Arrays.copyOf(oddCodes, odd), lines);
    }

    private double value(int row) {
        return values[row >>> CHUNK_BITS][row & CHUNK - 1];
    }

    private byte decimal(int row) {
        return decimals[row >>> CHUNK_BITS][row & CHUNK - 1];
    }
}
