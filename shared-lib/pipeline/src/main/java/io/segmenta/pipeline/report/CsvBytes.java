package io.segmenta.pipeline.report;

import io.segmenta.model.data.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a file of rows as bytes in UTF-8, which grow as they are written. Digits are written where they are to lie:
 * a million rows have ten million numbers. Not for several threads at once.
 */
final class CsvBytes {
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
    private static final long[] WHOLE_POWERS = {1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L,
            100_000_000L, 1_000_000_000L, 10_000_000_000L};
    /** Numbers between these are written without an exponent. */
    private static final double LEAST_PLAIN = 1e-3;
    private static final double MOST_PLAIN = 1e7;
    /** Of so many decimals it is tried whether they are all; with seven before the point, fifteen digits at most. */
    private static final int MOST_TRIED = 6;

    private byte[] bytes;
    private int length;

    CsvBytes(int expected) {
        bytes = new byte[expected];
    }

    /** Returns the bytes themselves, of which {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Returns bytes that are appended as they are. */
    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    CsvBytes append(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    CsvBytes append(String text) {
        return append(of(text));
    }

    /** Appends a character of ASCII. */
    CsvBytes append(char one) {
        room(1);
        bytes[length++] = (byte) one;
        return this;
    }

    CsvBytes append(long whole) {
        if (whole < 0 || whole >= WHOLE_POWERS[WHOLE_POWERS.length - 1]) {
            return append(Long.toString(whole));
        }
        int count = 1;
        while (whole >= WHOLE_POWERS[count]) {
            count++;
        }
        room(count);
        digits(whole, count);
        return this;
    }

    /** Appends a number as {@link Values#text} has it. */
    CsvBytes appendExact(double value) {
        double size = Math.abs(value);
        if (size >= LEAST_PLAIN && size < MOST_PLAIN) {
            for (int places = 0; places <= MOST_TRIED; places++) {
                double digits = Math.rint(size * POWERS[places]);
                // So few digits stand for one number only: no shorter text means the same.
                if (digits / POWERS[places] == size) {
                    if (value < 0) {
                        append('-');
                    }
                    decimal((long) digits, places);
                    return this;
                }
            }
        }
        return append(Values.text(value));
    }

    /** Appends a number rounded to six digits, halves up, without an exponent or trailing zeros. */
    CsvBytes appendRounded(double value) {
        if (value >= 1e-4 && value < 1e5) {
            int places = 5;
            for (int power = 0; power < 5 && value >= POWERS[power + 1]; power++) {
                places--;
            }
            for (double least = 1; value < least; least /= 10) {
                places++;
            }
            double scaled = value * POWERS[places];
            long digits = (long) scaled;
            double rest = scaled - digits;
            // The product may be off by its last bit; where that could matter, decimals decide.
            if (digits >= 100_000 && digits < 999_999 && Math.abs(rest - 0.5) > 1e-6) {
                decimal(rest > 0.5 ? digits + 1 : digits, places);
                return this;
            }
        }
        return append(new BigDecimal(value, new MathContext(6)).stripTrailingZeros().toPlainString());
    }

    /**
     * Appends a number of so many decimals, without trailing zeros.
     *
     * @param digits not negative: the number times a power of ten
     * @param places in [0, 10]
     */
    void decimal(long digits, int places) {
        long left = digits;
        int behind = places;
        while (behind > 0 && left % 10 == 0) {
            left /= 10;
            behind--;
        }
        append(left / WHOLE_POWERS[behind]);
        if (behind > 0) {
            room(1 + behind);
            bytes[length++] = '.';
            digits(left % WHOLE_POWERS[behind], behind);
        }
    }

    private void digits(long whole, int count) {
        long left = whole;
        for (int place = length + count - 1; place >= length; place--) {
            bytes[place] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += count;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
