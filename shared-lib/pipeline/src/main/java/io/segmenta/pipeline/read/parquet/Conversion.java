package io.segmenta.pipeline.read.parquet;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import io.segmenta.pipeline.read.parquet.ParquetColumn.Meaning;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes cells of the decoded values of a column. */
final class Conversion {
    private static final long MILLIS = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;
    private static final int HEX = 16;
    private static final char[] TRUE = {'t', 'r', 'u', 'e'};
    private static final char[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    /** Powers of ten within which a number of single precision has its shortest digits. */
    private static final double[] POWERS = {1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    private static final double FEW = 1e7;

    private final ParquetColumn column;
    private final Cells cells;
    private final Moments moments = new Moments();
    private char[] text = new char[64];
    private int length;
    /** Characters of the dictionary's texts, and where each ends. */
    private char[] entries = {};
    private int[] entryEnds = {};
    private byte[] dictionary = {};
    private int[] starts = {};

    Conversion(ParquetColumn column, Cells cells) {
        this.column = column;
        this.cells = cells;
    }

    /** Takes the dictionary that places point into from now on. */
    void dictionary(byte[] bytes, int[] from) {
        dictionary = bytes;
        starts = from;
        if (column.meaning().isNumber()) {
            return;
        }
        int at = 0;
        entryEnds = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            spell(bytes, from[i], end(i));
            char[] chars = spelt();
            if (at + length > entries.length) {
                entries = Arrays.copyOf(entries, Math.max(at + length, entries.length * 2));
            }
            System.arraycopy(chars, 0, entries, at, length);
            at += length;
            entryEnds[i] = at;
        }
        cells.dictionary(from.length);
    }

    private int end(int entry) {
        return starts[entry] + (column.type() == ParquetColumn.Physical.BYTES
                ? Codec.littleEndian(dictionary, starts[entry] - Integer.BYTES)
                : column.size());
    }

    /** Makes cells of places in the dictionary. */
    void places(ColumnReader batch) {
        int[] places = batch.getInts();
        Validity validity = batch.getLeafValidity();
        int n = batch.getRecordCount();
        for (int i = 0; i < n; i++) {
            int place = places[i];
            if (validity.isNull(i)) {
                cells.missing();
            } else if (column.meaning().isNumber()) {
                binary(dictionary, starts[place], end(place));
            } else {
                cells.entry(place, entries, place == 0 ? 0 : entryEnds[place - 1], entryEnds[place]);
            }
        }
    }

    /** Makes cells of values. */
    void values(ColumnReader batch) {
        Validity validity = batch.getLeafValidity();
        int n = batch.getRecordCount();
        switch (column.type()) {
            case BOOLEAN -> {
                boolean[] values = batch.getBooleans();
                each(n, validity, i -> cells.text(values[i] ? TRUE : FALSE, 0, values[i] ? 4 : 5));
            }
            case INT32 -> {
                int[] values = batch.getInts();
                boolean unsigned = column.meaning() == Meaning.UNSIGNED;
                each(n, validity, i -> number(unsigned ? Integer.toUnsignedLong(values[i]) : values[i]));
            }
            case INT64 -> {
                long[] values = batch.getLongs();
                each(n, validity, i -> number(values[i]));
            }
            case FLOAT -> {
                float[] values = batch.getFloats();
                each(n, validity, i -> cells.number(shortest(values[i])));
            }
            case DOUBLE -> {
                double[] values = batch.getDoubles();
                each(n, validity, i -> cells.number(values[i]));
            }
            case BYTES, FIXED, INT96 -> {
                byte[] bytes = batch.getBinaryValues();
                int[] offsets = batch.getBinaryOffsets();
                each(n, validity, i -> binary(bytes, offsets[i], offsets[i + 1]));
            }
        }
    }

    private interface Cell {
        void at(int row);
    }

    private void each(int n, Validity validity, Cell cell) {
        boolean missing = validity.hasNulls();
        for (int i = 0; i < n; i++) {
            if (missing && validity.isNull(i)) {
                cells.missing();
            } else {
                cell.at(i);
            }
        }
    }

    /** A cell of a value that is stored as a whole number. */
    private void number(long value) {
        switch (column.meaning()) {
            case DECIMAL -> decimal(value);
            case UNSIGNED -> {
                if (value < 0) {
                    characters(Long.toUnsignedString(value));
                    cells.text(text, 0, length);
                } else {
                    cells.whole(value);
                }
            }
            case DATE -> {
                moments.date(value);
                cells.text(moments.chars(), 0, moments.length());
            }
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> {
                moments.timestamp(value, parts());
                cells.text(moments.chars(), 0, moments.length());
            }
            case TIME_MILLIS, TIME_MICROS, TIME_NANOS -> {
                moments.time(value, parts());
                cells.text(moments.chars(), 0, moments.length());
            }
            default -> cells.whole(value);
        }
    }

    private long parts() {
        return switch (column.meaning()) {
            case TIMESTAMP_MILLIS, TIME_MILLIS -> MILLIS;
            case TIMESTAMP_MICROS, TIME_MICROS -> MICROS;
            default -> NANOS;
        };
    }

    private void decimal(long unscaled) {
        if (column.scale() == 0) {
            cells.whole(unscaled);
        } else {
            cells.decimal(unscaled, column.scale());
        }
    }

    /** A cell of a value that is stored as bytes. */
    private void binary(byte[] bytes, int from, int to) {
        switch (column.meaning()) {
            case DECIMAL -> {
                if (to == from) {
                    cells.missing();
                } else if (to - from <= Long.BYTES) {
                    long value = bytes[from];
                    for (int i = from + 1; i < to; i++) {
                        value = (value << 8) | (bytes[i] & 0xFF);
                    }
                    decimal(value);
                } else {
                    decimal(new BigInteger(bytes, from, to - from));
                }
            }
            case HALF -> cells.number(
                    shortest(Float.float16ToFloat((short) ((bytes[from] & 0xFF) | (bytes[from + 1] << 8)))));
            default -> {
                spell(bytes, from, to);
                cells.text(spelt(), 0, length);
            }
        }
    }

    private void decimal(BigInteger unscaled) {
        if (unscaled.bitLength() < Long.SIZE) {
            decimal(unscaled.longValue());
        } else if (column.scale() == 0) {
            characters(unscaled.toString());
            cells.text(text, 0, length);
        } else {
            cells.number(new BigDecimal(unscaled, column.scale()).doubleValue());
        }
    }

    /** Spells a value that becomes a text. */
    private void spell(byte[] bytes, int from, int to) {
        switch (column.meaning()) {
            case TIMESTAMP_96 -> {
                moments.timestamp(bytes, from);
                length = moments.length();
            }
            case UUID -> {
                length = 0;
                for (int i = 0; i < HEX; i++) {
                    if (i == 4 || i == 6 || i == 8 || i == 10) {
                        text[length++] = '-';
                    }
                    text[length++] = DIGITS[(bytes[from + i] >> 4) & 15];
                    text[length++] = DIGITS[bytes[from + i] & 15];
                }
            }
            default -> utf8(bytes, from, to);
        }
    }

    private char[] spelt() {
        return column.meaning() == Meaning.TIMESTAMP_96 ? moments.chars() : text;
    }

    private void utf8(byte[] bytes, int from, int to) {
        int size = to - from;
        if (text.length < size) {
            text = new char[Math.max(size, 2 * text.length)];
        }
        for (int i = 0; i < size; i++) {
            if (bytes[from + i] < 0) {
                characters(new String(bytes, from, size, StandardCharsets.UTF_8));
                return;
            }
            text[i] = (char) bytes[from + i];
        }
        length = size;
    }

    private void characters(String string) {
        length = string.length();
        if (text.length < length) {
            text = new char[length];
        }
        string.getChars(0, length, text, 0);
    }

    /** The number of double precision that the shortest digits of one of single precision spell. */
    private static double shortest(float value) {
        double wide = value;
        if (wide == Math.rint(wide) || Math.abs(wide) >= FEW) {
            return Math.abs(wide) >= FEW && !Double.isInfinite(wide) ? Double.parseDouble(Float.toString(value)) : wide;
        }
        for (double power : POWERS) {
            double digits = Math.rint(wide * power);
            if (Math.abs(digits) >= FEW * 10) {
                break;
            }
            if ((float) (digits / power) == value) {
                return digits / power;
            }
        }
        return Double.isNaN(wide) ? wide : Double.parseDouble(Float.toString(value));
    }
}
