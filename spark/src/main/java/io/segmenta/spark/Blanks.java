package io.segmenta.spark;

/** The blanks around a text, as a single function knows them. */
final class Blanks {

    private Blanks() {}

    /** Returns a text without them. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || c == '\u202F' || c == '\u2007' || c == '\u3000';
    }
}
