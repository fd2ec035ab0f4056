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
    /** Letters that are written without blanks between words, or joined to others, as in Korean. */
    private static final Pattern WITHOUT_BLANKS = Pattern
            .compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]+");
    private static final Pattern ONE_WITHOUT_BLANKS = Pattern
            .compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]");
    /** Letters that are no other letter with an accent, and yet are written as another where keys are missing. */
    private static final Map<Character, String> OTHER_LETTERS = Map.of('ł', "l", 'đ', "d", 'ø', "o", 'ı', "i", 'ß',
            "ss",
            'ی', "ي", 'ک', "ك", 'ى', "ي", 'æ', "ae");
    private static final String EXACT = "=";
    private static final int LEAST_JOINED = 6;

    /** What a term says, and where it stands in the file: of several the first counts. */
    private record Meaning(String concept, int place) {}

    private final Map<String, Meaning> terms = new HashMap<>();
    /** The terms that need no blank beside them. */
    private final List<String> parts = new ArrayList<>();
    private int longest = 1;

    private Lexicon(List<String> lines) {
        for (String line : lines) {
            String[] fields = FIELD.split(line, 3);
            for (String term : TERM.split(fields[2], 0)) {
                add(term, fields[0]);
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
        return new Lexicon(lines(file));
    }

    /** The lines of such a file that hold terms. */
    static List<String> lines(String file) {
        try (InputStream in = Lexicon.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no lexicon " + file);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words in small letters and without accents, so that two spellings of them are equal. */
    static String folded(String words) {
        String plain = ACCENTS.matcher(Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
        StringBuilder folded = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            String other = plain.charAt(i) < 0x80 ? null : OTHER_LETTERS.get(plain.charAt(i));
            if (other == null) {
                folded.append(plain.charAt(i));
            } else {
                folded.append(other);
            }
        }
        // The syllables of Korean were taken apart.
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** Whether a letter is of a script that is written without blanks between words, or joins words to others. */
    static boolean isWithoutBlanks(char letter) {
        return letter >= 0x80 && ONE_WITHOUT_BLANKS.matcher(String.valueOf(letter)).matches();
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
        return meanings(name).stream().min(Comparator.comparingInt(Meaning::place)).map(Meaning::concept);
    }

    /** Whether some words of a name say that, whatever the others say. */
    boolean says(NameTokens name, String concept) {
        return meanings(name).stream().anyMatch(meaning -> meaning.concept().equals(concept));
    }

    /** Words that are written together as well, such as Post nr; short ones together may be another word. */
    private static String together(String words) {
        String joined = words.replace(" ", "");
        return joined.length() >= LEAST_JOINED ? joined : words;
    }

    private List<Meaning> meanings(NameTokens name) {
        List<Meaning> found = new ArrayList<>();
        for (String words : name.runs(longest)) {
            String term = folded(words);
            Optional.ofNullable(terms.get(term)).or(() -> Optional.ofNullable(terms.get(together(term))))
                    .ifPresent(found::add);
            Optional.ofNullable(terms.get(EXACT + composed(words))).ifPresent(found::add);
        }
        String whole = folded(name.joined());
        if (ONE_WITHOUT_BLANKS.matcher(whole).find()) {
            parts.stream().filter(whole::contains).map(terms::get).forEach(found::add);
        }
        return found;
    }
}
