package io.segmenta.pipeline.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Room for a text: so many lines of a width. What does not fit is cut, and of several texts each keeps what tells it
 * apart from the others.
 *
 * @param room width of a line
 * @param size of the face
 * @param bold whether the face is bold
 * @param most lines
 */
record Box(double room, double size, boolean bold, int most) {
    private static final String ELLIPSIS = "…";
    private static final String BREAKS = "_-/.…";
    /** How far what tells a text apart is drawn to the left, to the beginning of its word. */
    private static final int WORD = 14;
    /** The share of the room that the end of a text has at least, where its beginning tells nothing. */
    private static final double TAIL = 0.6;
    /** No character is narrower than this, and more characters than fit are not looked at. */
    private static final double NARROWEST = 0.2;

    /** One line of regular text. */
    static Box line(double room, double size) {
        return new Box(room, size, false, 1);
    }

    private record Cut(List<String> lines, boolean whole) {}

    /** The text in lines no wider than the room, at least one; the last ends in an ellipsis where there is more. */
    List<String> of(String text) {
        return cut(text).lines;
    }

    /** The text of a box of one line. */
    String only(String text) {
        return of(text).getFirst();
    }

    /** Whether the text fits whole. */
    boolean holds(String text) {
        return cut(text).whole;
    }

    private Cut cut(String text) {
        int enough = (int) Math.min(1 << 16, most * (room / (size * NARROWEST) + 2));
        boolean more = text.length() > enough;
        String rest = (more ? text.substring(0, enough) : text).strip().replaceAll("\\s+", " ");
        List<String> lines = new ArrayList<>();
        while (lines.size() < most - 1 && fitting(rest, room) < rest.length()) {
            int end = breakAt(rest);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!more && fitting(rest, room) == rest.length()) {
            lines.add(rest);
            return new Cut(lines, true);
        }
        int least = rest.isEmpty() ? 0 : Character.charCount(rest.codePointAt(0));
        int end = Math.max(fitting(rest, room - width(ELLIPSIS)), least);
        lines.add(ended(rest.substring(0, end)) + ELLIPSIS);
        return new Cut(lines, false);
    }

    /** How many chars of a text fit into a width. */
    private int fitting(String text, double width) {
        double left = width / size + 1e-9;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            left -= TextWidths.ems(c, bold);
            if (left < 0) {
                return i;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    /** Where a line ends: behind a word, or within one that is longer than a line. */
    private int breakAt(String text) {
        int end = Math.max(fitting(text, room), Character.charCount(text.codePointAt(0)));
        if (end >= text.length() || text.charAt(end) == ' ') {
            return end;
        }
        int blank = text.lastIndexOf(' ', end - 1);
        if (blank > 0) {
            return blank;
        }
        for (int i = end - 1; i > end / 2; i--) {
            if (BREAKS.indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return end;
    }

    private double width(String text) {
        return TextWidths.of(text, size, bold);
    }

    /** One line for each text; see {@link #distinct}. */
    List<String> lines(List<String> texts) {
        return distinct(texts).stream().map(List::getFirst).toList();
    }

    /**
     * Fits several texts that stand beside each other. One that must be cut keeps its beginning when that tells it from
     * all others, and otherwise loses what it shares with them; texts that differ never look alike.
     */
    List<List<String>> distinct(List<String> texts) {
        List<String> plain = texts.stream().map(text -> text.strip().replaceAll("\\s+", " ")).toList();
        List<List<String>> shown = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            shown.add(holds(texts.get(i)) ? of(texts.get(i)) : told(plain, i));
        }
        Map<List<String>, Set<String>> meant = new HashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            meant.computeIfAbsent(shown.get(i), lines -> new HashSet<>()).add(texts.get(i));
        }
        Set<List<String>> taken = new HashSet<>(meant.keySet());
        for (int i = 0; i < shown.size(); i++) {
            if (meant.getOrDefault(shown.get(i), Set.of()).size() > 1) {
                List<String> numbered = numbered(texts, i, taken);
                taken.add(numbered);
                shown.set(i, numbered);
            }
        }
        return shown;
    }

    /** @param texts with one blank between words */
    private List<String> told(List<String> texts, int i) {
        String text = texts.get(i);
        int shared = 0;
        for (String other : texts) {
            if (!other.equals(text)) {
                shared = Math.max(shared, shared(text, other));
            }
        }
        List<String> plain = of(text);
        int visible = String.join(" ", plain).length() - ELLIPSIS.length();
        if (shared + 2 < visible) {
            return plain;
        }
        int start = wordStart(text, Math.min(shared, text.length() - 1));
        int tail = text.length() - (int) (visible * TAIL);
        if (tail > 0 && tail < start) {
            int blank = text.indexOf(' ', tail);
            start = blank > 0 && blank < start ? blank + 1 : start;
        }
        String rest = text.substring(start);
        int head = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, start), visible));
        while (head > 0 && !holds(joined(text, head, rest))) {
            head = text.offsetByCodePoints(head, -1);
        }
        if (head > 0) {
            return of(joined(text, head, rest));
        }
        List<String> from = of(ELLIPSIS + rest);
        return String.join(" ", from).length() > shared - start + 3 ? from
                : of(ELLIPSIS + text.substring(Math.min(shared, text.length() - 1)));
    }

    private static String joined(String text, int head, String rest) {
        return ended(text.substring(0, head)) + ELLIPSIS + rest;
    }

    /** Without blanks at the end, and without an ellipsis that another would follow. */
    private static String ended(String text) {
        String bare = text.stripTrailing();
        return bare.endsWith(ELLIPSIS) ? bare.substring(0, bare.length() - 1) : bare;
    }

    private List<String> numbered(List<String> texts, int i, Set<List<String>> taken) {
        String text = texts.get(i).strip();
        for (int number = i + 1;; number += texts.size()) {
            String mark = ELLIPSIS + number;
            int head = text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), 200));
            while (head > 0 && !holds(ended(text.substring(0, head)) + mark)) {
                head = text.offsetByCodePoints(head, -1);
            }
            List<String> lines = of(ended(text.substring(0, head)) + mark);
            if (!taken.contains(lines)) {
                return lines;
            }
        }
    }

    private static int wordStart(String text, int at) {
        for (int i = at; i > Math.max(0, at - WORD); i--) {
            if (text.charAt(i - 1) == ' ' || BREAKS.indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static int shared(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int i = 0;
        while (i < end && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }
}
