package io.segmenta.pipeline.schema;

import java.util.List;
import java.util.Optional;

/** Two levels that say no and yes, in words of many languages or by signs. Stateless. */
final class Truths {
    private static final Lexicon WORDS = Lexicon.read("truth-words.txt");
    private static final String YES_SIGNS = "○〇◯✓✔☑";
    private static final String NO_SIGNS = "×✕✖✗✘☒☐";

    private Truths() {}

    /** The level for no and the level for yes, if the two are such. */
    static Optional<List<String>> of(List<String> levels) {
        if (levels.size() != 2) {
            return Optional.empty();
        }
        List<String> said = levels.stream().flatMap(level -> said(level).stream()).toList();
        return said.equals(List.of("no", "yes")) ? Optional.of(levels)
                : said.equals(List.of("yes", "no")) ? Optional.of(levels.reversed()) : Optional.empty();
    }

    private static Optional<String> said(String level) {
        String sign = level.strip();
        if (sign.length() == 1 && YES_SIGNS.contains(sign)) {
            return Optional.of("yes");
        }
        return sign.length() == 1 && NO_SIGNS.contains(sign) ? Optional.of("no") : WORDS.concept(level);
    }
}
