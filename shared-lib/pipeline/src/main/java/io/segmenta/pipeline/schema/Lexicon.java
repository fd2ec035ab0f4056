package io.segmenta.pipeline.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words of many languages that say one thing each, from a file of lines {@code concept | language | term, term}. Terms
 * are compared word by word without case, accents and punctuation, which people leave out; a term with {@code =} before
 * it keeps its accents. Immutable.
 */
final class Lexicon {

    private static final Pattern FIELD = Pattern.compile(" *\\| *");
    private static final Pattern TERM = Pattern.compile(" *, *");
    /** Of Latin, Greek, Cyrillic and Arabic letters; in other scripts marks are letters of their own. */
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F\\u064B-\\u0655]+");
    private static final Pattern WITHOUT_BLANKS = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+");
    /** The first sign that is written without blanks between words. */
    private static final int FIRST_WITHOUT_BLANKS = 0x2E80;
    private static final String EXACT = "=";

    /** What a term says, and where it stands in the file: of several the first counts. */
    private record Meaning(String concept, int place) {}

    private final Map<String, Meaning> terms = new HashMap<>();
    /** The terms that need no blank beside them. */
    private final List<String> parts = new ArrayList<>();
    private int longest = 1;

    private Lexicon(List<String> lines) {
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] fields = FIELD.split(line, 3);
                for (String term : TERM.split(fields[2], 0)) {
                    add(term, fields[0]);
                }
            }
        }
    }

    private void add(String term, String concept) {
        boolean exact = term.startsWith(EXACT);
        NameTokens words = NameTokens.of(exact ? term.substring(EXACT.length()) : term);
        String key = exact ? EXACT + composed(words.joined()) : folded(words.joined());
        Meaning meaning = new Meaning(concept, terms.size());
        terms.putIfAbsent(key, meaning);
        // ESTADOCIVIL, maritalstatus
        terms.putIfAbsent(key.replace(" ", ""), meaning);
        longest = Math.max(longest, words.size());
        if (WITHOUT_BLANKS.matcher(key).matches()) {
            parts.add(key);
        }
    }

    /** The lexicon of a file beside this class. */
    static Lexicon read(String file) {
        try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no lexicon " + file);
            }
            return new Lexicon(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folded(String words) {
        return ACCENTS.matcher(Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
    }

    private static String composed(String words) {
        return Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    /** The term that a whole value is, in the form in which two spellings of it are equal. */
    Optional<String> term(String value) {
        return Optional.of(folded(NameTokens.of(value).joined())).filter(terms::containsKey);
    }

    /** What a whole value says. */
    Optional<String> concept(String value) {
        return term(value).map(terms::get).map(Meaning::concept);
    }

    /** What words of a name, one after the other, say. */
    Optional<String> concept(NameTokens name) {
        List<Meaning> found = new ArrayList<>();
        for (String words : name.runs(longest)) {
            Optional.ofNullable(terms.get(folded(words))).ifPresent(found::add);
            Optional.ofNullable(terms.get(EXACT + composed(words))).ifPresent(found::add);
        }
        String whole = folded(name.joined());
        if (whole.chars().anyMatch(c -> c >= FIRST_WITHOUT_BLANKS)) {
            parts.stream().filter(whole::contains).map(terms::get).forEach(found::add);
        }
        return found.stream().min(Comparator.comparingInt(Meaning::place)).map(Meaning::concept);
    }
}
