package io.segmenta.pipeline.read;

import io.segmenta.model.base.DataException;
import java.util.Arrays;
import java.util.List;

/**
 * The distinct texts of a column, found by their characters without making a string of a text seen before. The
 * characters of all of them stand in one array, where comparing is fast, until they are asked for.
 */
final class Levels {
    private static final int P = 31;
    private static final int P2 = P * P;
    private static final int P3 = P * P2;
    private static final int P4 = P * P3;

    /** The length an array can surely have. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private char[] pool = new char[64];
    /** Where each text ends in the pool; it begins where the one before ends. */
    private int[] ends = new int[16];
    private int[] hashes = new int[16];
    private int[] slots = filled(32);
    private int count;

    int code(char[] chars, int from, int to) {
        int hash = hash(chars, from, to);
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] >= 0) {
            int code = slots[at];
            if (hashes[code] == hash && is(code, chars, from, to)) {
                return code;
            }
            at = at + 1 & mask;
        }
        slots[at] = count;
        append(chars, from, to, hash);
        if (count * 2 > slots.length) {
            grow();
        }
        return count - 1;
    }

    int code(String text) {
        return code(text.toCharArray(), 0, text.length());
    }

    boolean is(int code, char[] chars, int from, int to) {
        return Arrays.equals(pool, begin(code), ends[code], chars, from, to);
    }

    /** The text of a code. */
    String text(int code) {
        return new String(pool, begin(code), ends[code] - begin(code));
    }

    /** The texts in order of their codes. */
    List<String> texts() {
        String[] texts = new String[count];
        for (int code = 0; code < count; code++) {
            texts[code] = text(code);
        }
        return List.of(texts);
    }

    private int begin(int code) {
        return code == 0 ? 0 : ends[code - 1];
    }

    private void append(char[] chars, int from, int to, int hash) {
        int begin = count == 0 ? 0 : ends[count - 1];
        int end = begin + to - from;
        if (end < 0 || end > MOST) {
            throw DataException.of(DataException.Reason.TOO_LARGE,
                    "a column holds more than %d characters of different texts", MOST);
        }
        if (end > pool.length) {
            pool = Arrays.copyOf(pool, Math.clamp(pool.length * 3L / 2, end, MOST));
        }
        System.arraycopy(chars, from, pool, begin, to - from);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        ends[count] = end;
        hashes[count++] = hash;
    }

    /**
     * As {@link String#hashCode}, four characters at a time, since each product waits for the one before; then mixed.
     */
    private static int hash(char[] chars, int from, int to) {
        int hash = 0;
        int i = from;
        for (; i <= to - 4; i += 4) {
            hash = P4 * hash + (P3 * chars[i] + P2 * chars[i + 1] + P * chars[i + 2] + chars[i + 3]);
        }
        for (; i < to; i++) {
            hash = P * hash + chars[i];
        }
        return hash ^ hash >>> 16;
    }

    private void grow() {
        int[] larger = filled(slots.length * 2);
        int mask = larger.length - 1;
        for (int code = 0; code < count; code++) {
            int at = hashes[code] & mask;
            while (larger[at] >= 0) {
                at = at + 1 & mask;
            }
            larger[at] = code;
        }
        slots = larger;
    }

    private static int[] filled(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, -1);
        return slots;
    }
}
