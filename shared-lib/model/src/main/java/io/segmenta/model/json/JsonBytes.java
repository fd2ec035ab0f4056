package io.segmenta.model.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in the making, as UTF-8 in an array that grows. It knows how strings and numbers are written (RFC 8259);
 * brackets, commas and names come from the caller as raw parts, made once and copied into every answer. For one thread.
 * Why not a generator of Jackson: docs/decisions/0027.
 */
public final class JsonBytes {

    private static final double DECIMALS = 1e6;
    private static final double ROUNDED_BELOW = 1e9;
    private static final int MILLION = 1_000_000;
    /** In millionths: what {@link Double#toString} writes without an exponent. */
    private static final long PLAIN_FROM = 1_000;
    private static final long PLAIN_BELOW = 10_000_000_000_000L;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int LONGEST_NUMBER = 20;
    /** Half a surrogate pair takes three bytes, a whole one four, a control character six. */
    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    /** For each character below 128 what follows the backslash: 0 when it stands for itself, 'u' for its number. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    /** @param capacity in bytes, of what is expected */
    public JsonBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        String shortForms = "\bb\tt\nn\ff\rr\"\"\\\\";
        for (int i = 0; i < shortForms.length(); i += 2) {
            escapes[shortForms.charAt(i)] = (byte) shortForms.charAt(i + 1);
        }
        return escapes;
    }

    /** Returns the bytes of a part that is ASCII. */
    public static byte[] ascii(String part) {
        return part.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a value rounded to six decimals, from a billion on as it is. */
    public static double round(double value) {
        return Math.abs(value) < ROUNDED_BELOW ? Math.rint(value * DECIMALS) / DECIMALS : value;
    }

    /** Returns the number of bytes so far. */
    public int length() {
        return length;
    }

    /** Returns the array that the bytes so far are at the beginning of: itself, until more is written. */
    public byte[] array() {
        return bytes;
    }

    /** Returns the bytes so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Returns the bytes so far between two parts. */
    public byte[] toBytes(byte[] before, byte[] after) {
        byte[] whole = Arrays.copyOf(before, before.length + length + after.length);
        System.arraycopy(bytes, 0, whole, before.length, length);
        System.arraycopy(after, 0, whole, before.length + length, after.length);
        return whole;
    }

    /** Writes what was appended so far. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** Appends a part as it is. */
    public JsonBytes raw(byte[] part) {
        ensure(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
        return this;
    }

    /** Appends a character below 128 as it is. */
    public JsonBytes raw(char mark) {
        ensure(1);
        bytes[length++] = (byte) mark;
        return this;
    }

    /** Appends a string; half a surrogate pair becomes U+FFFD. */
    public JsonBytes string(String text) {
        int n = text.length();
        ensure(n + 2);
        raw('"');
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c < ESCAPES.length && ESCAPES[c] == 0) {
                bytes[length++] = (byte) c;
            } else {
                ensure(n - i + LONGEST_ESCAPE);
                i += special(text, i);
            }
        }
        return raw('"');
    }

    /** Appends a string given as UTF-8. */
    public JsonBytes string(byte[] utf8) {
        ensure(utf8.length + 2);
        raw('"');
        for (int i = 0; i < utf8.length; i++) {
            byte octet = utf8[i];
            if (octet < 0 || ESCAPES[octet] == 0) {
                bytes[length++] = octet;
            } else {
                ensure(utf8.length - i + LONGEST_ESCAPE);
                escape(octet);
            }
        }
        return raw('"');
    }

    /** Appends a character that does not stand for itself; returns how many places of the text it takes beyond one. */
    private int special(String text, int at) {
        char c = text.charAt(at);
        if (c < ESCAPES.length) {
            escape(c);
            return 0;
        }
        int point = text.codePointAt(at);
        if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
        } else if (Character.isSupplementaryCodePoint(point)) {
            bytes[length++] = (byte) (0xF0 | point >> 18);
            bytes[length++] = (byte) (0x80 | (point >> 12 & 0x3F));
            bytes[length++] = (byte) (0x80 | (point >> 6 & 0x3F));
        } else {
            point = Character.isSurrogate(c) ? 0xFFFD : point;
            bytes[length++] = (byte) (0xE0 | point >> 12);
            bytes[length++] = (byte) (0x80 | (point >> 6 & 0x3F));
        }
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
        return Character.charCount(point) - 1;
    }

    private void escape(int c) {
        bytes[length++] = '\\';
        bytes[length++] = ESCAPES[c];
        if (ESCAPES[c] == 'u') {
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[c >> 4];
            bytes[length++] = HEX[c & 0xF];
        }
    }

    /** Appends a whole number. */
    public JsonBytes integer(int value) {
        ensure(LONGEST_NUMBER);
        if (value < 0) {
            bytes[length++] = '-';
        }
        digits(Math.abs((long) value));
        return this;
    }

    /** Appends a number rounded to six decimals, from a billion on as it is. */
    public JsonBytes rounded(double value) {
        double millionths = Math.rint(value * DECIMALS);
        return isPlain(millionths) ? decimal((long) millionths) : number(round(value));
    }

    /**
     * Appends a number as {@link Double#toString} of Java 19 and later writes it: the shortest decimal that is this
     * double. One of up to six decimals is its millionths with a point, as no two decimals of so few digits are the
     * same double. NaN and infinities, which JSON does not have, become strings.
     */
    public JsonBytes number(double value) {
        double millionths = Math.rint(value * DECIMALS);
        if (Math.abs(millionths) < PLAIN_BELOW && millionths / DECIMALS == value) {
            return isPlain(millionths) ? decimal((long) millionths) : tiny(value, (int) Math.abs(millionths));
        }
        // On every version of Java the same, which Double.toString is not.
        String text = NumberOutput.toString(value, true);
        return Double.isFinite(value) ? raw(ascii(text)) : string(text);
    }

    private static boolean isPlain(double millionths) {
        double size = Math.abs(millionths);
        return size >= PLAIN_FROM && size < PLAIN_BELOW;
    }

    private JsonBytes decimal(long millionths) {
        ensure(LONGEST_NUMBER);
        if (millionths < 0) {
            bytes[length++] = '-';
        }
        long size = Math.abs(millionths);
        int units = (int) (size / MILLION);
        int decimals = (int) (size - (long) units * MILLION);
        digits(units);
        bytes[length++] = '.';
        pair(decimals / 10_000);
        int last = decimals % 10_000;
        int least = length - 1;
        if (last > 0) {
            pair(last / 100);
            pair(last % 100);
        }
        while (length > least && bytes[length - 1] == '0') {
            length--;
        }
        return this;
    }

    /**
     * Appends 0 to 999 millionths: a digit before the point, one or two behind it, and the exponent unless they are 0.
     */
    private JsonBytes tiny(double value, int millionths) {
        ensure(LONGEST_NUMBER);
        if (Double.doubleToRawLongBits(value) < 0) {
            bytes[length++] = '-';
        }
        int shift = millionths >= 100 ? 0 : millionths >= 10 ? 1 : 2;
        int digits = shift == 0 ? millionths : shift == 1 ? millionths * 10 : millionths * 100;
        bytes[length++] = (byte) ('0' + digits / 100);
        bytes[length++] = '.';
        pair(digits % 100);
        if (digits % 10 == 0) {
            length--;
        }
        if (millionths > 0) {
            bytes[length++] = 'E';
            bytes[length++] = '-';
            bytes[length++] = (byte) ('4' + shift);
        }
        return this;
    }

    private void pair(int number) {
        bytes[length] = (byte) ('0' + number / 10);
        bytes[length + 1] = (byte) ('0' + number % 10);
        length += 2;
    }

    private void digits(long number) {
        if (number < 10) {
            bytes[length++] = (byte) ('0' + number);
        } else if (number < 100) {
            pair((int) number);
        } else {
            digits(number / 100);
            pair((int) (number % 100));
        }
    }

    /** Makes room for more bytes. */
    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(length, more), (int) Math.min(2L * bytes.length, LARGEST)));
        }
    }
}
