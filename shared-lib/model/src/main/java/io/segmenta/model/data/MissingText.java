package io.segmenta.model.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The spellings of "no value", the same for a file and for one record. */
public final class MissingText {
    /** Never a value, whatever the column holds. */
    private static final Set<String> STRONG = Set.of("", "na", "n/a", "n.a.", "n.a", "#n/a", "#na", "<na>", "nan",
            "null", "(null)", "\\n", "nil", "#value!", "#ref!", "#div/0!", "#null!", "#num!", "?", "-", "--", "---",
            ".", "..", "...", "…", "–", "—", "_", "not available", "missing", "(blank)", "n\\a", "-nan", "nat", "#n/d",
            "#nv", "#н/д", "#yok", "#i/t", "#n/b", "#hiányzik", "#puuttuu", "#nd");
    /** A value in a column of text, none in a column of numbers or dates. */
    private static final Set<String> WEAK = Set.of("none", "unknown", "not known", "not applicable", "no answer",
            "undefined", "inf", "-inf", "infinity", "-infinity", "tbd", "tba", "x", "refused", "no data", "nd", "n.d.",
            "not stated", "empty", "pending");

    private MissingText() {}

    /** Whether the text means "no value" in any column. */
    public static boolean isStrong(String text) {
        return text.length() <= 14
                && (STRONG.contains(text.toLowerCase(Locale.ROOT)) || isStars(text) || isError(text));
    }

    /** Whether the text means "no value" among numbers or dates. */
    public static boolean isWeak(String text) {
        return isStrong(text) || (text.length() <= 14 && WEAK.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** The words of one column in the form in which {@link #isAmong} compares: without blanks around, in lower case. */
    public static Set<String> words(List<String> words) {
        return words.stream().map(MissingText::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the text is one of the {@linkplain #words words} of a column. */
    public static boolean isAmong(Set<String> words, String text) {
        return !words.isEmpty() && words.contains(folded(text));
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** What a spreadsheet says in the place of a number, in its own language: #DIV/0!, #WERT!, #NOM?. */
    private static boolean isError(String text) {
        int last = text.length() - 1;
        if (last < 3 || text.charAt(0) != '#' || (text.charAt(last) != '!' && text.charAt(last) != '?')) {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (!Character.isUpperCase(c) && c != '/' && c != '0' && c != '\u00A1' && c != ' ') {
                return false;
            }
        }
        return Character.isUpperCase(text.charAt(last - 1)) || text.charAt(last - 1) == '0';
    }

    /** A number too wide for its printed column, as spreadsheets and Fortran write it. */
    private static boolean isStars(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '*' && text.charAt(i) != '#') {
                return false;
            }
        }
        return text.length() > 1;
    }
}
