package io.segmenta.model.data;

/** What counts as blank around a cell of a table, whoever reads it. Stateless. */
public final class Blanks {

    private Blanks() {}

    /** Whether a character is blank: controls, spaces of any width that stand around cells, and byte-order marks. */
    public static boolean is(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || c == '\u202F' || c == '\u2007' || c == '\u3000';
    }

    /** Returns a text without the blanks around it. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && is(text.charAt(from))) {
            from++;
        }
        while (to > from && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
