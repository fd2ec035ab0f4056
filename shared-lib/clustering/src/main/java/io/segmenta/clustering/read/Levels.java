package io.segmenta.clustering.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The distinct texts of a column, found by their characters without making a string of a text seen before. */
final class Levels {
    private final List<String> texts = new ArrayList<>();
    private int[] hashes = new int[16];
    private int[] slots = filled(32);

    int code(char[] chars, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + chars[i];
        }
        hash ^= hash >>> 16;
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] >= 0) {
            int code = slots[at];
            if (hashes[code] == hash && same(texts.get(code), chars, from, to)) {
                return code;
            }
            at = at + 1 & mask;
        }
        int code = texts.size();
        slots[at] = code;
        texts.add(new String(chars, from, to - from));
        if (code == hashes.length) {
            hashes = Arrays.copyOf(hashes, code * 2);
        }
        hashes[code] = hash;
        if (texts.size() * 2 > slots.length) {
            grow();
        }
        return code;
    }

    int code(String text) {
        return code(text.toCharArray(), 0, text.length());
    }

    boolean is(int code, char[] chars, int from, int to) {
        return same(texts.get(code), chars, from, to);
    }

    List<String> texts() {
        return texts;
    }

    private void grow() {
        int[] larger = filled(slots.length * 2);
        int mask = larger.length - 1;
        for (int code = 0; code < texts.size(); code++) {
            int at = hashes[code] & mask;
            while (larger[at] >= 0) {
                at = at + 1 & mask;
            }
            larger[at] = code;
        }
        slots = larger;
    }

    private static boolean same(String text, char[] chars, int from, int to) {
        int length = to - from;
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int[] filled(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, -1);
        return slots;
    }
}
