package io.segmenta.pipeline.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises attributes that law or decency protects (those of Article 21 of the Charter of Fundamental Rights of the
 * European Union, as far as tables have them), in fourteen languages: by the name of a column, or by its values
 * whatever it is called. Stateless.
 */
final class ProtectedAttributes {

    private static final Lexicon NAMES = Lexicon.read("protected-names.txt");
    private static final Lexicon VALUES = Lexicon.read("protected-values.txt");
    private static final String GENDER = "gender";
    private static final String AGE = "age";
    private static final String UNTOLD = "untold";
    private static final int MOST_LEVELS = 24;
    /** Of which a number may be a measure: how often, how much, how old. */
    private static final Set<String> MEASURED = Set.of(AGE, "religion");
    /** In Romance languages also the genre of music, books or films, in Arabic any kind. */
    private static final Set<String> GENDER_OR_GENRE = Set.of("genre", "genero", "género", "gênero", "genere", "النوع");
    /** As people abbreviate: homme, hombre, femme, male, man, woman, weiblich, kobieta, kadın, erkek, divers. */
    private static final Set<String> LETTERS = Set.of("h", "f", "m", "w", "k", "e", "d", "x", "u", "v", "ж", "м");

    private ProtectedAttributes() {}

    /**
     * The attribute that the name of a column says.
     *
     * @param numericMeasure whether its values are numbers that measure something
     */
    static Optional<String> byName(NameTokens name, boolean numericMeasure) {
        if (name.has(Set.of("senior", "elderly")) && name.size() > 1) {
            return Optional.of(AGE);
        }
        // A number of years is a measure the product's own sample is segmented by; a band of ages is a label.
        return NAMES.concept(name).filter(concept -> !numericMeasure || !MEASURED.contains(concept))
                .map(concept -> concept.equals(AGE) ? "age band" : concept);
    }

    /** Whether the values are ages, as long as they are numbers of years. */
    static boolean isAge(NameTokens name) {
        return NAMES.concept(name).filter(AGE::equals).isPresent();
    }

    /**
     * The attribute that the values of a column say: every level is a word for it or tells nothing, and two are
     * different words.
     */
    static Optional<String> byValues(NameTokens name, List<String> levels) {
        if (levels.size() < 2 || levels.size() > MOST_LEVELS) {
            return Optional.empty();
        }
        if (name.has(GENDER_OR_GENRE) && areLetters(levels)) {
            return Optional.of(GENDER);
        }
        Set<String> concepts = new HashSet<>();
        Set<String> terms = new HashSet<>();
        for (String level : levels) {
            Optional<String> concept = VALUES.concept(level);
            if (concept.isEmpty()) {
                return Optional.empty();
            }
            if (!concept.get().equals(UNTOLD)) {
                concepts.add(concept.get());
                terms.add(VALUES.term(level).orElseThrow());
            }
        }
        return concepts.size() == 1 && terms.size() > 1 ? concepts.stream().findFirst() : Optional.empty();
    }

    /** Whether at least two levels are letters for a gender and no other tells anything. */
    private static boolean areLetters(List<String> levels) {
        int found = 0;
        for (String level : levels) {
            boolean letter = LETTERS.contains(level.strip().toLowerCase(Locale.ROOT));
            if (!letter && VALUES.concept(level).filter(UNTOLD::equals).isEmpty()) {
                return false;
            }
            found += letter ? 1 : 0;
        }
        return found >= 2;
    }
}
