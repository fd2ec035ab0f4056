package io.segmenta.pipeline.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a column name in lower case: "CustomerID" and "customer_id" are both [customer, id]. */
final class NameTokens {
    private final List<String> words;

    private NameTokens(List<String> words) {
        this.words = words;
    }

    static NameTokens of(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = letter(name, i);
            if (!isOfAWord(c)) {
                flush(words, word);
                continue;
            }
            boolean starts = Character.isUpperCase(c) && i > 0 && (Character.isLowerCase(name.charAt(i - 1))
                    || (Character.isUpperCase(name.charAt(i - 1)) && i + 1 < name.length()
                            && Character.isLowerCase(name.charAt(i + 1)) && word.length() > 1));
            if (starts) {
                flush(words, word);
            }
            word.append(c);
        }
        flush(words, word);
        return new NameTokens(words);
    }

    /** N° is written with the sign of degrees as often as with that of ordinals, and is not the word n. */
    private static char letter(String name, int at) {
        char c = name.charAt(at);
        return c == '°' && at > 0 && Character.toLowerCase(name.charAt(at - 1)) == 'n' ? 'º' : c;
    }

    /** A letter, a digit, or what is written above, below or behind a letter. */
    private static boolean isOfAWord(char c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static void flush(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }

    int size() {
        return words.size();
    }

    boolean has(Set<String> any) {
        return words.stream().anyMatch(any::contains);
    }

    boolean startsWith(Set<String> any) {
        return !words.isEmpty() && any.contains(words.getFirst());
    }

    boolean endsWith(Set<String> any) {
        return !words.isEmpty() && any.contains(words.getLast());
    }

    /** Every run of up to so many words, joined by blanks. */
    List<String> runs(int longest) {
        List<String> runs = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + longest); to++) {
                runs.add(String.join(" ", words.subList(from, to)));
            }
        }
        return runs;
    }

    String joined() {
        return String.join(" ", words);
    }
}
