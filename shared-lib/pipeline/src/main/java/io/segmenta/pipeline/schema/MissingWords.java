package io.segmenta.pipeline.schema;

import io.segmenta.model.data.MissingText;
import io.segmenta.model.data.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of one column that were taken for missing values. */
final class MissingWords {
    private static final Lexicon AMONG_NUMBERS = Lexicon.read("missing-words.txt");
    private static final int MOST_SHOWN = 5;
    private static final int MOST_KEPT = 50;
    private static final int LONGEST_SHOWN = 30;

    private final Set<String> declared;
    private final double[] numbers;
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    /** @param declared words that mean "no value" in this column by the user's word or the earlier model's */
    MissingWords(List<String> declared) {
        this.declared = MissingText.words(declared);
        this.numbers = declared.stream().mapToDouble(Values::number).filter(Double::isFinite).toArray();
    }

    /** The declared words that are plain numbers. */
    double[] numbers() {
        return numbers.clone();
    }

    /** Whether the text is no value among numbers or dates. */
    boolean amongNumbers(String text) {
        return MissingText.isWeak(text) || MissingText.isAmong(declared, text)
                || (mayBeWords(text) && isNoAnswer(text));
    }

    /** One of the words, or several between strokes: don't know/refused. */
    private static boolean isNoAnswer(String text) {
        return AMONG_NUMBERS.term(text).isPresent() || (text.indexOf('/') > 0 && Arrays.stream(text.split("/", -1))
                .allMatch(part -> AMONG_NUMBERS.term(part.strip()).isPresent()));
    }

    /** Most texts among numbers are numbers, of which there may be millions. */
    private static boolean mayBeWords(String text) {
        return text.length() <= LONGEST_SHOWN && text.chars().noneMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether the text is no value among texts. */
    boolean amongTexts(String text) {
        return MissingText.isStrong(text) || MissingText.isAmong(declared, text);
    }

    /** Notes that a text was taken for missing in so many rows. */
    void add(String text, int count) {
        rows.merge(text, count, Integer::sum);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** What was taken for missing, in words. */
    Optional<String> sentence() {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : rows.entrySet()) {
            if (parts.size() < MOST_SHOWN) {
                String word = entry.getKey();
                parts.add(String.format(Locale.ROOT, "\"%s\" (%d)",
                        word.length() > LONGEST_SHOWN ? word.substring(0, LONGEST_SHOWN) + "…" : word,
                        entry.getValue()));
            }
        }
        return Optional.of("taken for missing: " + String.join(", ", parts)
                + (rows.size() > MOST_SHOWN ? " and " + (rows.size() - MOST_SHOWN) + " more" : ""));
    }

    /** The short words among them that are not missing in every column, the first of many. */
    List<String> own() {
        return rows.keySet().stream().filter(word -> !MissingText.isStrong(word) && word.length() <= LONGEST_SHOWN)
                .limit(MOST_KEPT).toList();
    }
}
